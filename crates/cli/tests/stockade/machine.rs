//! A machine of its own for each test: an empty home, no environment, no network.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A folder with a home and a place for projects.
pub(crate) struct Machine {
    folder: tempfile::TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Machine {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("home")).unwrap();
        std::fs::create_dir_all(folder.path().join("project")).unwrap();
        Self { folder }
    }

    /// A machine whose project holds `files`, by path.
    pub(crate) fn with(files: &[(&str, &[u8])]) -> Self {
        let machine = Self::new();
        for (path, bytes) in files {
            machine.write(path, bytes);
        }
        machine
    }

    pub(crate) fn write(&self, path: &str, bytes: &[u8]) -> PathBuf {
        let file = self.project().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, bytes).unwrap();
        file
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub(crate) fn project(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stockade"));
        command.env_clear().env("HOME", self.home()).current_dir(self.project());
        command
    }

    /// Runs the program in the project's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        let mut command = self.command();
        command.args(arguments);
        ended(&mut command)
    }

    /// Scans without a network.
    pub(crate) fn scan(&self, arguments: &[&str]) -> Ended {
        self.run(&[&["scan", "--offline"], arguments].concat())
    }

    /// Scans without a network and reads the JSON result.
    pub(crate) fn scan_json(&self, arguments: &[&str]) -> (Ended, Value) {
        let ended = self.scan(&[&["--format", "json"], arguments].concat());
        let value = serde_json::from_str(&ended.stdout).unwrap_or_else(|error| panic!("{error}: {ended:?}"));
        (ended, value)
    }
}

pub(crate) fn ended(command: &mut Command) -> Ended {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    Ended {
        status: output.status.code().expect("ended by itself"),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

impl Ended {
    /// Asserts the status, that nothing panicked, and that no control character reached a terminal.
    #[track_caller]
    pub(crate) fn with_status(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        for text in [&self.stdout, &self.stderr] {
            assert!(!text.contains("panicked"), "{self:?}");
            assert!(!text.contains('\u{1b}'), "{self:?}");
        }
        self
    }

    /// Asserts an error of `code` on standard error with a next step, and nothing on standard output.
    #[track_caller]
    pub(crate) fn with_error(self, code: &str) -> Self {
        assert!(self.stderr.starts_with(&format!("error[{code}]: ")), "{self:?}");
        assert!(self.stderr.contains("\nhelp: "), "{self:?}");
        assert_eq!(self.stdout, "", "{self:?}");
        self
    }

    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.stdout.contains(text) || self.stderr.contains(text), "`{text}` is missing: {self:?}");
        self
    }
}

/// All gaps of a result: of the scan and of every release, as `kind: reason`.
pub(crate) fn gaps(result: &Value) -> Vec<String> {
    let releases = result["releases"].as_array().unwrap();
    let own = result["gaps"].as_array().unwrap().iter();
    let theirs = releases.iter().flat_map(|release| release["gaps"].as_array().unwrap());
    own.chain(theirs)
        .map(|gap| format!("{}: {}", gap["kind"].as_str().unwrap(), gap["reason"].as_str().unwrap()))
        .collect()
}

/// A gzip-compressed tar archive of `files` under `package/`.
pub(crate) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder =
        tar::Builder::new(flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best()));
    for (path, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append_data(&mut header, Path::new("package").join(path), *bytes).unwrap();
    }
    builder.into_inner().unwrap().finish().unwrap()
}
