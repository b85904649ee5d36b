//! Canary secrets: each has the exact shape of the real thing, and each is unique to world, run and purpose.

mod wallet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Crc;
use stockade_model::SecretClass;

use crate::random::{ALPHANUMERIC, Random};
use crate::world::WorldSpec;

/// The key that is handed to an export whose parameter asks for one.
pub(crate) const ARGUMENT_KEY: &str = "a caller's key";
/// The phrase that is handed to an export whose parameter asks for one.
pub(crate) const ARGUMENT_PHRASE: &str = "a caller's phrase";

/// One canary.
#[derive(Clone, Debug)]
pub(crate) struct Secret {
    pub(crate) class: SecretClass,
    /// Which one: a variable's name or a file in the home folder.
    pub(crate) name: &'static str,
    pub(crate) value: String,
    /// The variables that hold it.
    pub(crate) variables: &'static [&'static str],
}

/// All canaries of a world.
pub(crate) fn secrets(spec: &WorldSpec) -> Vec<Secret> {
    use SecretClass as Class;
    let make =
        |class, name: &'static str, variables: &'static [&'static str], shape: fn(&mut Random) -> String| {
            let is_changed = spec.changed_secrets.iter().any(|changed| changed == name);
            let mut random = Random::new(spec.seed, &format!("secret {name} {}", u8::from(is_changed)));
            Secret { class, name, value: shape(&mut random), variables }
        };
    vec![
        make(Class::NpmToken, ".npmrc", &["NPM_TOKEN", "NODE_AUTH_TOKEN"], |random| {
            checked_token("npm_", random)
        }),
        make(Class::ForgeToken, "GITHUB_TOKEN", &["GITHUB_TOKEN", "GH_TOKEN"], |random| {
            checked_token("ghp_", random)
        }),
        make(Class::ForgeToken, ".git-credentials", &[], |random| checked_token("ghp_", random)),
        make(Class::ForgeToken, ".config/gh/hosts.yml", &[], |random| checked_token("gho_", random)),
        make(Class::CloudKey, "AWS_ACCESS_KEY_ID", &["AWS_ACCESS_KEY_ID"], |random| {
            format!("AKIA{}", random.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16))
        }),
        make(Class::CloudKey, "AWS_SECRET_ACCESS_KEY", &["AWS_SECRET_ACCESS_KEY"], |random| {
            random.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 40)
        }),
        make(Class::CloudKey, "metadata", &[], |random| random.text(ALPHANUMERIC, 64)),
        make(Class::CloudKey, ".config/gcloud/application_default_credentials.json", &[], |random| {
            format!("1//0{}", random.text(ALPHANUMERIC, 60))
        }),
        make(Class::CloudKey, ".azure/msal_token_cache.json", &[], |random| {
            format!("0.A{}", random.text(ALPHANUMERIC, 80))
        }),
        make(Class::SshKey, ".ssh/id_rsa", &[], |random| STANDARD.encode(random.bytes(600))),
        make(Class::SshKey, ".ssh/id_ed25519", &[], |random| STANDARD.encode(random.bytes(210))),
        make(Class::EnvFile, ".env", &[], |random| format!("sk_live_{}", random.text(ALPHANUMERIC, 24))),
        make(Class::EnvSecret, "DATABASE_URL", &["DATABASE_URL"], |random| random.text(ALPHANUMERIC, 20)),
        make(Class::AiKey, "OPENAI_API_KEY", &["OPENAI_API_KEY"], |random| {
            format!("sk-proj-{}", random.text(ALPHANUMERIC, 48))
        }),
        make(Class::AiKey, "ANTHROPIC_API_KEY", &["ANTHROPIC_API_KEY"], |random| {
            format!("sk-ant-api03-{}", random.text(ALPHANUMERIC, 90))
        }),
        make(Class::Wallet, ".config/solana/id.json", &[], wallet::solana),
        make(Class::Wallet, "seed.txt", &[], wallet::phrase),
        make(Class::Wallet, "wallet-extension", &[], |random| STANDARD.encode(random.bytes(120))),
        make(Class::Wallet, "exodus.wallet", &[], |random| random.text(ALPHANUMERIC, 96)),
        make(Class::Wallet, "ETH_PRIVATE_KEY", &["PRIVATE_KEY"], |random| {
            format!("0x{}", hex::encode(random.bytes(32)))
        }),
        make(Class::Wallet, ARGUMENT_KEY, &[], |random| hex::encode(random.bytes(32))),
        make(Class::Wallet, ARGUMENT_PHRASE, &[], wallet::phrase),
        make(Class::Browser, "Login Data", &[], |random| random.text(ALPHANUMERIC, 40)),
        make(Class::Browser, "Cookies", &[], |random| random.text(ALPHANUMERIC, 48)),
        make(Class::Browser, "Local State", &[], |random| {
            STANDARD.encode([b"DPAPI".to_vec(), random.bytes(230)].concat())
        }),
        make(Class::History, ".bash_history", &[], |random| random.text(ALPHANUMERIC, 18)),
        make(Class::Cluster, ".docker/config.json", &[], |random| {
            STANDARD.encode(format!("dana:dckr_pat_{}", random.text(ALPHANUMERIC, 27)))
        }),
        make(Class::Cluster, ".kube/config", &[], |random| random.text(ALPHANUMERIC, 120)),
        make(Class::Keychain, "keychain", &[], |random| random.text(ALPHANUMERIC, 22)),
    ]
}

/// A token as npm and GitHub make them since 2021: a prefix, 30 characters and their CRC-32 in base 62.
fn checked_token(prefix: &str, random: &mut Random) -> String {
    let body = random.text(ALPHANUMERIC, 30);
    let mut crc = Crc::new();
    crc.update(body.as_bytes());
    let mut rest = crc.sum();
    let digits = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut checksum = [b'0'; 6];
    for place in checksum.iter_mut().rev() {
        *place = digits.get((rest % 62) as usize).copied().unwrap_or(b'0');
        rest /= 62;
    }
    format!("{prefix}{body}{}", String::from_utf8_lossy(&checksum))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canaries_differ_between_seeds_and_only_the_changed_one_between_twins() {
        let world = WorldSpec::linux_ci();
        let twin = WorldSpec { changed_secrets: vec![".npmrc".to_owned()], ..world.clone() };
        let (first, second) = (secrets(&world), secrets(&twin));
        for (one, other) in first.iter().zip(&second) {
            assert_eq!(one.value == other.value, one.name != ".npmrc", "{}", one.name);
            assert!(one.value.len() == other.value.len(), "{}", one.name);
        }
        let other_seed = secrets(&WorldSpec { seed: 2, ..world });
        assert!(first.iter().zip(&other_seed).all(|(one, other)| one.value != other.value));
    }

    #[test]
    fn a_token_has_the_length_of_a_real_one() {
        let token = checked_token("npm_", &mut Random::new(1, "x"));
        assert_eq!(token.len(), 40);
    }
}
