use std::io::Write as _;

use base64::engine::general_purpose::STANDARD;

use super::*;
use crate::world::WorldSpec;

fn canaries() -> (Canaries, String) {
    let secrets = crate::decoy::secrets(&WorldSpec::linux_ci());
    let token = secrets.iter().find(|secret| secret.name == ".npmrc").unwrap().value.clone();
    (Canaries::new(&secrets, "some-host-name", "reply-word"), token)
}

fn found_in(bytes: &[u8]) -> Option<Encoding> {
    let (canaries, _) = canaries();
    let mut labels = Vec::new();
    canaries.search(bytes, &mut labels);
    labels.first().map(|label| label.encoding)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_canary_is_found_however_it_is_spelled() {
    let (_, token) = canaries();
    let json = format!("{{\"a\":\"{token}\"}}");
    let cases = [
        (Encoding::Raw, json.clone().into_bytes()),
        (Encoding::Base64, STANDARD.encode(&json).into_bytes()),
        (Encoding::Base64, format!("x={}", STANDARD.encode(format!("ab{token}"))).into_bytes()),
        (Encoding::Hex, hex::encode(&json).into_bytes()),
        (Encoding::Reversed, json.chars().rev().collect::<String>().into_bytes()),
        (Encoding::Compressed, gzip(json.as_bytes())),
        (Encoding::Base64, STANDARD.encode(gzip(json.as_bytes())).into_bytes()),
        (Encoding::Base64, STANDARD.encode(STANDARD.encode(&json)).into_bytes()),
        (Encoding::Numbers, format!("{:?}", json.as_bytes()).into_bytes()),
    ];
    for (encoding, bytes) in cases {
        assert_eq!(found_in(&bytes), Some(encoding), "{}", String::from_utf8_lossy(&bytes));
    }
    assert_eq!(found_in(b"nothing in here at all, really nothing"), None);
}

#[test]
fn a_canary_in_pieces_is_found_in_the_stream() {
    let (mut canaries, token) = canaries();
    let mut labels = Vec::new();
    for piece in token.as_bytes().chunks(5) {
        canaries.search_split("host", piece, &mut labels);
    }
    assert_eq!(labels.first().map(|label| label.encoding), Some(Encoding::Split));
}

#[test]
fn a_canary_in_host_names_is_found() {
    let (mut canaries, token) = canaries();
    let mut labels = Vec::new();
    for piece in hex::encode(&token).as_bytes().chunks(30) {
        canaries.search_dns(&format!("{}.drop.invalid", String::from_utf8_lossy(piece)), &mut labels);
    }
    assert!(labels.iter().any(|label| label.encoding == Encoding::Dns));
}

proptest::proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
        found_in(&bytes);
    }
}
