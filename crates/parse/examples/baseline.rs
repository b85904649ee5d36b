//! The yardstick of `cargo xtask bench`: reads every script under a folder, parses it and analyses its
//! scopes, on as many threads as there are cores, and does nothing else. Prints files and bytes read.
#![expect(clippy::print_stdout, reason = "the result is what it prints")]

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Lazily committed; deep nesting needs it (as in a scan's workers).
const STACK_BYTES: usize = 512 << 20;

/// What has these endings is a script.
const ENDINGS: [&str; 8] = ["js", "cjs", "mjs", "jsx", "ts", "cts", "mts", "tsx"];

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for folder in std::env::args_os().skip(1) {
        collect(Path::new(&folder), &mut files)?;
    }
    let next = AtomicUsize::new(0);
    let threads = thread::available_parallelism()?.get();
    let bytes = thread::scope(|scope| {
        let start =
            || thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, || work(&files, &next));
        let workers: Vec<_> = (0..threads).map(|_| start()).collect::<io::Result<_>>()?;
        let sizes =
            workers.into_iter().map(|worker| worker.join().map_err(|_| io::Error::other("a thread failed")));
        sizes.sum::<io::Result<usize>>()
    })?;
    println!("{} {bytes}", files.len());
    Ok(())
}

/// Takes files until none is left; returns the bytes it read.
fn work(files: &[PathBuf], next: &AtomicUsize) -> usize {
    let mut bytes = 0;
    while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
        let Ok(text) = std::fs::read_to_string(file) else { continue };
        std::hint::black_box(stockade_parse::script::baseline(&text, &file.to_string_lossy()));
        bytes += text.len();
    }
    bytes
}

/// Adds the scripts under `folder`; declarations hold no code and are left out.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_declaration = [".d.ts", ".d.cts", ".d.mts"].iter().any(|ending| name.ends_with(ending));
        if kind.is_dir() {
            collect(&path, files)?;
        } else if kind.is_file() && !is_declaration {
            let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
            files.extend(ENDINGS.contains(&ending).then_some(path));
        }
    }
    Ok(())
}
