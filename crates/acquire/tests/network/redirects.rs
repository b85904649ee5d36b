//! Where a redirect may lead, and what goes along.

use super::*;

#[test]
fn a_redirect_to_another_host_drops_the_token() {
    let storage = Server::start(vec![ok(b"bytes")]);
    let location = format!("Location: {}/stored\r\n", storage.address);
    let server = Server::start(vec![reply("302 Found", &location, b"")]);
    let mut settings = settings(&server);
    // Even a token the user has for the other host is not the first host's to use.
    let other: Address = storage.address.parse().unwrap();
    settings.credentials.push(ScopedCredential {
        authority: other.authority(),
        path: "/".into(),
        credential: Credential::Bearer(Secret::new("other")),
        origin: Origin::User,
    });
    let client = Client::new(settings, options(), Arc::new(Store::new(None))).unwrap();
    assert_eq!(tarball(&server, &client, None).unwrap(), b"bytes");
    assert!(server.requests()[0].contains("authorization"));
    assert!(!storage.requests()[0].contains("authorization"));
}

#[test]
fn a_redirect_within_the_host_keeps_the_token() {
    let server = Server::start(vec![reply("307 Moved", "Location: /elsewhere\r\n", b""), ok(PACKUMENT)]);
    packument(&client(&server)).unwrap();
    assert!(
        server.requests()[1].starts_with("get /elsewhere ") && server.requests()[1].contains("authorization")
    );
}

#[test]
fn endless_redirects_end() {
    let again = reply("302 Found", "Location: /x\r\n", b"");
    assert!(matches!(refused(vec![again; 20]).kind, ClientErrorKind::Redirect(_)));
}

#[test]
fn a_redirect_to_a_file_is_not_followed() {
    let error = refused(vec![reply("302 Found", "Location: file:///etc/passwd\r\n", b"")]);
    assert!(matches!(error.kind, ClientErrorKind::Redirect(_)));
}
