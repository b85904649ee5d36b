//! From the text of a patch to what it does to each file.

use super::{Change, FilePatch, Hunk, Line, Patch, PatchError};

/// Reads the text of a patch whose paths start with `folder` (`node_modules/name/` in those of patch-package,
/// empty elsewhere), which is left out.
///
/// # Errors
/// When it changes nothing, changes what is no text, or a line or path is malformed.
pub fn read(text: &str, folder: &str) -> Result<Patch, PatchError> {
    let mut reader = Reader { folder, files: Vec::new(), hunk: None };
    let mut last = 0;
    for (number, line) in (1..).zip(text.strip_suffix('\n').unwrap_or(text).split('\n')) {
        reader.line(number, line)?;
        last = number;
    }
    reader.finish(last + 1)
}

struct Reader<'a> {
    folder: &'a str,
    files: Vec<Section>,
    /// The hunk that is being read, with the lines of the old and of the new file that it still lacks.
    hunk: Option<(Hunk, usize, usize)>,
}

/// A file's part of a patch. Git's own header names its paths; where there is none, the `---` line starts it.
#[derive(Default)]
struct Section {
    patch: FilePatch,
    has_lines: bool,
}

impl Reader<'_> {
    fn line(&mut self, number: usize, line: &str) -> Result<(), PatchError> {
        if let Some((hunk, old, new)) = &mut self.hunk
            && (*old, *new) != (0, 0)
        {
            let (change, text) = match line.split_at_checked(1) {
                Some((" ", text)) => (Change::Kept, text),
                Some(("-", text)) => (Change::Removed, text),
                Some(("+", text)) => (Change::Added, text),
                Some(("\\", _)) => return unended(hunk, number),
                // Editors take the blank from empty lines.
                None => (Change::Kept, ""),
                Some(("\r", "")) => (Change::Kept, "\r"),
                _ => return Err(PatchError::Malformed { line: number }),
            };
            let (takes_old, takes_new) = (change != Change::Added, change != Change::Removed);
            let malformed = PatchError::Malformed { line: number };
            let counts = old.checked_sub(takes_old.into()).zip(new.checked_sub(takes_new.into()));
            (*old, *new) = counts.ok_or(malformed)?;
            hunk.lines.push(Line { change, text: text.to_owned(), is_ended: true });
            return Ok(());
        }
        if line.starts_with('\\') {
            return self.hunk.as_mut().map_or(Ok(()), |(hunk, _, _)| unended(hunk, number));
        }
        let follows_hunk = self.hunk.is_some();
        self.end_hunk();
        // A hunk with more lines than it counts is read by some and refused by others.
        let is_change =
            line.starts_with(['+', '-', ' ']) && !line.starts_with("--- ") && !line.starts_with("-- ");
        if follows_hunk && is_change {
            return Err(PatchError::Malformed { line: number });
        }
        self.header(number, line.trim_end_matches('\r'))
    }

    fn header(&mut self, number: usize, line: &str) -> Result<(), PatchError> {
        let is_first = self.files.last().is_none_or(|section| section.has_lines);
        if line.starts_with("diff --git ") {
            self.files.push(Section::default());
        } else if let Some(path) = line.strip_prefix("--- ") {
            if is_first {
                self.files.push(Section::default());
            }
            let path = self.path(path, number)?;
            self.section(number)?.patch.old = path;
        } else if let Some(path) = line.strip_prefix("+++ ") {
            let path = self.path(path, number)?;
            let section = self.section(number)?;
            if section.has_lines {
                return Err(PatchError::Malformed { line: number });
            }
            section.patch.new = path;
            section.has_lines = true;
        } else if line.starts_with("@@ ") {
            let start = hunk_of(line).ok_or(PatchError::Malformed { line: number })?;
            self.section(number)?;
            self.hunk = Some(start);
        } else if line.starts_with("GIT binary patch") || line.starts_with("Binary files ") {
            return Err(PatchError::Binary { line: number });
        } else if is_first {
            // A message before the first file, or between two.
        } else if let Some(path) = line.strip_prefix("rename from ") {
            let path = self.path(path, number)?;
            self.section(number)?.patch.old = path;
        } else if let Some(path) = line.strip_prefix("rename to ") {
            let path = self.path(path, number)?;
            self.section(number)?.patch.new = path;
        } else if let Some(mode) =
            line.strip_prefix("new mode ").or_else(|| line.strip_prefix("new file mode "))
        {
            self.section(number)?.patch.is_executable = Some(mode.trim().ends_with("755"));
        }
        Ok(())
    }

    fn section(&mut self, line: usize) -> Result<&mut Section, PatchError> {
        self.files.last_mut().ok_or(PatchError::Malformed { line })
    }

    /// A path of the package; none for `/dev/null`.
    fn path(&self, text: &str, line: usize) -> Result<Option<String>, PatchError> {
        let text = text.split('\t').next().unwrap_or(text).trim_end();
        if text == "/dev/null" {
            return Ok(None);
        }
        let path = text.strip_prefix("a/").or_else(|| text.strip_prefix("b/")).unwrap_or(text);
        let path = path.strip_prefix(self.folder).ok_or(PatchError::Path { line })?;
        let is_plain = |part: &str| !matches!(part, "" | "." | "..");
        let is_inside = path.split('/').all(is_plain) && !path.contains(['"', '\\', '\0']);
        if is_inside { Ok(Some(path.to_owned())) } else { Err(PatchError::Path { line }) }
    }

    fn end_hunk(&mut self) {
        if let (Some((hunk, _, _)), Some(section)) = (self.hunk.take(), self.files.last_mut()) {
            section.patch.hunks.push(hunk);
        }
    }

    fn finish(mut self, lines: usize) -> Result<Patch, PatchError> {
        if self.hunk.as_ref().is_some_and(|(_, old, new)| (*old, *new) != (0, 0)) {
            return Err(PatchError::Malformed { line: lines });
        }
        self.end_hunk();
        let files = self.files.into_iter().map(|section| section.patch);
        let files: Vec<FilePatch> = files.filter(|file| file.old.is_some() || file.new.is_some()).collect();
        if files.is_empty() { Err(PatchError::Empty) } else { Ok(Patch { files }) }
    }
}

fn unended(hunk: &mut Hunk, line: usize) -> Result<(), PatchError> {
    let last = hunk.lines.last_mut().ok_or(PatchError::Malformed { line })?;
    last.is_ended = false;
    Ok(())
}

/// `@@ -1,3 +1,4 @@ anything`: the hunk, and how many lines of the old and the new file it has.
fn hunk_of(line: &str) -> Option<(Hunk, usize, usize)> {
    let mut ranges = line.strip_prefix("@@ -")?.split(" @@").next()?.split(" +");
    let (start, old) = range(ranges.next()?)?;
    let (_, new) = range(ranges.next()?)?;
    // The line before an insertion is named where the old file has no line of the stretch.
    let start = if old == 0 { start } else { start.checked_sub(1)? };
    Some((Hunk { start, lines: Vec::new() }, old, new))
}

fn range(text: &str) -> Option<(usize, usize)> {
    let (start, count) = text.split_once(',').unwrap_or((text, "1"));
    Some((start.parse().ok()?, count.parse().ok()?))
}
