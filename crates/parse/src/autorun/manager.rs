//! Package managers: configuration that names programs, loads code or sends requests elsewhere.

use super::node::Node;
use super::settings::{self, Setting};
use super::{AutoRun, AutoRunCommand, AutoRunEvent, AutoRunNote, shell};

fn run(command: AutoRunCommand, span: (usize, usize)) -> AutoRun {
    AutoRun::new(AutoRunEvent::PackageManager, command, span)
}

fn noted(note: AutoRunNote, span: (usize, usize)) -> AutoRun {
    run(AutoRunCommand::Unknown, span).noted(note)
}

/// `.npmrc`, which npm, pnpm and bun read.
pub(super) fn npmrc(text: &str) -> Vec<AutoRun> {
    settings::read(text).iter().filter_map(npm_setting).collect()
}

fn npm_setting(setting: &Setting) -> Option<AutoRun> {
    let key = setting.key.to_ascii_lowercase().replace('_', "-");
    let value = without_comment(&setting.value);
    let (last, span) = (key.rsplit(':').next().unwrap_or_default(), setting.span);
    match last {
        "script-shell" | "shell" | "git" | "editor" | "viewer" => {
            Some(run(shell(value), span).noted(AutoRunNote::NamesProgram(key.clone())))
        }
        "node-options" => {
            let loads = ["--require", "-r ", "--import", "--loader", "--experimental-loader"];
            let loads = loads.iter().any(|option| value.contains(option));
            let run = run(shell(&format!("NODE_OPTIONS='{}' node", value.replace('\'', ""))), span);
            loads.then(|| run.noted(AutoRunNote::Preloads(key.clone())))
        }
        "onload-script" | "init-module" | "pnpmfile" | "global-pnpmfile" | "userconfig" | "globalconfig"
        | "npm-config" => {
            Some(run(AutoRunCommand::File(value.to_owned()), span).noted(AutoRunNote::Preloads(key.clone())))
        }
        "ignore-scripts" if value == "false" => Some(noted(AutoRunNote::EnablesScripts, span)),
        "strict-ssl" if value == "false" => Some(noted(AutoRunNote::DisablesVerification, span)),
        "registry" | "proxy" | "https-proxy" | "http-proxy" => {
            Some(noted(AutoRunNote::Registry(address(value)), span))
        }
        "-authtoken" | "-auth" | "-password" if !value.is_empty() && !value.contains("${") => {
            Some(noted(AutoRunNote::Token, span))
        }
        _ => None,
    }
}

/// A value up to the comment behind it: npm's reader takes `;` and `#` for one wherever no backslash stands before.
fn without_comment(value: &str) -> &str {
    let mut is_escaped = false;
    for (at, next) in value.char_indices() {
        if !is_escaped && matches!(next, ';' | '#') {
            return value.get(..at).unwrap_or_default().trim_end();
        }
        is_escaped = next == '\\' && !is_escaped;
    }
    value
}

/// An address without the name and password that may stand in it.
fn address(value: &str) -> String {
    let (scheme, rest) = value.split_once("://").unwrap_or(("", value));
    let host_end = rest.find('/').unwrap_or(rest.len());
    let host = rest.get(..host_end).unwrap_or_default();
    let bare = host.rsplit('@').next().unwrap_or_default();
    let path = rest.get(host_end..).unwrap_or_default();
    if scheme.is_empty() { format!("{bare}{path}") } else { format!("{scheme}://{bare}{path}") }
}

/// `.yarnrc` of yarn 1: `key "value"` lines.
pub(super) fn yarn_classic(text: &str) -> Vec<AutoRun> {
    let mut runs = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let span = (start, start + line.trim_end().len());
        let trimmed = line.trim().trim_start_matches("--");
        let Some((key, value)) = trimmed.split_once([' ', '=', ':']) else { continue };
        let value = value.trim().trim_matches('"');
        let key = key.trim_matches('"');
        match key {
            "yarn-path" => runs.push(run(AutoRunCommand::File(value.to_owned()), span)),
            "script-shell" => {
                runs.push(run(shell(value), span).noted(AutoRunNote::NamesProgram(key.to_owned())))
            }
            "registry" => runs.push(noted(AutoRunNote::Registry(address(value)), span)),
            "strict-ssl" if value == "false" => runs.push(noted(AutoRunNote::DisablesVerification, span)),
            _ => {}
        }
    }
    runs
}

/// `.yarnrc.yml`
pub(super) fn yarn_berry(root: &Node) -> Vec<AutoRun> {
    let mut runs = Vec::new();
    for (key, node) in root.entries() {
        let file =
            |node: &Node| node.text().map(|path| run(AutoRunCommand::File(path.to_owned()), node.span));
        match key.as_str() {
            "yarnPath" => runs.extend(file(node)),
            "plugins" => {
                let paths = node.items().iter().filter_map(|plugin| plugin.get("path").or(Some(plugin)));
                runs.extend(paths.filter_map(file).map(|run| run.noted(AutoRunNote::Preloads(key.clone()))));
            }
            "npmRegistryServer" | "npmPublishRegistry" | "httpProxy" | "httpsProxy" => {
                runs.extend(node.text().map(|text| noted(AutoRunNote::Registry(address(text)), node.span)));
            }
            "npmAuthToken" | "npmAuthIdent" if node.text().is_some_and(|text| !text.contains("${")) => {
                runs.push(noted(AutoRunNote::Token, node.span));
            }
            "enableScripts" if node.is_true() => runs.push(noted(AutoRunNote::EnablesScripts, node.span)),
            "enableStrictSsl" if !node.is_true() => {
                runs.push(noted(AutoRunNote::DisablesVerification, node.span))
            }
            _ => {}
        }
    }
    runs
}

/// `pnpm-workspace.yaml`
pub(super) fn pnpm_workspace(root: &Node) -> Vec<AutoRun> {
    let mut runs = Vec::new();
    for (key, node) in root.entries() {
        match (key.as_str(), node.text()) {
            ("pnpmfile" | "globalPnpmfile", Some(path)) => {
                let run = run(AutoRunCommand::File(path.to_owned()), node.span);
                runs.push(run.noted(AutoRunNote::Preloads(key.clone())));
            }
            ("scriptShell" | "shell", Some(text)) => {
                runs.push(run(shell(text), node.span).noted(AutoRunNote::NamesProgram(key.clone())));
            }
            ("registry", Some(text)) => runs.push(noted(AutoRunNote::Registry(address(text)), node.span)),
            ("dangerouslyAllowAllBuilds", _) if node.is_true() => {
                runs.push(noted(AutoRunNote::EnablesScripts, node.span));
            }
            _ => {}
        }
    }
    runs
}

/// `.pnpmfile.cjs` and its kin: pnpm runs the file at every install.
pub(super) fn pnpm_file(path: &str, text: &str) -> Vec<AutoRun> {
    vec![run(AutoRunCommand::File(path.to_owned()), (0, text.len()))]
}

/// `bunfig.toml`
pub(super) fn bunfig(text: &str) -> Vec<AutoRun> {
    let mut runs = Vec::new();
    for setting in settings::read(text) {
        match (setting.section.as_str(), setting.key.as_str()) {
            (section, "preload") => {
                let name =
                    if section.is_empty() { "preload".to_owned() } else { format!("{section}.preload") };
                for path in settings::strings(&setting.value) {
                    let run = run(AutoRunCommand::File(path), setting.span);
                    runs.push(run.noted(AutoRunNote::Preloads(name.clone())));
                }
            }
            ("install", "registry") => {
                runs.push(noted(AutoRunNote::Registry(address(&setting.value)), setting.span))
            }
            ("install.scopes", _) if setting.value.starts_with("http") => {
                runs.push(noted(AutoRunNote::Registry(address(&setting.value)), setting.span));
            }
            _ => {}
        }
    }
    runs
}
