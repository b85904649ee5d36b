//! Archives built byte by byte, so that they can be wrong.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use tar::Header;

/// A tar archive under construction.
#[derive(Clone, Default)]
pub(super) struct Tar {
    bytes: Vec<u8>,
}

/// One member: a header field for each field.
pub(super) struct Entry<'a> {
    pub(super) name: &'a [u8],
    pub(super) kind: u8,
    pub(super) link: &'a [u8],
    pub(super) size: u64,
    pub(super) mode: u32,
    pub(super) body: &'a [u8],
}

impl<'a> Entry<'a> {
    pub(super) fn of(kind: u8, name: &'a str, body: &'a [u8]) -> Self {
        Self { name: name.as_bytes(), kind, link: b"", size: body.len() as u64, mode: 0o644, body }
    }
}

impl Tar {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn file(self, name: &str, body: &str) -> Self {
        self.entry(&Entry::of(b'0', name, body.as_bytes()))
    }

    pub(super) fn link(self, kind: u8, name: &str, target: &str) -> Self {
        self.entry(&Entry { link: target.as_bytes(), ..Entry::of(kind, name, b"") })
    }

    pub(super) fn entry(mut self, entry: &Entry<'_>) -> Self {
        self.bytes.extend_from_slice(&header(entry));
        self.bytes.extend_from_slice(entry.body);
        self.pad();
        self
    }

    /// An extended header whose records have these keys and values.
    pub(super) fn pax(self, kind: u8, records: &[(&str, &str)]) -> Self {
        let body: String = records.iter().map(|(key, value)| record(key, value)).collect();
        self.entry(&Entry::of(kind, "PaxHeader/x", body.as_bytes()))
    }

    pub(super) fn raw(mut self, bytes: &[u8]) -> Self {
        self.bytes.extend_from_slice(bytes);
        self.pad();
        self
    }

    /// The archive without an end marker.
    pub(super) fn unfinished(self) -> Vec<u8> {
        self.bytes
    }

    pub(super) fn tar(mut self) -> Vec<u8> {
        self.bytes.extend_from_slice(&[0; 1024]);
        self.bytes
    }

    pub(super) fn tgz(self) -> Vec<u8> {
        gzip(&self.tar())
    }

    fn pad(&mut self) {
        self.bytes.resize(self.bytes.len().next_multiple_of(512), 0);
    }
}

/// One record of an extended header, its own length counted in.
pub(super) fn record(key: &str, value: &str) -> String {
    let rest = format!(" {key}={value}\n");
    let mut length = rest.len();
    while length != rest.len() + length.to_string().len() {
        length = rest.len() + length.to_string().len();
    }
    format!("{length}{rest}")
}

pub(super) fn header(entry: &Entry<'_>) -> [u8; 512] {
    let mut header = Header::new_ustar();
    header.as_old_mut().name[..entry.name.len()].copy_from_slice(entry.name);
    header.as_old_mut().linkname[..entry.link.len()].copy_from_slice(entry.link);
    header.as_old_mut().linkflag = [entry.kind];
    header.set_size(entry.size);
    header.set_mode(entry.mode);
    header.set_cksum();
    *header.as_bytes()
}

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A small honest package with a folder, an executable file and a long path.
pub(super) fn honest() -> Vec<u8> {
    let long = format!("package/{}/index.js", "folder/".repeat(20));
    Tar::new()
        .file("package/package.json", "{\"name\": \"honest\", \"version\": \"1.0.0\"}\n")
        .entry(&Entry { mode: 0o755, ..Entry::of(b'0', "package/bin/run.js", b"#!/usr/bin/env node\n") })
        .entry(&Entry::of(b'5', "package/lib/", b""))
        .file("package/lib/index.js", "module.exports = 1;\n")
        .pax(b'x', &[("path", &long)])
        .file("package/folder", "long\n")
        .tgz()
}
