//! Where results go: standard output, or a file that is written whole or not at all.

use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use crate::arguments::ColorWhen;
use crate::failure::Failure;

/// Writes a result to `file`, or to standard output. A reader that hung up is no error: it has what it
/// wanted.
///
/// # Errors
/// When the file or standard output cannot be written, or `write` fails.
pub fn write_result(
    file: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match file {
        Some(file) => write_file(file, write).map_err(|error| {
            Failure::usage(
                "S030",
                format!("the result cannot be written to {}: {error}", file.display()),
                "choose a file in a folder that exists and that you may write to",
            )
        }),
        None => write_standard_output(write).map_err(|error| {
            Failure::internal("S031", format!("standard output cannot be written: {error}"), "")
        }),
    }
}

/// Writes a note or error to standard error; if that fails there is nobody left to tell.
pub fn tell(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

fn write_standard_output(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut output = io::BufWriter::new(io::stdout().lock());
    match write(&mut output).and_then(|()| output.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome,
    }
}

fn write_file(file: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    if is_special(file) {
        // A device or pipe (/dev/stdout, process substitution) cannot be replaced, only written.
        return std::fs::OpenOptions::new().write(true).open(file).and_then(|mut output| write(&mut output));
    }
    let folder =
        file.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or_else(here, Path::to_owned);
    let mut temporary = tempfile::Builder::new();
    temporary.prefix(".stockade-");
    #[cfg(unix)]
    let temporary = temporary.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut temporary = temporary.tempfile_in(folder)?;
    let mut output = io::BufWriter::new(temporary.as_file_mut());
    write(&mut output)?;
    output.flush()?;
    drop(output);
    temporary.as_file().sync_all()?;
    temporary.persist(file).map(drop).map_err(|error| error.error)
}

fn here() -> PathBuf {
    PathBuf::from(".")
}

fn is_special(file: &Path) -> bool {
    std::fs::metadata(file).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
}

/// Whether to colour what goes to standard output.
#[must_use]
pub fn is_coloured(
    when: ColorWhen,
    to_file: bool,
    no_color: Option<&str>,
    terminal_kind: Option<&str>,
) -> bool {
    match when {
        ColorWhen::Always => true,
        ColorWhen::Never => false,
        ColorWhen::Auto => {
            !to_file && io::stdout().is_terminal() && no_color.is_none() && terminal_kind != Some("dumb")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_or_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("result.json");
        let failed = write_result(Some(&file), |output| {
            output.write_all(b"half")?;
            Err(io::Error::other("the disk is full"))
        });
        assert!(failed.unwrap_err().shown().contains("the disk is full"));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        write_result(Some(&file), |output| output.write_all(b"whole")).unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"whole");
    }

    #[test]
    fn an_old_result_survives_a_failed_write() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("result.json");
        std::fs::write(&file, "old").unwrap();
        write_result(Some(&file), |_| Err(io::Error::other("no"))).unwrap_err();
        assert_eq!(std::fs::read(&file).unwrap(), b"old");
    }

    #[test]
    fn colour_follows_what_was_asked() {
        assert!(is_coloured(ColorWhen::Always, true, Some("1"), None));
        assert!(!is_coloured(ColorWhen::Never, false, None, None));
        assert!(!is_coloured(ColorWhen::Auto, true, None, None));
    }
}
