//! The registry client against a real server on this machine, one test for each way in which a registry can
//! answer.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::io::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use stockade_acquire::error::{ClientError, ClientErrorKind, Fault};
use stockade_acquire::settings::{Credential, Origin, Registry, ScopedCredential, Settings};
use stockade_acquire::{Address, Client, ClientOptions, Packument, PackumentForm, Secret, Store};
use stockade_model::{Algorithm, GapKind, Integrity, PackageName};

mod acquirer;
mod redirects;
mod server;

use server::{Reply, Server, ok, reply};

const PACKUMENT: &[u8] = br#"{"name":"x","dist-tags":{"latest":"1.0.0"},"versions":{"1.0.0":{"dist":{}}}}"#;

fn options() -> ClientOptions {
    ClientOptions {
        idle_timeout: Duration::from_millis(300),
        packument_timeout: Duration::from_millis(1_500),
        tarball_timeout: Duration::from_millis(1_500),
        retries: 1,
        retry_pause: Duration::from_millis(1),
        longest_pause: Duration::from_millis(50),
        ..ClientOptions::default()
    }
}

fn settings(server: &Server) -> Settings {
    let address: Address = server.address.parse().unwrap();
    let credential = ScopedCredential {
        authority: address.authority(),
        path: "/".into(),
        credential: Credential::Bearer(Secret::new("s3cret")),
        origin: Origin::User,
    };
    Settings {
        default_registry: Some(Registry { address, origin: Origin::User }),
        credentials: vec![credential],
        ..Settings::default()
    }
}

fn client_with(server: &Server, options: ClientOptions, store: Store) -> Client {
    Client::new(settings(server), options, Arc::new(store)).unwrap()
}

fn client(server: &Server) -> Client {
    client_with(server, options(), Store::new(None))
}

fn name() -> PackageName {
    "x".parse().unwrap()
}

fn packument(client: &Client) -> Result<Packument, ClientError> {
    client.packument(&name(), PackumentForm::Abbreviated)
}

fn tarball(server: &Server, client: &Client, expected: Option<&Integrity>) -> Result<Vec<u8>, ClientError> {
    client.tarball(&format!("{}/x/-/x-1.0.0.tgz", server.address).parse().unwrap(), expected)
}

/// The error of a packument request answered by `script`.
fn refused(script: Vec<Reply>) -> ClientError {
    let server = Server::start(script);
    let error = packument(&client(&server)).unwrap_err();
    assert!(!error.code().is_empty() && !error.next_step().is_empty());
    assert!(!format!("{error:?} {error}").contains("s3cret"));
    error
}

#[test]
fn a_packument_is_read() {
    let server = Server::start(vec![ok(PACKUMENT)]);
    let packument = packument(&client(&server)).unwrap();
    assert_eq!(packument.dist_tags["latest"].as_str(), "1.0.0");
    let request = server.requests().remove(0);
    assert!(request.starts_with("get /x http/1.1"));
    assert!(request.contains("authorization: bearer s3cret"));
    assert!(request.contains("application/vnd.npm.install-v1+json"));
}

#[test]
fn a_scoped_name_is_one_part_of_the_path() {
    let server = Server::start(vec![ok(br#"{"name":"@a/b","versions":{"1.0.0":{}}}"#)]);
    client(&server).packument(&"@a/b".parse().unwrap(), PackumentForm::Full).unwrap();
    assert!(server.requests()[0].starts_with("get /@a%2fb "));
}

#[test]
fn an_unchanged_packument_is_taken_from_the_store() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(vec![
        reply("200 OK", "ETag: \"one\"\r\n", PACKUMENT),
        Reply::Bytes(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n".to_vec()),
    ]);
    let client = client_with(&server, options(), Store::new(Some(folder.path().into())));
    let first = packument(&client).unwrap();
    assert_eq!(first, packument(&client).unwrap());
    assert!(server.requests()[1].contains("if-none-match: \"one\""));
}

#[test]
fn offline_the_kept_packument_is_used_and_nothing_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(vec![ok(PACKUMENT)]);
    let store = || Store::new(Some(folder.path().into()));
    packument(&client_with(&server, options(), store())).unwrap();
    let offline = ClientOptions { is_offline: true, ..options() };
    let client = client_with(&server, offline, store());
    packument(&client).unwrap();
    assert_eq!(tarball(&server, &client, None).unwrap_err().kind, ClientErrorKind::Offline);
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_packed_packument_is_unpacked() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(PACKUMENT).unwrap();
    let server =
        Server::start(vec![reply("200 OK", "Content-Encoding: gzip\r\n", &packed.finish().unwrap())]);
    packument(&client(&server)).unwrap();
}

#[test]
fn a_wrongly_packed_answer_is_an_error() {
    let wrong = reply("200 OK", "Content-Encoding: gzip\r\n", b"not gzip at all, however long it may be");
    let kind = refused(vec![wrong.clone(), wrong]).kind;
    assert!(matches!(kind, ClientErrorKind::Garbage(_) | ClientErrorKind::Connection), "{kind:?}");
}

#[test]
fn threads_share_a_client() {
    let server = Server::start(vec![ok(b"bytes"); 8]);
    let client = client(&server);
    std::thread::scope(|scope| {
        let asked: Vec<_> =
            (0..8).map(|_| scope.spawn(|| tarball(&server, &client, None).unwrap())).collect();
        assert!(asked.into_iter().all(|thread| thread.join().unwrap() == b"bytes"));
    });
}

#[test]
fn the_package_managers_registry_is_asked_for_once_and_only_when_needed() {
    use std::sync::atomic::{AtomicU32, Ordering};
    let server = Server::start(vec![ok(PACKUMENT), ok(PACKUMENT)]);
    let count = Arc::new(AtomicU32::new(0));
    let (counted, address) = (Arc::clone(&count), server.address.parse::<Address>().unwrap());
    let fallback = move || {
        counted.fetch_add(1, Ordering::Relaxed);
        Some(Registry { address: address.clone(), origin: Origin::PackageManager })
    };
    let client = Client::new(Settings::default(), options(), Arc::new(Store::new(None))).unwrap();
    let client = client.with_fallback(Box::new(fallback));
    assert_eq!(count.load(Ordering::Relaxed), 0);
    packument(&client).unwrap();
    packument(&client).unwrap();
    assert_eq!(count.load(Ordering::Relaxed), 1);
}

#[test]
fn without_any_registry_the_error_says_what_to_do() {
    let client = Client::new(Settings::default(), options(), Arc::new(Store::new(None))).unwrap();
    let error = packument(&client).unwrap_err();
    assert_eq!(error.code(), "no-registry");
    assert!(error.next_step().contains("--registry"));
}

#[test]
fn status_401_asks_to_log_in() {
    let error = refused(vec![reply("401 Unauthorized", "", b"")]);
    assert_eq!(
        (error.code(), error.fault(), error.may_retry()),
        ("registry-unauthorized", Fault::Client, false)
    );
    assert!(error.next_step().contains("log in"));
}

#[test]
fn status_403_is_a_refusal() {
    assert_eq!(refused(vec![reply("403 Forbidden", "", b"")]).kind, ClientErrorKind::Forbidden);
}

#[test]
fn status_404_is_not_asked_again() {
    let server = Server::start(vec![reply("404 Not Found", "", b"{}"), ok(PACKUMENT)]);
    assert_eq!(packument(&client(&server)).unwrap_err().kind, ClientErrorKind::NotFound);
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn status_429_waits_as_long_as_asked_but_not_longer_than_we_will() {
    let server = Server::start(vec![reply("429 Too Many", "Retry-After: 3600\r\n", b""), ok(PACKUMENT)]);
    let start = Instant::now();
    packument(&client(&server)).unwrap();
    assert!(start.elapsed() >= Duration::from_millis(50) && start.elapsed() < Duration::from_secs(60));
    let error = refused(vec![reply("429 Too Many", "", b""), reply("429 Too Many", "", b"")]);
    assert_eq!((error.kind.clone(), error.may_retry()), (ClientErrorKind::RateLimited, true));
}

#[test]
fn status_500_is_asked_again() {
    let server = Server::start(vec![reply("500 Oh", "", b""), ok(PACKUMENT)]);
    packument(&client(&server)).unwrap();
    assert_eq!(server.requests().len(), 2);
    let error = refused(vec![reply("503 Oh", "", b""), reply("502 Oh", "", b"")]);
    assert_eq!((error.kind.clone(), error.fault()), (ClientErrorKind::ServerError(502), Fault::Upstream));
}

#[test]
fn garbage_is_named_as_such() {
    for body in ["<html>log in</html>", "{", "[]", r#"{"name":"y","versions":{"1.0.0":{}}}"#] {
        assert!(matches!(refused(vec![ok(body.as_bytes())]).kind, ClientErrorKind::Garbage(_)), "{body}");
    }
    let noise = Reply::Bytes(b"\x00\x01\x02 not http at all\r\n\r\n".to_vec());
    assert!(matches!(refused(vec![noise]).kind, ClientErrorKind::Garbage(_)));
}

#[test]
fn a_server_that_never_answers_is_given_up() {
    let silence = Reply::Silence(Duration::from_secs(5));
    let start = Instant::now();
    let error = refused(vec![silence.clone(), silence]);
    assert_eq!((error.kind.clone(), error.may_retry()), (ClientErrorKind::Timeout, true));
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_server_that_trickles_is_given_up() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".to_vec();
    let trickle = Reply::Slowly([head, vec![b' '; 1000]].concat(), Duration::from_millis(40));
    assert_eq!(refused(vec![trickle.clone(), trickle]).kind, ClientErrorKind::Timeout);
}

#[test]
fn a_truncated_body_is_asked_again_and_then_an_error() {
    let cut = Reply::Bytes(
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n{\"name\"".to_vec(),
    );
    let server = Server::start(vec![cut.clone(), ok(PACKUMENT)]);
    packument(&client(&server)).unwrap();
    assert_eq!(refused(vec![cut.clone(), cut]).kind, ClientErrorKind::Connection);
}

#[test]
fn an_unreachable_server_is_an_error_and_not_asked_forever() {
    let server = Server::start(vec![]);
    let client = client_with(&server, ClientOptions { give_up_after: 2, ..options() }, Store::new(None));
    assert_eq!(packument(&client).unwrap_err().kind, ClientErrorKind::Connection);
    packument(&client).unwrap_err();
    let asked = server.requests().len();
    assert_eq!(packument(&client).unwrap_err().kind, ClientErrorKind::GivenUp);
    assert_eq!(server.requests().len(), asked);
}

#[test]
fn an_answer_above_the_limit_is_refused() {
    let small = ClientOptions { packument_bytes: 10, tarball_bytes: 10, ..options() };
    let unannounced =
        Reply::Bytes([&b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"[..], &[b' '; 500]].concat());
    let server = Server::start(vec![ok(PACKUMENT), unannounced]);
    let client = client_with(&server, small, Store::new(None));
    assert_eq!(packument(&client).unwrap_err().kind, ClientErrorKind::TooLarge(10));
    let error = tarball(&server, &client, None).unwrap_err();
    assert_eq!((error.kind.clone(), error.to_gap().kind), (ClientErrorKind::TooLarge(10), GapKind::Limit));
}

#[test]
fn a_packed_bomb_is_refused() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&vec![b' '; 1 << 20]).unwrap();
    let server =
        Server::start(vec![reply("200 OK", "Content-Encoding: gzip\r\n", &packed.finish().unwrap())]);
    let client =
        client_with(&server, ClientOptions { packument_bytes: 100_000, ..options() }, Store::new(None));
    assert_eq!(packument(&client).unwrap_err().kind, ClientErrorKind::TooLarge(100_000));
}

#[test]
fn promised_bytes_are_given_out_and_others_are_not() {
    let promised = Integrity::of(Algorithm::Sha512, b"bytes");
    let server = Server::start(vec![ok(b"bytes"), ok(b"other")]);
    let client = client(&server);
    assert_eq!(tarball(&server, &client, Some(&promised)).unwrap(), b"bytes");
    let error = tarball(&server, &client, Some(&promised)).unwrap_err();
    assert_eq!((error.code(), error.to_gap().kind), ("integrity-mismatch", GapKind::IntegrityMismatch));
}
