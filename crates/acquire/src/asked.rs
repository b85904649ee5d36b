//! The registry that the installed package manager goes by, where no setting names one.
//!
//! No registry's address is built in. A package manager that is installed knows its own default, so it is
//! asked, in an empty folder and with a few seconds to answer, and the answer is remembered for a day.

use std::ffi::OsStr;
use std::io::Read as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::address::Address;
use crate::environment::Environment;
use crate::settings::{Origin, Registry};
use crate::store::Store;

/// How long a package manager may take to answer. npm takes half a second on a fast machine.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(8);

/// How long an answer is remembered.
const REMEMBERED: Duration = Duration::from_secs(24 * 60 * 60);

/// Longest answer read, in bytes.
const ANSWER_BYTES: u64 = 4_096;

/// The store's key for the answer, which holds the second of the epoch at which it was given and the address.
const KEY: &str = "registry of the package manager";

/// The default registry of npm, else of pnpm; none when neither is installed or answers. A package manager
/// that lies inside `project` is not run.
#[must_use]
pub fn registry(environment: &Environment, project: &Path, store: &Store) -> Option<Registry> {
    let address = ask(environment, project, store)?;
    Some(Registry { address, origin: Origin::PackageManager })
}

fn ask(environment: &Environment, project: &Path, store: &Store) -> Option<Address> {
    let second = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    if let Some(address) = remembered(store, second) {
        return Some(address);
    }
    let project = project.canonicalize().unwrap_or_else(|_| project.to_path_buf());
    let address = ["npm", "pnpm"].into_iter().find_map(|program| {
        let program = environment.program(program, Some(&project))?;
        answer(&program, environment)?.trim().parse::<Address>().ok()
    })?;
    store.keep_document(KEY, format!("{second}\n{}", address.on_the_wire()).as_bytes());
    Some(address)
}

fn remembered(store: &Store, second: u64) -> Option<Address> {
    let text = String::from_utf8(store.document(KEY, ANSWER_BYTES)?).ok()?;
    let (asked, address) = text.split_once('\n')?;
    let age = second.checked_sub(asked.parse().ok()?)?;
    (age < REMEMBERED.as_secs()).then(|| address.parse().ok())?
}

/// The default registry that a package manager answered within the last day, without asking any.
pub(crate) fn answered_before(store: &Store) -> Option<Address> {
    let second = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    remembered(store, second)
}

/// What `program config get registry` prints in an empty folder.
fn answer(program: &Path, environment: &Environment) -> Option<String> {
    let folder = tempfile::tempdir().ok()?;
    let mut child = Command::new(program)
        .args([OsStr::new("config"), OsStr::new("get"), OsStr::new("registry")])
        .current_dir(folder.path())
        .env_clear()
        .envs(environment.variables())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let has_succeeded = wait(&mut child, ANSWER_TIMEOUT);
    let mut text = String::new();
    child.stdout.take()?.take(ANSWER_BYTES).read_to_string(&mut text).ok()?;
    has_succeeded.then_some(text)
}

/// Whether the child ends well within `timeout`; one that does not end is ended.
fn wait(child: &mut Child, timeout: Duration) -> bool {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if start.elapsed() < timeout => std::thread::sleep(Duration::from_millis(10)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    /// A machine whose `npm` is the given shell script.
    fn machine(script: &str) -> (tempfile::TempDir, Environment) {
        let folder = tempfile::tempdir().unwrap();
        let npm = folder.path().join("npm");
        fs::write(&npm, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&npm, fs::Permissions::from_mode(0o755)).unwrap();
        let path = ("PATH".to_owned(), folder.path().to_str().unwrap().to_owned());
        let environment = Environment::new([path], None, folder.path().into());
        (folder, environment)
    }

    fn asked(environment: &Environment, project: &Path, store: &Store) -> Option<String> {
        registry(environment, project, store).map(|registry| registry.address.to_string())
    }

    #[test]
    fn the_package_managers_answer_is_taken_and_remembered() {
        let (folder, environment) = machine("echo https://registry.example/");
        let store = Store::new(Some(folder.path().join("store")));
        let expected = Some("https://registry.example/".to_owned());
        assert_eq!(asked(&environment, Path::new("/nowhere"), &store), expected);
        fs::remove_file(folder.path().join("npm")).unwrap();
        assert_eq!(asked(&environment, Path::new("/nowhere"), &store), expected);
    }

    #[test]
    fn an_old_answer_is_asked_again() {
        let (folder, environment) = machine("echo https://registry.example/");
        let store = Store::new(Some(folder.path().join("store")));
        store.keep_document(KEY, b"1\nhttps://old.example/");
        let answer = asked(&environment, Path::new("/nowhere"), &store);
        assert_eq!(answer.as_deref(), Some("https://registry.example/"));
    }

    #[test]
    fn a_package_manager_inside_the_project_is_not_run() {
        let (folder, environment) = machine("echo https://evil.invalid/");
        assert_eq!(asked(&environment, folder.path(), &Store::new(None)), None);
    }

    #[test]
    fn an_answer_that_is_no_address_is_none() {
        for script in ["echo undefined", "exit 1", "true"] {
            let (_folder, environment) = machine(script);
            assert_eq!(asked(&environment, Path::new("/nowhere"), &Store::new(None)), None, "{script}");
        }
    }

    #[test]
    fn a_package_manager_that_hangs_is_ended() {
        let mut child = Command::new("sleep").arg("60").spawn().unwrap();
        assert!(!wait(&mut child, Duration::from_millis(50)));
    }
}
