//! One member of a tar archive: its names, its size in each layout, and its contents.

use std::io::Read;
use std::sync::Arc;

use stockade_model::AnomalyKind;

use super::{Layout, Pending, Walk};
use crate::collector::{Collector, Contents, Standing};
use crate::header::{Kind, MemberHeader};
use crate::path;
use crate::source::Refusal;

/// The longest path that needs no extended header, in bytes: the plain name field.
const PLAIN_PATH_BYTES: usize = 100;

/// A member that is no extended header, with everything known of it.
pub(super) struct Member {
    kind: Kind,
    name: String,
    other_names: Vec<String>,
    link: String,
    plain_size: u64,
    extended_size: Option<u64>,
    is_executable: bool,
    is_ambiguous: bool,
}

impl Member {
    pub(super) fn of(header: MemberHeader, pending: Pending, global_size: Option<u64>) -> Self {
        let mut other_paths = pending.other_paths;
        let mut is_ambiguous = pending.is_ambiguous || !header.is_size_plain;
        let path = match pending.overrides.path {
            Some(path) => {
                // Longer paths and those outside ASCII have no faithful plain form.
                if path.is_ascii() && path.len() <= PLAIN_PATH_BYTES && !is_same_path(&path, &header.path) {
                    is_ambiguous = true;
                    other_paths.push(header.path);
                }
                path
            }
            None => header.path,
        };
        let kind =
            if header.kind == Kind::File && path.ends_with(b"/") { Kind::Directory } else { header.kind };
        Self {
            kind,
            name: String::from_utf8_lossy(&path).into_owned(),
            other_names: other_paths.iter().map(|path| String::from_utf8_lossy(path).into_owned()).collect(),
            link: String::from_utf8_lossy(&pending.overrides.link.unwrap_or(header.link)).into_owned(),
            plain_size: header.size,
            extended_size: pending.overrides.size.or(global_size),
            is_executable: header.is_executable,
            is_ambiguous,
        }
    }

    /// Reads the contents, as far as the walk's layout gives it any.
    pub(super) fn read<R: Read>(self, walk: &mut Walk<'_, '_, R>) -> Result<(), Refusal> {
        let has_wrong_link = self.kind.is_link() == self.link.is_empty();
        let sizes_differ = self.extended_size.is_some_and(|size| size != self.plain_size);
        if has_wrong_link || sizes_differ || self.is_ambiguous {
            walk.collector.anomaly(AnomalyKind::HeaderMismatch, &self.name);
        }
        let is_bodiless = self.kind.is_link() || self.kind == Kind::Directory;
        walk.outcome.layouts_differ |= has_wrong_link || sizes_differ || (is_bodiless && self.plain_size > 0);
        self.note_kind(walk.collector);
        if has_wrong_link && walk.layout == Layout::Npm {
            // node-tar rejects such a header and looks for the next one in what would be the contents.
            return Ok(());
        }
        let size = self.size(walk.layout);
        match self.kind {
            Kind::Directory | Kind::Special => walk.source.skip_body(size),
            _ if size == 0 && self.kind.is_link() => Ok(()),
            _ => self.read_contents(size, walk),
        }
    }

    fn size(&self, layout: Layout) -> u64 {
        match (layout, self.kind) {
            (Layout::Npm, Kind::Directory) | (Layout::Other, Kind::HardLink | Kind::SymbolicLink) => 0,
            (Layout::Npm, _) => self.extended_size.unwrap_or(self.plain_size),
            (Layout::Other, _) => self.plain_size,
        }
    }

    fn note_kind(&self, collector: &mut Collector<'_>) {
        let placed = path::in_tar(&self.name);
        let kind = match self.kind {
            Kind::SymbolicLink if path::link_escapes(&placed.path, &self.link) => AnomalyKind::EscapingLink,
            Kind::HardLink if path::hard_link_escapes(&self.link) => AnomalyKind::EscapingLink,
            Kind::SymbolicLink | Kind::HardLink => AnomalyKind::Link,
            Kind::Special | Kind::Unknown => AnomalyKind::SpecialFile,
            _ => return self.note_folder(&placed, collector),
        };
        collector.anomaly(kind, &self.name);
    }

    fn note_folder(&self, placed: &path::Placed, collector: &mut Collector<'_>) {
        if self.kind == Kind::Directory {
            for kind in &placed.oddities {
                collector.anomaly(*kind, &self.name);
            }
        }
    }

    fn read_contents<R: Read>(self, size: u64, walk: &mut Walk<'_, '_, R>) -> Result<(), Refusal> {
        if size > walk.collector.limits().file_bytes {
            // Where the rest is refused too, that refusal says more.
            walk.source.skip_body(size)?;
            walk.collector.too_large(&path::in_tar(&self.name).path, size);
            return Ok(());
        }
        let mut body = Vec::new();
        let outcome = walk.source.body(size, &mut body);
        if outcome.is_ok() || !body.is_empty() {
            let is_whole = outcome.is_ok() && self.kind == Kind::File;
            let bytes: Arc<[u8]> = body.into();
            self.keep(&self.name, &bytes, is_whole, walk);
            for name in &self.other_names {
                self.keep(name, &bytes, false, walk);
            }
        }
        outcome
    }

    /// Keeps the contents under `name`; `is_primary` where npm would do so too.
    fn keep<R: Read>(&self, name: &str, bytes: &Arc<[u8]>, is_primary: bool, walk: &mut Walk<'_, '_, R>) {
        let Some((path, placed)) = walk.collector.place(name, path::in_tar(name)) else { return };
        let own = if is_primary { walk.standing } else { Standing::OtherReader };
        let contents = Contents {
            bytes: Arc::clone(bytes),
            is_executable: self.is_executable,
            standing: own.max(placed),
        };
        walk.collector.keep(path, contents);
    }
}

fn is_same_path(left: &[u8], right: &[u8]) -> bool {
    left.strip_suffix(b"/").unwrap_or(left) == right.strip_suffix(b"/").unwrap_or(right)
}
