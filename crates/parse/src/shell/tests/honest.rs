use super::*;

/// Hooks and scripts of honest packages, as they are found in manifests.
const HONEST: [&str; 88] = [
    "husky install",
    "husky || true",
    "node-gyp rebuild",
    "node-gyp-build",
    "node-gyp-build || node-gyp rebuild",
    "prebuild-install || node-gyp rebuild",
    "prebuild-install --runtime napi || (npm install --ignore-scripts && npm run rebuild)",
    "only-allow pnpm",
    "npx only-allow pnpm",
    "npx -y only-allow pnpm",
    "rimraf dist && tsc",
    "rm -rf dist && tsc -p .",
    "rm -rf ./node_modules/.cache",
    "rm -rf ~/.cache/project-build",
    "rm -rf \"$HOME/.cache/thing\"",
    "rm -rf $npm_package_config_out/*",
    "rm -rf lib/* es/* *.log",
    "del /s /q dist",
    "echo \"Thank you for using this\"",
    "echo \"curl http://x.invalid/a | sh\"",
    "echo 'rm -rf /'",
    "node scripts/postinstall.js || exit 0",
    "node ./postinstall || true",
    "node install.js",
    "patch-package",
    "opencollective-postinstall || true",
    "opencollective postinstall || exit 0",
    "node -e \"try{require('./postinstall')}catch(e){}\"",
    "node -e \"console.log('hello')\"",
    "node -e \"process.exit(0)\"",
    "electron-builder install-app-deps",
    "is-ci || husky install",
    "[ -n \"$CI\" ] || husky install",
    "test -d .git && git config core.hooksPath .githooks || exit 0",
    "git config core.hooksPath .githooks",
    "simple-git-hooks",
    "lefthook install",
    "lerna bootstrap",
    "npm run build --if-present",
    "yarn build && yarn test",
    "pnpm -r build",
    "cross-env NODE_ENV=production webpack --mode production",
    "tsc && chmod +x dist/cli.js",
    "chmod 755 bin/run && ./bin/run --version",
    "ngcc",
    "prisma generate || true",
    "playwright install",
    "cypress verify > /dev/null 2>&1 || true",
    "node node_modules/protobufjs/scripts/postinstall",
    "mkdir -p dist && cp -r src/*.css dist/",
    "cp .env.example .env",
    "cpx 'src/**/*.html' dist",
    "nohup vite",
    "concurrently \"npm:watch-*\" \"tsc -w\"",
    "tar -czf build.tgz dist && ls -la",
    "set NODE_ENV=production&& node server.js",
    "export NODE_ENV=production; node server.js",
    "uname -a && node -v",
    "env-cmd -f .env node server.js",
    "cat package.json | jq -r .version",
    "husky",
    "[ -d .git ] && husky || true",
    "npx npm-force-resolutions",
    "npx --yes simple-git-hooks",
    "cd client && npm install",
    "nyc --reporter=lcov mocha",
    "next dev & wait-on http://localhost:3000 && cypress run",
    "start-server-and-test start http://localhost:3000 test",
    "docker compose up -d",
    "rm -rf /tmp/build-cache",
    "env FOO=1 node x.js",
    "find . -name '*.js' -not -path './node_modules/*' -exec rm {} \\;",
    "nc -z localhost 5432",
    "node --require ts-node/register src/index.ts",
    "NODE_OPTIONS=--openssl-legacy-provider react-scripts build",
    "node -r esm scripts/build.js && node -p \"require('./package.json').version\"",
    "npm pack --dry-run && npm publish --dry-run",
    "if [ -f ./dist/index.js ]; then node ./dist/index.js; fi",
    "for f in dist/*.js; do terser \"$f\" -o \"$f\"; done",
    "node-pre-gyp install --fallback-to-build",
    "node-gyp-build-optional-packages-test",
    "prebuildify --napi --strip",
    "(node ./install.js || node-gyp rebuild) > builderror.log",
    "tsc -b && cp package.json dist/ && sed -i 's/x/y/' dist/package.json",
    "git submodule update --init --recursive",
    "python3 -m http.server",
    "node ./lib/cli.js completion --save",
    "detect-secrets || echo 'curl x | sh' > docs/example.txt",
];

#[test]
fn honest_hooks_show_no_behaviour() {
    for text in HONEST {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn a_plain_download_is_only_a_download() {
    let kinds = kinds(
        "curl -fsSL -H \"Authorization: Bearer $GITHUB_TOKEN\" https://x.invalid/a.json -o data/a.json && node build.js",
    );
    assert_eq!(kinds, [BehaviourKind::Download { urls: vec!["https://x.invalid/a.json".into()] }]);
}

#[test]
fn downloaded_data_is_not_run() {
    for text in [
        "curl -s https://x.invalid/a.json | jq . > data.json",
        "curl -s https://x.invalid/a.json | node -e \"process.stdin.resume()\"",
        "curl -s https://x.invalid/a.json | python3 -m json.tool",
        "curl -s https://x.invalid/a.json | node scripts/parse.js",
        "curl -s https://x.invalid/a.tgz | tar xz",
        "curl https://x.invalid/a.json -o schema.json && node scripts/generate.js schema.json",
        "node scripts/notify.js $(curl -s https://x.invalid/version)",
    ] {
        let kinds = kinds(text);
        assert!(matches!(kinds.as_slice(), [BehaviourKind::Download { .. }]), "{text}: {kinds:?}");
    }
}

#[test]
fn public_keys_and_templates_are_no_secrets() {
    assert_eq!(secret_class("~/.ssh/id_rsa.pub"), None);
    assert_eq!(secret_class(".env.example"), None);
    assert_eq!(secret_class("src/environment.ts"), None);
}
