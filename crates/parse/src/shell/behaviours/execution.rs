//! Downloads that are run: as an interpreter's input or program text, or as a file that is started.
//!
//! `curl … | node -e "parse stdin"` reads data, `curl … | node` runs it: what matters is where the interpreter
//! takes its program from.

use super::super::nested::POSIX_SHELLS;
use super::super::{Command, RedirectKind, Script, Word};
use super::Step;
use super::transfer::{is_download, saved_as, urls_of};

/// Interpreters beside the shells, whose program is a file, an option's value or their input.
const INTERPRETERS: [&str; 13] = [
    "node",
    "nodejs",
    "bun",
    "deno",
    "python",
    "python2",
    "python3",
    "perl",
    "ruby",
    "php",
    "osascript",
    "tsx",
    "lua",
];

/// Commands all of whose words are program text.
const EVALUATORS: [&str; 8] =
    ["iex", "invoke-expression", "eval", "source", ".", "cmd", "powershell", "pwsh"];

/// The URLs of a download that this command runs, if it runs one.
pub(super) fn runs_download(step: &Step<'_>) -> Option<Vec<String>> {
    let name = step.name();
    let is_interpreter = POSIX_SHELLS.contains(&name) || INTERPRETERS.contains(&name);
    if is_interpreter || EVALUATORS.contains(&name) {
        let fetches = |index: &usize| step.script.commands.get(*index).is_some_and(is_download);
        let input =
            if reads_program_from_input(step) { step.script.upstream(step.index) } else { Vec::new() };
        let words = program_words(step).into_iter().flat_map(|word| word.substitutions.iter().copied());
        // `iex(New-Object Net.WebClient).DownloadString(…)` is one command that does both.
        let itself = matches!(name, "iex" | "invoke-expression").then_some(step.index);
        let below = input.into_iter().chain(words).flat_map(|index| step.script.feeding(index));
        let sources: Vec<usize> = below.chain(itself).filter(fetches).collect();
        if !sources.is_empty() {
            let below: Vec<usize> = sources.into_iter().flat_map(|index| step.script.below(index)).collect();
            return Some(urls_of(step.script, &below));
        }
    }
    if is_interpreter && program_words(step).iter().any(|word| is_loader(&word.text)) {
        return Some(Vec::new());
    }
    by_loop(step)
        .or_else(|| by_installer(step))
        .or_else(|| by_script_block(step))
        .or_else(|| started_file(step))
}

/// `for /f %i in ('curl …') do %i`.
fn by_loop(step: &Step<'_>) -> Option<Vec<String>> {
    let arguments = step.arguments();
    let at = arguments.iter().position(|word| word.text.eq_ignore_ascii_case("do"))?;
    let runs_line = step.name() == "for" && arguments.get(at + 1)?.text.starts_with('%');
    let below = step.script.below(step.index);
    let fetches = below.iter().filter_map(|index| step.script.commands.get(*index)).any(is_download);
    (runs_line && fetches).then(|| urls_of(step.script, &below))
}

/// A program that fetches what an address names and runs it by itself.
fn by_installer(step: &Step<'_>) -> Option<Vec<String>> {
    let arguments = step.arguments();
    let is_remote = |text: &str| {
        let lower = text.to_ascii_lowercase();
        ["http://", "https://", "git+", "\\\\", "ftp://"].iter().any(|start| lower.starts_with(start))
    };
    let named = |texts: &[&str]| arguments.iter().any(|word| texts.contains(&word.text.as_str()));
    let is_option = |word: &&Word| word.text.starts_with('-');
    let installs = match step.name() {
        "mshta" | "msiexec" | "rundll32" | "cscript" | "wscript" => true,
        "regsvr32" => {
            return arguments.iter().find_map(|word| {
                let text = word.text.get(..3).filter(|start| start.eq_ignore_ascii_case("/i:"))?;
                let address = word.text.get(text.len()..).filter(|address| is_remote(address))?;
                Some(vec![address.to_owned()])
            });
        }
        "pip" | "pip3" | "pipx" | "easy_install" => named(&["install"]) || step.name() == "easy_install",
        "npm" | "pnpm" | "yarn" | "bun" => named(&["install", "i", "add", "exec", "x", "dlx"]),
        _ => false,
    };
    let package = step.found.package.filter(|package| is_remote(package));
    if let Some(package) = package {
        return Some(vec![package.to_owned()]);
    }
    // `--registry https://…` and `-i https://…` name where to look.
    let mut plain = arguments.iter().enumerate().filter(|(at, word)| {
        let before = at.checked_sub(1).and_then(|at| arguments.get(at));
        !before.as_ref().is_some_and(is_option)
            || before.is_some_and(|word| !word.text.starts_with("--") && step.name() == "msiexec")
            || word.text.starts_with("git+")
    });
    let found = plain.find(|(_, word)| is_remote(&word.text)).map(|(_, word)| word.text.clone());
    found.filter(|_| installs).map(|address| vec![address])
}

/// `& ([scriptblock]::Create((irm …)))`.
fn by_script_block(step: &Step<'_>) -> Option<Vec<String>> {
    let first = step.command.words.first()?;
    let below: Vec<usize> =
        first.substitutions.iter().flat_map(|index| step.script.feeding(*index)).collect();
    let commands = || below.iter().filter_map(|index| step.script.commands.get(*index));
    let makes = commands()
        .flat_map(|command| &command.words)
        .any(|word| word.text.to_ascii_lowercase().contains("[scriptblock]::create"));
    (makes && commands().any(is_download)).then(|| urls_of(step.script, &below))
}

/// Program text of Python and its kin that fetches and evaluates. JavaScript is read by its own parser.
fn is_loader(code: &str) -> bool {
    let fetches = ["urlopen(", "requests.get(", "Net::HTTP", "file_get_contents('http", "LWP::"];
    let evaluates = ["exec(", "eval(", "eval ", "os.system("];
    fetches.iter().any(|part| code.contains(part)) && evaluates.iter().any(|part| code.contains(part))
}

/// Whether an option's value is program text.
fn is_code_option(text: &str) -> bool {
    matches!(text, "--eval" | "--print" | "-command" | "-Command")
        || text
            .strip_prefix('-')
            .is_some_and(|flags| !flags.starts_with('-') && flags.ends_with(['c', 'e', 'p']))
}

/// The words that are, name or make the program: the value of `-c` and its kin, else the first plain word.
fn program_words<'step>(step: &'step Step<'_>) -> Vec<&'step Word> {
    let read = |kind| matches!(kind, RedirectKind::Read | RedirectKind::Here);
    let redirects = step.command.redirects.iter().filter(|it| read(it.kind)).map(|it| &it.target);
    let arguments = step.arguments();
    let option = arguments.iter().position(|word| is_code_option(&word.text));
    let mut words: Vec<&Word> = match option {
        _ if EVALUATORS.contains(&step.name()) => step.command.words.iter().collect(),
        Some(at) => arguments.get(at + 1).into_iter().collect(),
        None => arguments.iter().find(|word| !word.text.starts_with('-')).into_iter().collect(),
    };
    words.extend(redirects);
    words
}

fn reads_program_from_input(step: &Step<'_>) -> bool {
    let arguments = step.arguments();
    let has = |flags: &[&str]| arguments.iter().any(|word| flags.contains(&word.text.as_str()));
    if matches!(step.name(), "iex" | "invoke-expression")
        || step.found.is_fed
        || has(&["-", "-s", "/dev/stdin"])
    {
        return true;
    }
    if let Some(at) = arguments.iter().position(|word| is_code_option(&word.text)) {
        // `while read line; do sh -c "$line"; done`
        return arguments.get(at + 1).is_some_and(|word| !word.is_constant());
    }
    let is_evaluator = matches!(step.name(), "eval" | "source" | ".");
    !is_evaluator && arguments.iter().all(|word| word.text.starts_with(['-', '/']) && word.text != "-m")
}

/// A file that an earlier command downloaded and this one starts or makes executable.
fn started_file(step: &Step<'_>) -> Option<Vec<String>> {
    let arguments = step.arguments();
    let name = step.name();
    let is_mode = |mode: &Word| mode.text.contains('x') || mode.text.starts_with('7');
    let starts: Vec<&Word> = match name {
        "chmod" if arguments.first().is_some_and(is_mode) => arguments.iter().skip(1).collect(),
        "start" | "start-process" | "saps" | "open" | "rundll32" | "regsvr32" | "mshta" | "cscript"
        | "wscript" => arguments.iter().collect(),
        _ if POSIX_SHELLS.contains(&name) || INTERPRETERS.contains(&name) || EVALUATORS.contains(&name) => {
            program_words(step)
        }
        _ => step.found.words.first().into_iter().collect(),
    };
    let starts: Vec<&str> = starts.into_iter().flat_map(|word| parts(&word.text)).collect();
    let is_one = |(_, names): &&Saved| names.iter().any(|name| starts.contains(&name.as_str()));
    let (source, _) = step.saved.iter().take_while(|(index, _)| *index < step.index).find(is_one)?;
    Some(urls_of(step.script, &step.script.below(*source)))
}

/// A path's file name, and the folders of a relative one.
fn parts(path: &str) -> Vec<&str> {
    let is_relative = !path.starts_with(['/', '~', '\\', '$']) && !path.contains(':');
    let mut parts: Vec<&str> = path.split(['/', '\\']).map(file_name).collect();
    if !is_relative {
        parts = parts.split_off(parts.len().saturating_sub(1));
    }
    parts.retain(|part| !part.is_empty() && *part != "." && *part != "..");
    parts
}

/// A download and the names of the files it may be saved as.
pub(super) type Saved = (usize, Vec<String>);

/// The downloads of a script that are saved, in its order.
pub(super) fn saved(script: &Script) -> Vec<Saved> {
    let commands = script.commands.iter().enumerate().filter(|(_, command)| is_download(command));
    commands.map(|(index, command)| (index, saved_names(script, index, command))).collect()
}

fn saved_names(script: &Script, index: usize, command: &Command) -> Vec<String> {
    let mut paths = saved_as(command);
    // `curl … | gunzip > file`, `curl … | tee file`.
    for (at, next) in script.commands.iter().enumerate().skip(index + 1).take(8) {
        if !script.upstream(at).contains(&index) {
            continue;
        }
        let is_write = |kind| matches!(kind, RedirectKind::Write | RedirectKind::Append);
        paths.extend(next.redirects.iter().filter(|it| is_write(it.kind)).map(|it| it.target.text.clone()));
        if next.words.first().is_some_and(|word| word.text == "tee") {
            paths.extend(next.words.iter().skip(1).map(|word| word.text.clone()));
        }
    }
    let archives: Vec<String> = paths.iter().filter_map(|path| unpacked(file_name(path))).collect();
    paths.extend(archives);
    // `….DownloadFile('address', 'file')`: the words in its brackets.
    if command.words.iter().any(|word| word.text.to_ascii_lowercase().contains(".downloadfile")) {
        let below = script.below(index).into_iter().filter_map(|index| script.commands.get(index));
        let words = below.flat_map(|command| command.words.iter());
        paths.extend(words.flat_map(|word| word.text.split(',')).map(str::to_owned));
    }
    paths.iter().map(|path| file_name(path).to_owned()).filter(|name| !name.is_empty()).collect()
}

/// The folder that an archive is named after.
fn unpacked(name: &str) -> Option<String> {
    let endings = [".tar.gz", ".tgz", ".tar.xz", ".tar.bz2", ".tar", ".zip"];
    endings.iter().find_map(|ending| name.strip_suffix(ending)).map(str::to_owned)
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default().trim_end_matches([',', ';'])
}
