//! Where credentials go, and what goes through a proxy.

use super::*;

fn settings(registry: &str, origin: Origin) -> Settings {
    let credential = |path: &str, token: &str| ScopedCredential {
        authority: "registry.example".into(),
        path: path.into(),
        credential: Credential::Bearer(Secret::new(token)),
        origin: Origin::User,
    };
    Settings {
        default_registry: Some(Registry { address: registry.parse().unwrap(), origin }),
        credentials: vec![credential("/", "root"), credential("/npm/", "npm")],
        ..Settings::default()
    }
}

fn token(settings: &Settings, address: &str) -> Option<String> {
    match settings.credential_for(&address.parse().unwrap())? {
        Credential::Bearer(secret) | Credential::Basic(secret) => Some(secret.expose().to_owned()),
    }
}

#[test]
fn a_token_goes_only_to_its_host_and_path() {
    let settings = settings("https://registry.example/", Origin::User);
    assert_eq!(token(&settings, "https://registry.example/npm/a").as_deref(), Some("npm"));
    assert_eq!(token(&settings, "https://registry.example/npmx/a").as_deref(), Some("root"));
    assert_eq!(token(&settings, "https://registry.example:8443/npm/a"), None);
    assert_eq!(token(&settings, "https://registry.example.evil.invalid/npm/a"), None);
}

#[test]
fn a_project_cannot_draw_a_token_onto_an_unencrypted_line() {
    let plain = "http://registry.example/npm/a";
    assert_eq!(token(&settings("http://registry.example/", Origin::Project), plain), None);
    // The token is configured for the host without a port, which stands for either scheme's own.
    assert_eq!(token(&settings("http://registry.example/", Origin::User), plain).as_deref(), Some("npm"));
}

#[test]
fn hosts_in_noproxy_are_reached_directly() {
    let proxies = Proxies {
        https: Some(Secret::new("http://proxy.example:3128")),
        http: None,
        direct: vec![".inner.example".into(), "registry.example".into()],
    };
    let goes_through = |address: &str| proxies.proxy_for(&address.parse().unwrap()).is_some();
    assert!(goes_through("https://other.example/"));
    assert!(!goes_through("https://registry.example/"));
    assert!(!goes_through("https://a.inner.example/"));
    assert!(goes_through("https://notinner.example/"));
    assert!(!goes_through("http://other.example/"));
}

#[test]
fn a_note_escapes_what_the_project_wrote() {
    let note =
        SettingsNote { place: "a".into(), key: "x\u{1b}[31m".into(), reason: NoteReason::NotForProjects };
    assert!(!note.to_string().contains('\u{1b}'));
}
