//! From an artifact's bytes to its tree, in memory.
//!
//! An archive is the first thing of a package that an attacker controls. Nothing here writes to disk,
//! follows a link or trusts a length: each member is read under [`Limits`], under a path that stays inside
//! the package. Where package managers and other readers disagree about what an archive holds, the file
//! that npm would install is reading 0 of its path, and what any other reader could see is kept as a further
//! reading, so that nothing hides in the difference. What is refused is a gap, what is odd an anomaly.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]
#![cfg_attr(not(test), warn(clippy::disallowed_methods))]

mod collector;
mod fence;
mod gzip;
mod header;
mod path;
mod pax;
mod source;
mod tarball;
#[cfg(test)]
mod tests;
mod text;
mod zip;

use stockade_model::{AnomalyKind, Gap, GapKind, Limits, Tree};

use collector::{Collector, Standing};
use gzip::Members;
use source::Source;
use tarball::{Layout, Outcome};

pub use fence::{Fence, fences};
pub use text::{TextError, marks, text};

/// How deeply archives that follow the end of another archive are read.
const MAX_TRAILING_DEPTH: u32 = 3;

/// The tree of an artifact: a gzip-compressed tar archive, a plain tar archive, or a zip archive of yarn's
/// cache.
///
/// Total: whatever the bytes, the outcome is a tree. Refusals are in its `gaps` with a next step, oddities in
/// its `anomalies`, and the files read before a refusal stay. Paths are those that npm would create: one
/// leading component less than in the archive (for zip archives, less `node_modules/<name>/`).
#[must_use]
pub fn archive(bytes: &[u8], limits: &Limits) -> Tree {
    let mut collector = Collector::new(limits);
    if bytes.len() as u64 > limits.archive_bytes {
        let reason = format!(
            "the archive is {} bytes, over the limit of {}; raise the limit or examine it by hand",
            bytes.len(),
            limits.archive_bytes
        );
        collector.gap(Gap::new(GapKind::Limit, reason));
        return collector.finish();
    }
    match Format::of(bytes) {
        Some(format) => {
            read(format, bytes, 0, &mut collector);
            if !collector.has_members() {
                collector.refuse("the archive holds no files; fetch the artifact again");
            }
        }
        None if bytes.is_empty() => collector.refuse("the archive is empty; fetch the artifact again"),
        None => collector.refuse(
            "the bytes are no tar, gzip or zip archive; a registry or proxy may have answered with an error \
             page: fetch the artifact again",
        ),
    }
    collector.finish()
}

#[derive(Clone, Copy)]
enum Format {
    Gzip,
    Zip,
    Tar,
}

impl Format {
    fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(gzip::MAGIC) {
            Some(Self::Gzip)
        } else if zip::is_zip(bytes) {
            Some(Self::Zip)
        } else if tarball::is_tar(bytes) {
            Some(Self::Tar)
        } else {
            None
        }
    }
}

/// Reads `bytes` into `collector`; `depth` counts the archives whose trailing bytes these are.
fn read(format: Format, bytes: &[u8], depth: u32, collector: &mut Collector<'_>) {
    let standing = if depth == 0 { Standing::Installed } else { Standing::OtherReader };
    match format {
        Format::Zip => {
            let trailing = zip::read(bytes, standing, collector);
            read_trailing(trailing, depth, collector);
        }
        Format::Tar | Format::Gzip => {
            let outcome = read_tar(format, bytes, Layout::Npm, standing, collector);
            if outcome.headers == 0 && depth == 0 && !outcome.is_refused {
                collector.refuse("the compressed data is no tar archive; fetch the artifact again");
            }
            if outcome.layouts_differ {
                let mut other = Collector::new(collector.limits());
                read_tar(format, bytes, Layout::Other, Standing::OtherReader, &mut other);
                if collector.absorb(other) {
                    collector.anomaly(AnomalyKind::HeaderMismatch, "");
                }
            }
            read_trailing(&outcome.trailing, depth, collector);
        }
    }
}

fn read_tar(
    format: Format,
    bytes: &[u8],
    layout: Layout,
    standing: Standing,
    collector: &mut Collector<'_>,
) -> Outcome {
    let limits = collector.limits();
    if !matches!(format, Format::Gzip) {
        return tarball::walk(&mut Source::new(bytes, bytes.len(), limits), layout, standing, collector);
    }
    let mut source = Source::new(Members::new(bytes, limits.files), bytes.len(), limits);
    let outcome = tarball::walk(&mut source, layout, standing, collector);
    let members = source.into_inner();
    if standing == Standing::Installed {
        if members.count() > 1 {
            collector.anomaly(AnomalyKind::ExtraGzipMember, "");
        }
        if members.trailing().iter().any(|byte| *byte != 0) {
            read_trailing(members.trailing(), 0, collector);
        }
    }
    outcome
}

/// Notes bytes after the end of an archive, and reads the archive they may be.
fn read_trailing(trailing: &[u8], depth: u32, collector: &mut Collector<'_>) {
    let Some(start) = trailing.iter().position(|byte| *byte != 0) else { return };
    collector.anomaly(AnomalyKind::TrailingBytes, "");
    let significant = trailing.get(start..).unwrap_or_default();
    for candidate in [trailing, significant] {
        let Some(format) = Format::of(candidate) else { continue };
        if depth >= MAX_TRAILING_DEPTH {
            collector.refuse("archives follow the end of archives, deeper than is read; examine it by hand");
        } else {
            read(format, candidate, depth + 1, collector);
        }
        return;
    }
}
