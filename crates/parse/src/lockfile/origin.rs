//! Where the bytes of a release come from, read from the many spellings of an address.

use stockade_model::ReleaseSource;

/// Shorthands of code hosts, with the address they stand for (npm's `hosted-git-info`).
const HOSTS: [(&str, &str); 4] = [
    ("github:", "https://github.com/"),
    ("gitlab:", "https://gitlab.com/"),
    ("bitbucket:", "https://bitbucket.org/"),
    ("gist:", "https://gist.github.com/"),
];

/// The source that `text` names, if it is anything but a registry: a repository, an archive at an address, a
/// file or a folder.
pub(super) fn origin_of(text: &str) -> Option<ReleaseSource> {
    repository(text).or_else(|| local(text)).or_else(|| remote(text))
}

/// A git repository, in any spelling: `git+ssh://…#commit`, `github:owner/name#commit`, or a code host's
/// archive of one commit.
pub(super) fn repository(text: &str) -> Option<ReleaseSource> {
    let (address, fragment) = text.split_once('#').unwrap_or((text, ""));
    let commit = fragment.split('&').find_map(|part| part.strip_prefix("commit=")).unwrap_or(fragment);
    let hosted = HOSTS
        .iter()
        .find_map(|(short, long)| address.strip_prefix(short).map(|rest| format!("{long}{rest}")));
    let repository = match hosted {
        Some(address) => address,
        None if address.starts_with("git@") => format!("ssh://{}", address.replacen(':', "/", 1)),
        None if is_repository(address) => address.strip_prefix("git+").unwrap_or(address).to_owned(),
        None => return commit_archive(address),
    };
    Some(ReleaseSource::Git { repository, commit: commit.to_owned() })
}

fn is_repository(address: &str) -> bool {
    let prefixes = ["git+", "git:", "ssh:"];
    prefixes.iter().any(|prefix| address.starts_with(prefix))
        || (is_web(address) && address.ends_with(".git"))
}

/// `https://codeload.HOST/owner/name/tar.gz/COMMIT` and its kin on other hosts.
fn commit_archive(address: &str) -> Option<ReleaseSource> {
    let rest = address.strip_prefix("https://")?;
    let (host, path) = rest.split_once('/')?;
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts: Vec<&str> = path.split('/').collect();
    let (host, owner, name, commit) = match *parts.as_slice() {
        [owner, name, "tar.gz", commit] | [owner, name, "legacy.tar.gz", commit] => {
            (host.strip_prefix("codeload.")?, owner, name, commit)
        }
        [owner, name, "get", file] => (host, owner, name, file.strip_suffix(".tar.gz")?),
        ["api", "v4", "projects", project, "repository", "archive.tar.gz"] => {
            let (owner, name) = project.split_once("%2F").or_else(|| project.split_once("%2f"))?;
            (host, owner, name, query.strip_prefix("ref=").or_else(|| query.strip_prefix("sha="))?)
        }
        _ => return None,
    };
    let repository = format!("https://{host}/{owner}/{name}");
    Some(ReleaseSource::Git { repository, commit: commit.to_owned() })
}

/// An archive or folder on disk.
pub(super) fn local(text: &str) -> Option<ReleaseSource> {
    let prefixed = ["file:", "link:", "portal:"].iter().find_map(|prefix| text.strip_prefix(prefix));
    let path = match prefixed {
        Some(path) => path,
        None if text.starts_with("./") || text.starts_with("../") || text.starts_with('/') => text,
        None => return None,
    };
    let path = path.split(['#']).next().unwrap_or(path);
    let path = path.split("::").next().unwrap_or(path);
    Some(ReleaseSource::File { path: normalized(path) })
}

fn remote(text: &str) -> Option<ReleaseSource> {
    is_web(text).then(|| {
        let address = text.split('#').next().unwrap_or(text);
        ReleaseSource::Remote { address: address.to_owned() }
    })
}

/// Whether `text` is an address of the web.
pub(super) fn is_web(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// A relative path without `.` and, as far as possible, without `..`.
pub(super) fn normalized(path: &str) -> String {
    let is_absolute = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    format!("{}{}", if is_absolute { "/" } else { "" }, parts.join("/"))
}

/// Splits `name@rest` behind the name, scope and all.
pub(super) fn split_at_name(text: &str) -> Option<(&str, &str)> {
    let from = usize::from(text.starts_with('@'));
    let at = text.get(from..)?.find('@')? + from;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn git(repository: &str, commit: &str) -> Option<ReleaseSource> {
        Some(ReleaseSource::Git { repository: repository.into(), commit: commit.into() })
    }

    #[test]
    fn every_spelling_of_a_repository_is_known() {
        let cases = [
            ("git+ssh://git@host.example/o/r.git#abc", "ssh://git@host.example/o/r.git"),
            ("git@host.example:o/r.git#abc", "ssh://git@host.example/o/r.git"),
            ("https://host.example/o/r.git#commit=abc", "https://host.example/o/r.git"),
            ("git://host.example/o/r#abc", "git://host.example/o/r"),
            ("github:o/r#abc", "https://github.com/o/r"),
            ("https://codeload.host.example/o/r/tar.gz/abc", "https://host.example/o/r"),
            ("https://host.example/o/r/get/abc.tar.gz", "https://host.example/o/r"),
            (
                "https://host.example/api/v4/projects/o%2Fr/repository/archive.tar.gz?ref=abc",
                "https://host.example/o/r",
            ),
        ];
        for (text, repository) in cases {
            assert_eq!(origin_of(text), git(repository, "abc"), "{text}");
        }
    }

    #[test]
    fn archives_and_folders_are_told_apart_from_versions() {
        assert_eq!(
            origin_of("https://host.example/x.tgz#ff"),
            Some(ReleaseSource::Remote { address: "https://host.example/x.tgz".into() })
        );
        assert_eq!(origin_of("file:./a/../x.tgz"), Some(ReleaseSource::File { path: "x.tgz".into() }));
        assert_eq!(origin_of("1.0.0"), None);
        assert_eq!(origin_of("^1.0.0 || 2"), None);
    }

    #[test]
    fn a_scope_is_no_end_of_a_name() {
        assert_eq!(split_at_name("@a/b@npm:^1"), Some(("@a/b", "npm:^1")));
        assert_eq!(split_at_name("a@b@1"), Some(("a", "b@1")));
        assert_eq!(split_at_name("@a/b"), None);
    }
}
