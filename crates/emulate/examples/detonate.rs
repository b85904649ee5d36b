//! Runs one package folder in the world, and prints what was seen: `detonate FOLDER [NODE_MODULES]`.

#![expect(clippy::print_stdout, clippy::print_stderr, clippy::expect_used, reason = "a program for a person")]

use std::path::Path;
use std::time::Instant;

use stockade_emulate::{Entry, Plan, RunLimits, Start, WorldSpec, detonate};
use stockade_model::{Tree, TreeFile, Trigger};

fn read(folder: &Path, prefix: &str, files: &mut Vec<TreeFile>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            if name != "node_modules" {
                read(&path, &format!("{name}/"), files);
            }
        } else if let Ok(bytes) = std::fs::read(&path) {
            files.push(TreeFile { path: name, bytes: bytes.into(), is_executable: false, reading: 0 });
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut files = Vec::new();
    let first = arguments.first().expect("a folder or a script");
    let mut world = WorldSpec::linux_ci();
    let (tree, plan) = if Path::new(first).is_file() {
        let text = std::fs::read_to_string(first).expect("a readable script");
        let entry = Entry { trigger: Trigger::Import, start: Start::Text { text } };
        (Tree::default(), Plan { package: "p".into(), version: "1.0.0".into(), entries: vec![entry] })
    } else {
        read(Path::new(first), "", &mut files);
        let tree = Tree::new(files);
        let plan = Plan::of_package(&tree);
        (tree, plan)
    };
    if let Some(modules) = arguments.get(1) {
        for entry in std::fs::read_dir(modules).expect("a folder of packages").flatten() {
            let mut files = Vec::new();
            read(&entry.path(), "", &mut files);
            world.dependencies.push((entry.file_name().to_string_lossy().into_owned(), Tree::new(files)));
        }
    }
    let start = Instant::now();
    let end = detonate(&tree, &plan, &world, &RunLimits::default(), |observation| {
        println!("{}", serde_json::to_string(&observation).unwrap_or_default());
    });
    for entry in &end.ends {
        print!("{}", entry.output);
        eprint!("{}", entry.errors);
        eprintln!("exit {} {:?}", entry.code, entry.failure);
    }
    eprintln!(
        "{} layers, {:?}, {:?}, {} ticks, {:?}",
        end.layers.len(),
        end.changed_files,
        end.gaps,
        end.ticks,
        start.elapsed()
    );
}
