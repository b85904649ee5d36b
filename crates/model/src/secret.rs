//! Secrets that code may take, and how one is found again in what it sends.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something that the code knew: a canary or the network's reply.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Label {
    /// The secret's class.
    pub class: SecretClass,
    /// Which one: the variable's name or the file's path in the home folder.
    pub name: String,
    /// How it was spelled where it was found.
    pub encoding: Encoding,
}

impl Label {
    /// Whether it stands for a secret that was found in bytes, not for one that was read.
    #[must_use]
    pub fn is_sent(&self) -> bool {
        self.class.is_secret() && self.encoding != Encoding::Read
    }
}

/// What kind of secret a canary stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SecretClass {
    /// A registry token.
    NpmToken,
    /// A token or password of a source forge.
    ForgeToken,
    /// A cloud provider's key.
    CloudKey,
    /// A private SSH key.
    SshKey,
    /// A project's `.env` file.
    EnvFile,
    /// Another secret variable of the environment.
    EnvSecret,
    /// A key of an AI provider.
    AiKey,
    /// A wallet's key, seed or vault.
    Wallet,
    /// A browser's stored login, cookie or key.
    Browser,
    /// What a shell remembers.
    History,
    /// A container registry's or cluster's credential.
    Cluster,
    /// A password in the system's key store.
    Keychain,
    /// A fact of the host: its name or user.
    HostFact,
    /// What a network reply said.
    Reply,
}

impl SecretClass {
    /// What it is called in a sentence: `npm token`.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Self::NpmToken => "npm token",
            Self::ForgeToken => "token of a source forge",
            Self::CloudKey => "cloud key",
            Self::SshKey => "SSH key",
            Self::EnvFile => ".env file",
            Self::EnvSecret => "secret variable",
            Self::AiKey => "key of an AI provider",
            Self::Wallet => "wallet",
            Self::Browser => "browser profile",
            Self::History => "shell history",
            Self::Cluster => "cluster credential",
            Self::Keychain => "key store password",
            Self::HostFact => "fact of the host",
            Self::Reply => "network reply",
        }
    }

    /// Whether somebody is robbed when it leaves: a fact of the host or a reply is no secret.
    #[must_use]
    pub fn is_secret(self) -> bool {
        !matches!(self, Self::HostFact | Self::Reply)
    }
}

/// How a canary was spelled in the bytes that held it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// As it is.
    Raw,
    /// In base64, with either alphabet and at any offset.
    Base64,
    /// In hexadecimal of either case.
    Hex,
    /// Percent-encoded.
    Percent,
    /// Backwards.
    Reversed,
    /// As a list of numbers.
    Numbers,
    /// Inside gzip or deflate.
    Compressed,
    /// In DNS labels.
    Dns,
    /// In pieces, over several writes.
    Split,
    /// It was read, not sent.
    Read,
}

impl Encoding {
    /// How a secret stands in what is sent, in words that follow "the token is sent".
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Raw | Self::Read => "as it is",
            Self::Base64 => "in base64",
            Self::Hex => "in hexadecimal",
            Self::Percent => "percent-encoded",
            Self::Reversed => "backwards",
            Self::Numbers => "as numbers",
            Self::Compressed => "compressed",
            Self::Dns => "in the names looked up",
            Self::Split => "in pieces",
        }
    }
}
