use super::*;

#[test]
fn npm_settings_that_run_or_send_are_found() {
    let text = "; comment\nscript-shell=./sh.sh\nnode-options=--require ./x.js\ngit = ./git.sh\nignore-scripts=false\nregistry=https://me:pw@registry.example/\n@a:registry=https://registry.example/a\n//registry.example/:_authToken=npm_plain\n//registry.example/b/:_authToken=${TOKEN}\nstrict-ssl=false\nonload-script=./o.js\n";
    let expected = [
        (PackageManager, "./sh.sh".to_owned()),
        (PackageManager, "NODE_OPTIONS='--require ./x.js' node".into()),
        (PackageManager, "./git.sh".into()),
        (PackageManager, "[EnablesScripts]".into()),
        (PackageManager, "[Registry(\"https://registry.example/\")]".into()),
        (PackageManager, "[Registry(\"https://registry.example/a\")]".into()),
        (PackageManager, "[Token]".into()),
        (PackageManager, "[DisablesVerification]".into()),
        (PackageManager, "file ./o.js".into()),
    ];
    assert_eq!(commands(".npmrc", text), expected);
}

#[test]
fn a_comment_behind_a_value_is_no_part_of_it() {
    let text = "ignore-scripts=false # for ci\ngit=./g;x\n";
    let expected = [(PackageManager, "[EnablesScripts]".to_owned()), (PackageManager, "./g".into())];
    assert_eq!(commands(".npmrc", text), expected);
}

#[test]
fn honest_npm_settings_are_quiet() {
    let text = "save-exact=true\nengine-strict=true\nnode-options=--max-old-space-size=4096\nlegacy-peer-deps=true\n";
    assert_eq!(runs(".npmrc", text), []);
}

#[test]
fn yarn_settings_are_found() {
    let text = "yarnPath: .yarn/releases/yarn-4.cjs\nplugins:\n  - .yarn/plugins/a.cjs\n  - path: .yarn/plugins/b.cjs\n    spec: b\nnpmRegistryServer: https://registry.example\nenableScripts: true\nnpmAuthToken: abc\nnodeLinker: node-modules\n";
    let expected = [
        (PackageManager, "file .yarn/releases/yarn-4.cjs".to_owned()),
        (PackageManager, "file .yarn/plugins/a.cjs".into()),
        (PackageManager, "file .yarn/plugins/b.cjs".into()),
        (PackageManager, "[Registry(\"https://registry.example\")]".into()),
        (PackageManager, "[EnablesScripts]".into()),
        (PackageManager, "[Token]".into()),
    ];
    assert_eq!(commands(".yarnrc.yml", text), expected);
    let span = runs(".yarnrc.yml", text)[0].span;
    assert_eq!(&text[span.0..span.1], ".yarn/releases/yarn-4.cjs");
    let text = "yarn-path \"./y.js\"\nlastUpdateCheck 1\nscript-shell \"./s\"\n";
    assert_eq!(
        commands(".yarnrc", text),
        [(PackageManager, "file ./y.js".into()), (PackageManager, "./s".into())]
    );
}

#[test]
fn pnpm_and_bun_load_files() {
    assert_eq!(commands("a/.pnpmfile.cjs", "x"), [(PackageManager, "file a/.pnpmfile.cjs".into())]);
    let text = "packages:\n  - a\npnpmfile: ./p.cjs\ndangerouslyAllowAllBuilds: true\n";
    let expected = [(PackageManager, "file ./p.cjs".to_owned()), (PackageManager, "[EnablesScripts]".into())];
    assert_eq!(commands("pnpm-workspace.yaml", text), expected);
    let text = "preload = [\"./a.ts\",\n  './b.ts']\n[test]\npreload = \"./c.ts\"\n[install]\nregistry = \"https://registry.example\"\n";
    let expected = [
        (PackageManager, "file ./a.ts".to_owned()),
        (PackageManager, "file ./b.ts".into()),
        (PackageManager, "file ./c.ts".into()),
        (PackageManager, "[Registry(\"https://registry.example\")]".into()),
    ];
    assert_eq!(commands("bunfig.toml", text), expected);
}
