use proptest::prelude::*;

use super::*;
use crate::patch::read;

fn tree(files: &[(&str, &str)]) -> Tree {
    let file = |(path, text): &(&str, &str)| TreeFile {
        path: (*path).to_owned(),
        bytes: text.as_bytes().into(),
        is_executable: false,
        reading: 0,
    };
    Tree::new(files.iter().map(file).collect())
}

fn contents(tree: &Tree) -> Vec<(String, String)> {
    let text = |file: &TreeFile| String::from_utf8_lossy(&file.bytes).into_owned();
    tree.files().iter().map(|file| (file.path.clone(), text(file))).collect()
}

fn applied(files: &[(&str, &str)], patch: &str) -> Result<Vec<(String, String)>, PatchError> {
    apply(&tree(files), &read(patch, "")?).map(|tree| contents(&tree))
}

const CHANGE: &str = "diff --git a/index.js b/index.js\nindex 1..2 100644\n--- a/index.js\n+++ b/index.js\n\
                      @@ -1,3 +1,4 @@ function\n one\n-two\n+deux\n+zwei\n three\n";

#[test]
fn lines_are_replaced() {
    let found = applied(&[("index.js", "one\ntwo\nthree\nfour\n"), ("z", "")], CHANGE).unwrap();
    assert_eq!(found[0].1, "one\ndeux\nzwei\nthree\nfour\n");
    assert_eq!(found[1].0, "z");
}

#[test]
fn a_patch_is_found_a_few_lines_away_and_with_other_line_ends() {
    let found = applied(&[("index.js", "zero\r\n\r\none\r\ntwo\r\nthree\r\n")], CHANGE).unwrap();
    assert_eq!(found[0].1, "zero\r\n\r\none\r\ndeux\nzwei\nthree\r\n");
    let far = format!("{}one\ntwo\nthree\n", "x\n".repeat(40));
    assert!(matches!(applied(&[("index.js", &far)], CHANGE), Err(PatchError::Mismatch { line: 1, .. })));
}

#[test]
fn what_is_applied_already_stays() {
    let files = [("index.js", "one\ndeux\nzwei\nthree\n")];
    assert_eq!(applied(&files, CHANGE).unwrap()[0].1, files[0].1);
}

#[test]
fn a_deletion_without_context_cannot_be_told_from_one_that_is_applied() {
    let patch = "--- a/a\n+++ b/a\n@@ -1 +0,0 @@\n-gone\n";
    assert!(matches!(applied(&[("a", "other\n")], patch), Err(PatchError::Mismatch { .. })));
}

#[test]
fn files_are_made_deleted_and_renamed() {
    let made = "diff --git a/run.sh b/run.sh\nnew file mode 100755\n--- /dev/null\n+++ b/run.sh\n\
                @@ -0,0 +1 @@\n+echo\n\\ No newline at end of file\n";
    let patched = apply(&tree(&[("a", "")]), &read(made, "").unwrap()).unwrap();
    let file = patched.file("run.sh").unwrap();
    assert_eq!((file.bytes.as_ref(), file.is_executable), (b"echo".as_slice(), true));
    let deleted = "--- a/a\n+++ /dev/null\n@@ -1 +0,0 @@\n-one\n";
    assert_eq!(applied(&[("a", "one\n")], deleted).unwrap(), []);
    assert_eq!(applied(&[], deleted).unwrap(), []);
    let renamed = "diff --git a/a b/c\nsimilarity index 100%\nrename from a\nrename to c\n";
    assert_eq!(applied(&[("a", "one\n")], renamed).unwrap(), [("c".to_owned(), "one\n".to_owned())]);
}

#[test]
fn what_is_not_there_is_named() {
    let missing = PatchError::Missing { path: "index.js".to_owned() };
    assert_eq!(applied(&[("a", "")], CHANGE).unwrap_err(), missing);
}

#[test]
fn paths_of_patch_package_start_in_node_modules() {
    let patch = CHANGE.replace("index.js", "node_modules/@a/b/index.js");
    let read = read(&patch, "node_modules/@a/b/").unwrap();
    let patched = apply(&tree(&[("index.js", "one\ntwo\nthree\n")]), &read).unwrap();
    assert_eq!(patched.file("index.js").unwrap().bytes.as_ref(), b"one\ndeux\nzwei\nthree\n");
    assert_eq!(crate::patch::read(&patch, "node_modules/c/").unwrap_err(), PatchError::Path { line: 3 });
}

#[test]
fn what_is_no_patch_is_refused() {
    let refusals = [
        ("", PatchError::Empty),
        ("just words\n", PatchError::Empty),
        ("--- a/../x\n", PatchError::Path { line: 1 }),
        ("--- a/x\n+++ b//etc/x\n", PatchError::Path { line: 2 }),
        ("@@ -1 +1 @@\n", PatchError::Malformed { line: 1 }),
        ("--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n one\n", PatchError::Malformed { line: 5 }),
        ("--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n one\n+two\n+three\n", PatchError::Malformed { line: 6 }),
        ("diff --git a/x b/x\nGIT binary patch\n", PatchError::Binary { line: 2 }),
    ];
    for (text, expected) in refusals {
        assert_eq!(read(text, "").unwrap_err(), expected, "{text:?}");
    }
}

#[test]
fn a_message_before_the_first_file_is_passed_over() {
    let patch = format!("From 1\nSubject: rename from x\n\n---\n 1 file changed\n\n{CHANGE}-- \n2.39.0\n");
    assert!(applied(&[("index.js", "one\ntwo\nthree\n")], &patch).is_ok());
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "([-+ @\\\\a/\n0-9,]{0,8}|--- a/x\n|\\+\\+\\+ b/x\n|@@ -1,2 \\+1,3 @@\n){0,20}") {
        if let Ok(patch) = read(&text, "") {
            let _ = apply(&tree(&[("x", "a\n\n")]), &patch);
        }
    }
}
