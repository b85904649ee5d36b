//! Whose hosts and files they are.

use stockade_model::SecretClass;

use crate::facts::Facts;
use crate::vocabulary::{Host, HostClass};

/// The registry of the fake worlds' own settings.
const WORLD_REGISTRY: &str = "registry.example";

/// Who issues secrets of a class, by the ends of host names. Sources: the services' documentation.
const ISSUERS: &[(SecretClass, &[&str])] = &[
    (
        SecretClass::ForgeToken,
        &["github.com", "githubusercontent.com", "gitlab.com", "bitbucket.org", "codeberg.org"],
    ),
    (
        SecretClass::CloudKey,
        &["amazonaws.com", "azure.com", "azure.net", "windows.net", "microsoftonline.com", "googleapis.com"],
    ),
    (
        SecretClass::AiKey,
        &["openai.com", "anthropic.com", "googleapis.com", "mistral.ai", "cohere.com", "huggingface.co"],
    ),
    (SecretClass::Cluster, &["docker.com", "docker.io", "ghcr.io", "quay.io"]),
];

/// Whether the address `subject` is of a service that issues secrets of `class`.
pub(super) fn issues(subject: &str, class: SecretClass, registries: &[String]) -> bool {
    let Some(host) = Host::of(subject, false) else { return false };
    let name = host.name();
    if class == SecretClass::NpmToken {
        let is_registry = |address: &String| Host::of(address, false).is_some_and(|one| one.name() == name);
        return name == WORLD_REGISTRY || registries.iter().any(is_registry);
    }
    let ends = ISSUERS.iter().filter(|(issued, _)| *issued == class).flat_map(|(_, ends)| *ends);
    let mut ends = ends.copied();
    ends.any(|end| name == end || name.strip_suffix(end).is_some_and(|start| start.ends_with('.')))
}

/// What a request makes in the user's name, by its address and method.
pub(super) fn made_by(subject: &str, method: &str) -> Option<&'static str> {
    let host = Host::of(subject, false)?;
    let path = host.path.as_str();
    let is_forge = matches!(host.name(), "api.github.com" | "gitlab.com");
    match method.split_whitespace().next()? {
        "PUT" if host.name() == WORLD_REGISTRY && !path.contains("/-/") => Some("publishes a package"),
        "POST" if is_forge && path.ends_with("/repos") => Some("makes a repository"),
        "POST" if is_forge && path.ends_with("/projects") => Some("makes a repository"),
        "PUT" if is_forge && path.contains("/contents/.github/workflows") => Some("writes a workflow"),
        "POST" | "PUT" if is_forge && path.contains("/actions/runners") => Some("registers a runner"),
        _ => None,
    }
}

/// Whether the path is one of the user's own files: in a home folder or beyond any folder, and neither a
/// package's, nor a cache's, nor temporary.
pub(super) fn is_users_own(path: &str) -> bool {
    let path = path.replace('\\', "/");
    let inside = ["/home/", "/Users/", "/root/"].iter().find_map(|start| path.split_once(start));
    let Some((_, inside)) = inside else {
        // The root, a drive, or a folder right below.
        return path.trim_end_matches('/').matches('/').count() <= 1 && !path.starts_with("/tmp");
    };
    let spared = ["/node_modules/", "/.cache/", "/.npm/", "/Caches/", "/Temp/", "/tmp/", "/dist/", "/build/"];
    let inside = format!("/{inside}/");
    !spared.iter().any(|spared| inside.contains(spared))
}

impl Facts<'_> {
    /// Whether the address is of a host that the release says it talks to. A forge is where anyone has a home: it
    /// must be the manifest's repository.
    pub(super) fn is_own_host(&self, subject: &str) -> bool {
        let Some(host) = Host::of(subject, false) else { return false };
        match host.class() {
            HostClass::Forge => {
                let repository = self.manifest.as_ref().and_then(|manifest| manifest.repository.as_deref());
                repository.and_then(owner_and_name).is_some_and(|own| {
                    subject.to_ascii_lowercase().contains(&format!("/{}", own.to_ascii_lowercase()))
                })
            }
            HostClass::Other => self.says_host(&host),
            _ => false,
        }
    }
}

/// `owner/name` of a repository's address.
fn owner_and_name(repository: &str) -> Option<&str> {
    let address = repository.trim_end_matches('/').trim_end_matches(".git");
    let start = address.rmatch_indices(['/', ':']).nth(1).map_or(0, |(at, _)| at + 1);
    address.get(start..).filter(|own| own.contains('/') && own.len() > 2)
}
