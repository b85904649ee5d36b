use super::*;

#[test]
fn a_written_file_is_read_listed_moved_and_removed() {
    let mut files = Files::new(100);
    files.add_folder("/tmp");
    assert_eq!(files.write("/no/a", b"x", false, 0.0), Err("ENOENT"));
    files.write("/tmp/a", b"x", false, 0.0).unwrap();
    files.write("/tmp/a", b"y", true, 0.0).unwrap();
    assert_eq!(files.read("/tmp/a").unwrap().as_ref(), b"xy");
    files.rename("/tmp/a", "/tmp/b").unwrap();
    assert_eq!(files.list("/tmp").unwrap(), ["b"]);
    assert_eq!(files.remove("/tmp", false), Err("ENOTEMPTY"));
    files.remove("/tmp", true).unwrap();
    assert_eq!(files.read("/tmp/b").err(), Some("ENOENT"));
}

#[test]
fn links_are_followed_and_loops_refused() {
    let mut files = Files::new(100);
    files.furnish("/a/b/c", *b"x", 0o644);
    files.link("../a/b", "/a/l", 0.0).unwrap();
    assert_eq!(files.read("/a/l/c").unwrap().as_ref(), b"x");
    files.link("/a/m", "/a/m", 0.0).unwrap();
    assert_eq!(files.read("/a/m").err(), Some("ELOOP"));
}

#[test]
fn paths_are_made_normal() {
    assert_eq!(normal("/a/./b/../c//d/"), "/a/c/d");
    assert_eq!(normal("C:\\Users\\x"), "C:/Users/x");
}
