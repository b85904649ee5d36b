//! Web addresses, printed without what they may hide.

use std::fmt;
use std::str::FromStr;

use stockade_model::escape::Escaped;

use crate::secret::Secret;

/// An `http` or `https` address. Printing it leaves out user name, password, query and fragment: each may
/// carry a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    is_encrypted: bool,
    userinfo: Option<Secret>,
    host: String,
    port: Option<u16>,
    path: String,
    query: Option<Secret>,
}

/// Why a text is no web address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{shown}` is no http or https address")]
pub struct AddressError {
    shown: String,
}

impl Address {
    /// Whether the connection is encrypted (`https`).
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.is_encrypted
    }

    /// The host, lower case; an IPv6 address keeps its brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The host, with the port when it is not the scheme's own.
    #[must_use]
    pub fn authority(&self) -> String {
        match self.port {
            Some(port) => format!("{}:{port}", self.host),
            None => self.host.clone(),
        }
    }

    /// The path; starts with `/`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The user name and password in the address (`name:password`), if any.
    #[must_use]
    pub fn userinfo(&self) -> Option<&Secret> {
        self.userinfo.as_ref()
    }

    /// Whether the host is this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        self.host == "localhost"
            || self.host == "[::1]"
            || self.host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
    }

    /// Whether scheme, host and port equal those of `other`.
    #[must_use]
    pub fn has_origin_of(&self, other: &Self) -> bool {
        self.is_encrypted == other.is_encrypted && self.host == other.host && self.port == other.port
    }

    /// Whether this address lies at or below `base`, path parts compared whole.
    #[must_use]
    pub fn is_under(&self, base: &Self) -> bool {
        let folder = format!("{}/", base.path.trim_end_matches('/'));
        self.has_origin_of(base) && (self.path.starts_with(&folder) || self.path == base.path)
    }

    /// The address of `relative` below this one: no part of `relative` can leave it.
    #[must_use]
    pub fn below(&self, relative: &str) -> Self {
        let mut address = self.clone();
        address.path = format!("{}/{}", self.path.trim_end_matches('/'), relative.trim_start_matches('/'));
        address.query = None;
        address
    }

    /// Where a redirect from here to `location` leads.
    ///
    /// # Errors
    /// When `location` is neither an address nor a path.
    pub fn redirected(&self, location: &str) -> Result<Self, AddressError> {
        if let Some(rest) = location.strip_prefix("//") {
            let scheme = if self.is_encrypted { "https" } else { "http" };
            return format!("{scheme}://{rest}").parse();
        }
        if location.contains("://") {
            return location.parse();
        }
        let (path, query) = split_query(location);
        let mut address = self.clone();
        address.query = query;
        address.path = if path.starts_with('/') {
            path.to_owned()
        } else {
            let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{folder}/{path}")
        };
        Ok(address)
    }

    /// The whole address as sent on the wire, without user name and password.
    pub(crate) fn on_the_wire(&self) -> String {
        let query = self.query.as_ref().map(|query| format!("?{}", query.expose())).unwrap_or_default();
        format!("{}://{}{}{query}", self.scheme(), self.authority(), self.path)
    }

    fn scheme(&self) -> &'static str {
        if self.is_encrypted { "https" } else { "http" }
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // The text may hold a password: the message shows no more than what stands before a `@` or `?`.
        let refused = || AddressError {
            shown: stockade_model::escape::excerpt(
                text.split(['@', '?', '#']).next().unwrap_or_default(),
                80,
            ),
        };
        let text = text.trim();
        let (scheme, rest) = text.split_once("://").ok_or_else(refused)?;
        let is_encrypted = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return Err(refused()),
        };
        let authority_end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at_checked(authority_end).ok_or_else(refused)?;
        let (userinfo, host) = match authority.rsplit_once('@') {
            Some((userinfo, host)) => (Some(Secret::new(userinfo)), host),
            None => (None, authority),
        };
        let (host, port) = split_port(host).ok_or_else(refused)?;
        let (path, query) = split_query(rest);
        let is_plain =
            |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\\"<>^`{|}".contains(&byte));
        let is_host = !host.is_empty()
            && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._[]:".contains(&byte));
        if !is_host || !is_plain(path) || !query.as_ref().is_none_or(|query| is_plain(query.expose())) {
            return Err(refused());
        }
        let default_port = if is_encrypted { 443 } else { 80 };
        Ok(Self {
            is_encrypted,
            userinfo,
            host: host.to_ascii_lowercase(),
            port: port.filter(|port| *port != default_port),
            path: if path.is_empty() { "/".to_owned() } else { path.to_owned() },
            query,
        })
    }
}

fn split_port(host: &str) -> Option<(&str, Option<u16>)> {
    let bracket_end = host.rfind(']').map_or(0, |end| end + 1);
    match host.get(bracket_end..)?.rsplit_once(':') {
        Some((_, "")) => Some((host.strip_suffix(':')?, None)),
        Some((_, port)) => {
            let bare = host.get(..host.len().checked_sub(port.len() + 1)?)?;
            Some((bare, Some(port.parse().ok()?)))
        }
        None => Some((host, None)),
    }
}

fn split_query(text: &str) -> (&str, Option<Secret>) {
    let text = text.split('#').next().unwrap_or_default();
    match text.split_once('?') {
        Some((path, query)) => (path, Some(Secret::new(query))),
        None => (text, None),
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}://{}{}", self.scheme(), self.authority(), Escaped(&self.path))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn address(text: &str) -> Address {
        text.parse().unwrap()
    }

    #[test]
    fn secrets_in_an_address_are_not_shown() {
        let shown = address("https://name:s3cret@registry.example/a?token=s3cret#x");
        assert_eq!(shown.to_string(), "https://registry.example/a");
        assert!(!format!("{shown:?}").contains("s3cret"));
        let refused = "ftp://name:s3cret@x".parse::<Address>().unwrap_err();
        assert!(refused.to_string().contains("ftp"));
    }

    #[test]
    fn default_ports_are_dropped_and_others_kept() {
        assert_eq!(address("https://registry.example:443/").authority(), "registry.example");
        assert_eq!(address("http://[::1]:4873/x").authority(), "[::1]:4873");
        assert!(address("http://[::1]:4873/x").is_loopback());
    }

    #[test]
    fn a_path_prefix_is_compared_by_whole_parts() {
        let base = address("https://registry.example/npm");
        assert!(address("https://registry.example/npm/a").is_under(&base));
        assert!(!address("https://registry.example/npm-evil/a").is_under(&base));
        assert!(!address("https://registry.example.evil.invalid/npm/a").is_under(&base));
    }

    #[test]
    fn redirects_are_resolved() {
        let from = address("https://registry.example/a/b?x");
        assert_eq!(from.redirected("/c").unwrap(), address("https://registry.example/c"));
        assert_eq!(from.redirected("c").unwrap(), address("https://registry.example/a/c"));
        assert_eq!(from.redirected("//cdn.example/c").unwrap(), address("https://cdn.example/c"));
        assert!(from.redirected("file:///etc/passwd").is_err());
    }

    #[test]
    fn a_backslash_cannot_move_the_host() {
        assert!("https://registry.example\\@evil.invalid/".parse::<Address>().is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in ".*") {
            if let Ok(address) = text.parse::<Address>() {
                let again: Address = address.on_the_wire().parse().unwrap();
                prop_assert_eq!(again.authority(), address.authority());
            }
        }
    }
}
