//! What a believable machine holds: its system, its user's home, the project, the environment.

mod platforms;

use std::collections::BTreeMap;

use super::files::Files;
use crate::decoy::Secret;
use crate::world::{Platform, WorldSpec};

/// The Node that a machine has. The developer on macOS has a newer one, with a `navigator`, a `WebSocket` and
/// `node:sqlite`, which some code takes for granted.
pub(crate) const fn node_version(platform: Platform) -> &'static str {
    match platform {
        Platform::Darwin => "22.14.0",
        Platform::Linux | Platform::Win32 => "20.20.2",
    }
}

/// Fills the file system.
pub(crate) fn furnish(files: &mut Files, spec: &WorldSpec, secrets: &[Secret]) {
    let value = |name: &str| value(secrets, name);
    let home = spec.home.as_str();
    match spec.platform {
        Platform::Linux => platforms::linux(files, spec),
        Platform::Darwin => platforms::darwin(files, home),
        Platform::Win32 => platforms::windows(files),
    }
    let mut put =
        |path: &str, text: String| files.furnish(&format!("{home}/{path}"), text.into_bytes(), 0o600);
    put(
        ".npmrc",
        format!("//registry.example/:_authToken={}\nregistry=https://registry.example/\n", value(".npmrc")),
    );
    put(".git-credentials", format!("https://{}:{}@github.example\n", spec.user, value(".git-credentials")));
    put(
        ".gitconfig",
        format!(
            "[user]\n\tname = {0}\n\temail = {0}@shop.example\n[credential]\n\thelper = store\n",
            spec.user
        ),
    );
    put(
        ".config/gh/hosts.yml",
        format!(
            "github.com:\n    user: {}\n    oauth_token: {}\n    git_protocol: https\n",
            spec.user,
            value(".config/gh/hosts.yml")
        ),
    );
    put(
        ".aws/credentials",
        format!(
            "[default]\naws_access_key_id = {}\naws_secret_access_key = {}\n",
            value("AWS_ACCESS_KEY_ID"),
            value("AWS_SECRET_ACCESS_KEY")
        ),
    );
    put(".aws/config", "[default]\nregion = eu-central-1\noutput = json\n".to_owned());
    put(
        ".config/gcloud/application_default_credentials.json",
        format!(
            "{{\"client_id\":\"764086051850-x.apps.example\",\"refresh_token\":\"{}\",\"type\":\"authorized_user\"}}\n",
            value(".config/gcloud/application_default_credentials.json")
        ),
    );
    put(
        ".azure/msal_token_cache.json",
        format!(
            "{{\"RefreshToken\":{{\"x\":{{\"secret\":\"{}\"}}}}}}\n",
            value(".azure/msal_token_cache.json")
        ),
    );
    put(".ssh/id_rsa", pem("OPENSSH PRIVATE KEY", value(".ssh/id_rsa")));
    put(".ssh/id_ed25519", pem("OPENSSH PRIVATE KEY", value(".ssh/id_ed25519")));
    put(".ssh/id_rsa.pub", format!("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC7 {}@{}\n", spec.user, spec.host));
    put(
        ".ssh/known_hosts",
        "github.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl\n"
            .to_owned(),
    );
    put(".ssh/config", "Host build\n  HostName build.shop.example\n  User deploy\n".to_owned());
    put(
        ".bash_history",
        format!("cd projects/shop\nnpm test\nmysql -u shop -p{} shop\ngit push\n", value(".bash_history")),
    );
    put(
        ".zsh_history",
        format!(": 1772990000:0;export PGPASSWORD={}\n: 1772990100:0;npm run dev\n", value(".bash_history")),
    );
    put(".bashrc", "# ~/.bashrc\nexport PATH=\"$HOME/.local/bin:$PATH\"\n".to_owned());
    put(".zshrc", "export PATH=\"$HOME/.local/bin:$PATH\"\n".to_owned());
    put(".profile", "# ~/.profile\n".to_owned());
    put(
        ".docker/config.json",
        format!(
            "{{\"auths\":{{\"https://index.docker.example/v1/\":{{\"auth\":\"{}\"}}}}}}\n",
            value(".docker/config.json")
        ),
    );
    put(
        ".kube/config",
        format!(
            "apiVersion: v1\nkind: Config\nusers:\n- name: admin\n  user:\n    token: {}\n",
            value(".kube/config")
        ),
    );
    put(".config/solana/id.json", value(".config/solana/id.json").to_owned());
    put("Documents/seed.txt", format!("metamask backup\n{}\n", value("seed.txt")));
    put("Documents/notes.txt", "call the accountant\n".to_owned());
    put("projects/api/.env", format!("STRIPE_SECRET_KEY={}\n", value(".env")));
    put(".claude.json", "{\"numStartups\":12}\n".to_owned());
    put(".gnupg/pubring.kbx", String::new());
    profiles(files, spec, secrets);
    project(files, spec, secrets);
}

/// Browser profiles and wallets, where each platform keeps them.
fn profiles(files: &mut Files, spec: &WorldSpec, secrets: &[Secret]) {
    let (chrome, wallets) = match spec.platform {
        Platform::Linux => (".config/google-chrome", ".config"),
        Platform::Darwin => ("Library/Application Support/Google/Chrome", "Library/Application Support"),
        Platform::Win32 => ("AppData/Local/Google/Chrome/User Data", "AppData/Roaming"),
    };
    let home = spec.home.as_str();
    let mut put = |path: String, bytes: Vec<u8>| files.furnish(&format!("{home}/{path}"), bytes, 0o600);
    let sqlite = |name| {
        [
            b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20".to_vec(),
            vec![0; 80],
            value(secrets, name).as_bytes().to_vec(),
        ]
        .concat()
    };
    for profile in ["Default", "Profile 1"] {
        put(format!("{chrome}/{profile}/Login Data"), sqlite("Login Data"));
        put(format!("{chrome}/{profile}/Cookies"), sqlite("Cookies"));
        put(format!("{chrome}/{profile}/Web Data"), sqlite("Cookies"));
        // MetaMask, Phantom and Coinbase Wallet under their store's ids.
        for id in [
            "nkbihfbeogaeaoehlefnkodbefgpgknn",
            "bfnaelmomeimhlpmgjnjophhpkkoljpa",
            "hnfanknocfeofbddgcijnmhnfnkdnaad",
        ] {
            let vault =
                format!("\u{1}\0vault{{\"data\":\"{}\",\"iv\":\"0\"}}", value(secrets, "wallet-extension"));
            put(format!("{chrome}/{profile}/Local Extension Settings/{id}/000003.log"), vault.into_bytes());
            put(
                format!("{chrome}/{profile}/Local Extension Settings/{id}/CURRENT"),
                b"MANIFEST-000001\n".to_vec(),
            );
        }
    }
    put(
        format!("{chrome}/Local State"),
        format!("{{\"os_crypt\":{{\"encrypted_key\":\"{}\"}}}}", value(secrets, "Local State")).into_bytes(),
    );
    put(
        format!("{wallets}/Exodus/exodus.wallet/seed.seco"),
        value(secrets, "exodus.wallet").as_bytes().to_vec(),
    );
    put(
        format!("{wallets}/atomic/Local Storage/leveldb/000005.log"),
        value(secrets, "exodus.wallet").as_bytes().to_vec(),
    );
    if spec.platform == Platform::Darwin {
        put(
            "Library/Keychains/login.keychain-db".to_owned(),
            [b"kych".to_vec(), value(secrets, "keychain").as_bytes().to_vec()].concat(),
        );
    }
}

fn project(files: &mut Files, spec: &WorldSpec, secrets: &[Secret]) {
    let folder = spec.project.as_str();
    let mut put =
        |path: &str, text: String| files.furnish(&format!("{folder}/{path}"), text.into_bytes(), 0o644);
    put("package.json", "{\n  \"name\": \"shop\",\n  \"version\": \"2.4.1\",\n  \"private\": true,\n  \"scripts\": {\"test\": \"jest\"},\n  \"dependencies\": {}\n}\n".to_owned());
    put(
        "package-lock.json",
        "{\"name\":\"shop\",\"version\":\"2.4.1\",\"lockfileVersion\":3,\"packages\":{}}\n".to_owned(),
    );
    put(".env", format!("DB_HOST=db.shop.example\nSTRIPE_SECRET_KEY={}\n", value(secrets, ".env")));
    put("src/index.js", "'use strict';\nrequire('express')().listen(3000);\n".to_owned());
    put("README.md", "# shop\n".to_owned());
    put(".git/config", "[core]\n\trepositoryformatversion = 0\n[remote \"origin\"]\n\turl = https://github.example/shop/shop.git\n".to_owned());
    put(".git/HEAD", "ref: refs/heads/main\n".to_owned());
    put(".github/workflows/ci.yml", "name: ci\non: push\njobs: {}\n".to_owned());
    files.add_folder(&format!("{folder}/.git/hooks"));
    files.add_folder(&format!("{folder}/node_modules/.bin"));
}

/// The environment of a process in the project.
pub(crate) fn environment(spec: &WorldSpec, secrets: &[Secret]) -> BTreeMap<String, String> {
    let mut environment: BTreeMap<String, String> = BTreeMap::new();
    let mut put = |name: &str, value: &str| environment.insert(name.to_owned(), value.to_owned());
    for secret in secrets {
        for name in secret.variables {
            match *name {
                "DATABASE_URL" => {
                    put(name, &format!("postgres://shop:{}@db.shop.example:5432/shop", secret.value))
                }
                name => put(name, &secret.value),
            };
        }
    }
    if spec.platform == Platform::Win32 {
        let home = spec.home.replace('/', "\\");
        put("USERPROFILE", &home);
        put("APPDATA", &format!("{home}\\AppData\\Roaming"));
        put("LOCALAPPDATA", &format!("{home}\\AppData\\Local"));
        put("TEMP", &format!("{home}\\AppData\\Local\\Temp"));
        put("USERNAME", &spec.user);
        put("COMPUTERNAME", &spec.host);
        put("OS", "Windows_NT");
        put("ComSpec", "C:\\Windows\\system32\\cmd.exe");
        put("SystemRoot", "C:\\Windows");
        put("Path", "C:\\Windows\\system32;C:\\Windows;C:\\Program Files\\nodejs\\");
        put("PROCESSOR_ARCHITECTURE", "AMD64");
        return environment;
    }
    put("HOME", &spec.home);
    put("USER", &spec.user);
    put("LOGNAME", &spec.user);
    put("LANG", "en_US.UTF-8");
    put("PWD", &spec.project);
    put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    put("SHELL", if spec.platform == Platform::Darwin { "/bin/zsh" } else { "/bin/bash" });
    if spec.is_ci() {
        put("CI", "true");
        put("GITHUB_ACTIONS", "true");
        put("GITHUB_REPOSITORY", "shop/shop");
        put("GITHUB_REF", "refs/heads/main");
        put("GITHUB_WORKSPACE", &spec.project);
        put("GITHUB_ACTOR", "dana");
        put("GITHUB_RUN_ID", "9120447731");
        put("RUNNER_OS", "Linux");
        put("RUNNER_TEMP", "/tmp");
    } else {
        put("TERM", "xterm-256color");
        put("TMPDIR", "/var/folders/3k/q1x7/T/");
    }
    environment
}

pub(crate) fn value<'a>(secrets: &'a [Secret], name: &str) -> &'a str {
    secrets.iter().find(|secret| secret.name == name).map_or("", |secret| secret.value.as_str())
}

fn pem(kind: &str, body: &str) -> String {
    let lines: Vec<String> =
        body.as_bytes().chunks(70).map(|line| String::from_utf8_lossy(line).into_owned()).collect();
    format!("-----BEGIN {kind}-----\n{}\n-----END {kind}-----\n", lines.join("\n"))
}
