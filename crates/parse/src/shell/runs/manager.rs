//! Package managers that are told to run scripts of the manifest.

use super::super::Word;
use super::super::effective::skip_options;

const MANAGER_COMMANDS: [&str; 36] = [
    "install",
    "i",
    "add",
    "remove",
    "rm",
    "up",
    "update",
    "upgrade",
    "link",
    "unlink",
    "publish",
    "pack",
    "audit",
    "config",
    "cache",
    "init",
    "create",
    "info",
    "why",
    "list",
    "ls",
    "outdated",
    "login",
    "logout",
    "version",
    "workspace",
    "workspaces",
    "global",
    "set",
    "rebuild",
    "store",
    "exec",
    "dlx",
    "import",
    "ci",
    "node",
];

/// The manifest scripts that a package manager is told to run.
pub(super) fn package_scripts(name: &str, arguments: &[Word]) -> Option<Vec<String>> {
    let at =
        skip_options(arguments, &["--prefix", "-w", "--workspace", "-C", "--cwd", "--filter", "-F", "--dir"]);
    let texts: Vec<&str> = arguments.iter().skip(at).map(|word| word.text.as_str()).collect();
    let own = |name: &str| vec![name.to_owned()];
    let plain = |names: &[&str]| -> Vec<String> {
        names.iter().filter(|name| !name.starts_with('-')).map(|name| (*name).to_owned()).collect()
    };
    match (name, texts.as_slice()) {
        ("npm" | "pnpm" | "yarn", ["run" | "run-script" | "rum" | "urn", rest @ ..]) => {
            rest.iter().find(|word| !word.starts_with('-')).map(|name| own(name))
        }
        ("npm" | "pnpm" | "yarn", [script @ ("test" | "start" | "stop" | "restart"), ..]) => {
            Some(own(script))
        }
        ("npm", ["t" | "tst", ..]) => Some(own("test")),
        ("yarn" | "pnpm", [script, ..]) if !MANAGER_COMMANDS.contains(script) => Some(own(script)),
        ("npm-run-all" | "run-s" | "run-p" | "npm-run-all2", names) if !names.is_empty() => {
            Some(plain(names))
        }
        ("concurrently", names) => {
            let scripts = names.iter().filter_map(|name| name.strip_prefix("npm:"));
            let scripts: Vec<String> = scripts.map(str::to_owned).collect();
            (!scripts.is_empty()).then_some(scripts)
        }
        _ => None,
    }
}
