//! Hosts as constants name them.

mod table;

use std::fmt;

use stockade_model::escape::Escaped;

use super::HOLE;
use table::TABLE;

/// A host as far as a constant names it, lower-case, with its port if one is given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Host {
    name: String,
    /// The path after it, as far as it is constant.
    pub path: String,
}

/// What kind of place a host is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HostClass {
    /// A bare address of the public internet.
    RawAddress,
    /// The own machine or a private network.
    Local,
    /// The address where clouds answer with the machine's credentials.
    MetadataService,
    /// A chat's hook or bot interface: anyone can make one, and it takes anything.
    Messenger,
    /// A public store of text or JSON.
    Paste,
    /// A tunnel, request catcher or application platform's throw-away name.
    Tunnel,
    /// An interface to a block chain.
    Chain,
    /// A code forge.
    Forge,
    /// A service that tells the caller's public address or place.
    AddressLookup,
    /// A host that can be reached through an anonymising network only.
    Hidden,
    /// Any other.
    Other,
}

impl Host {
    /// The host that a text names: an address, or a bare host where `is_bare` says that one is expected.
    #[must_use]
    pub fn of(text: &str, is_bare: bool) -> Option<Self> {
        let rest = match text.split_once("://") {
            Some((scheme, rest))
                if scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+') =>
            {
                rest
            }
            Some(_) => return None,
            None if text.starts_with("//") => text.get(2..)?,
            None if is_bare => text,
            None => return None,
        };
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let name = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        let name = name.trim().to_ascii_lowercase();
        let known = name.trim_matches(|character| character == HOLE || character == '.' || character == ':');
        if known.is_empty()
            || known.contains(char::is_whitespace)
            || !known.contains(['.', ':']) && known != "localhost"
        {
            return None;
        }
        Some(Self { name, path: path.to_owned() })
    }

    /// The name without its port.
    #[must_use]
    pub fn name(&self) -> &str {
        match self.name.rsplit_once(':') {
            Some((name, port)) if !name.contains(':') && port.bytes().all(|byte| byte.is_ascii_digit()) => {
                name
            }
            _ => self.name.trim_matches(['[', ']']),
        }
    }

    /// What kind of place it is.
    #[must_use]
    pub fn class(&self) -> HostClass {
        let name = self.name();
        let full = format!("{name}{}", self.path);
        for (class, entries) in TABLE {
            let is_listed = |entry: &&str| match entry.strip_prefix('.') {
                Some(base) => {
                    name.strip_suffix(base).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
                }
                None if entry.contains('/') => full.starts_with(*entry),
                None => name == *entry || (*entry == "bsc-dataseed" && name.starts_with(entry)),
            };
            if entries.iter().any(is_listed) {
                return *class;
            }
        }
        self.class_of_shape(name)
    }

    fn class_of_shape(&self, name: &str) -> HostClass {
        if is_messenger_hook(&self.path) {
            return HostClass::Messenger;
        }
        if let Ok(address) = name.parse::<std::net::Ipv4Addr>() {
            let is_local = address.is_loopback()
                || address.is_private()
                || address.is_unspecified()
                || address.is_link_local();
            return if is_local { HostClass::Local } else { HostClass::RawAddress };
        }
        if let Ok(address) = name.parse::<std::net::Ipv6Addr>() {
            let is_local = address.is_loopback() || address.is_unspecified();
            return if is_local { HostClass::Local } else { HostClass::RawAddress };
        }
        let last = name.rsplit('.').next().unwrap_or_default();
        match last {
            "localhost" | "local" | "internal" | "lan" => HostClass::Local,
            "onion" | "i2p" => HostClass::Hidden,
            _ if name == "localhost" => HostClass::Local,
            _ => HostClass::Other,
        }
    }
}

/// Whether a path is a chat's hook or bot interface with its token, whichever host relays it:
/// `/api/webhooks/<digits>/<token>`, `/bot<digits>:<token>/`.
fn is_messenger_hook(path: &str) -> bool {
    /// Shortest number that such services give: bots of the first years have eight digits.
    const DIGITS: usize = 8;
    let after_digits = |rest: &str| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        rest.get(digits..).filter(|_| digits >= DIGITS).map(str::to_owned)
    };
    let hook = path.split_once("/webhooks/").and_then(|(_, rest)| after_digits(rest));
    let bot = path.split_once("/bot").and_then(|(_, rest)| after_digits(rest));
    hook.is_some_and(|rest| rest.starts_with('/') && rest.len() > 1)
        || bot.is_some_and(|rest| rest.starts_with(':'))
}

impl fmt::Display for Host {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.name.replace(HOLE, "…");
        write!(formatter, "{}", Escaped(&shown))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(text: &str) -> Option<HostClass> {
        Host::of(text, true).map(|host| host.class())
    }

    #[test]
    fn hosts_are_classed_by_name_and_path() {
        assert_eq!(class("https://discord.com/api/webhooks/1/x"), Some(HostClass::Messenger));
        assert_eq!(class("https://discord.com/developers"), Some(HostClass::Other));
        assert_eq!(class("https://relay.invalid/api/webhooks/123456789/t0k3n"), Some(HostClass::Messenger));
        assert_eq!(
            class("https://relay.invalid/bot123456789:AAt0k3n/sendMessage"),
            Some(HostClass::Messenger)
        );
        assert_eq!(class("https://relay.invalid/api/webhooks/github"), Some(HostClass::Other));
        assert_eq!(class("http://198.51.100.7:1224/x"), Some(HostClass::RawAddress));
        assert_eq!(class("http://127.0.0.1:80"), Some(HostClass::Local));
        assert_eq!(class("http://169.254.169.254/latest"), Some(HostClass::MetadataService));
        assert_eq!(class("https://abc.ngrok.io"), Some(HostClass::Tunnel));
        assert_eq!(class("https://notngrok.io"), Some(HostClass::Other));
    }

    #[test]
    fn a_host_with_an_unknown_part_is_still_named() {
        let host = Host::of("https://\u{fffc}.collector.invalid/x", false).unwrap();
        assert_eq!(host.to_string(), "….collector.invalid");
    }

    #[test]
    fn what_is_no_address_names_no_host() {
        assert_eq!(Host::of("./local/file", false), None);
        assert_eq!(Host::of("https://\u{fffc}", false), None);
    }
}
