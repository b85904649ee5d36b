//! Programs that a release takes out of its own files, lays somewhere outside itself and starts.
//!
//! A program that is started where it lies is plain. One that is copied or unpacked to the user's folders first is to
//! outlive the package, and the file it came from needs no name of a program.

use stockade_model::Trigger;
use stockade_parse::shell::Run;

use crate::api::{self, Effect};
use crate::facts::{Facts, Locus};
use crate::fetched::{self, FetchedUse};
use crate::flow::{CallFact, PACKAGE};
use crate::vocabulary::{HOLE, Source};

/// A file that was laid out, and its use.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LaidOutFact {
    /// Where it is laid, unknown parts as holes.
    pub path: String,
    /// Where it is written or copied.
    pub written: Locus,
    /// Where it is used.
    pub used: Locus,
    /// How it is used.
    pub usage: FetchedUse,
    /// What makes the use run.
    pub trigger: Trigger,
}

/// Most files that are looked for among the uses.
const FILES: usize = 200;

impl Facts<'_> {
    /// Files of the release, or what it decodes, that it lays outside its own folder and then starts, sorted; worked
    /// out anew at each call.
    #[must_use]
    pub fn laid_out(&self) -> Vec<LaidOutFact> {
        let mut laid: Vec<(String, Locus)> = Vec::new();
        for call in self.all_calls() {
            let paths = self.laid_by(call).into_iter();
            laid.extend(paths.map(|path| (path, self.locus(call.spot))));
        }
        for command in self.unasked_commands() {
            let paths = command.runs.iter().filter_map(|run| self.laid_by_command(run));
            laid.extend(paths.map(|path| (path, command.locus.clone())));
        }
        laid.retain(|(path, _)| is_outside(path));
        laid.truncate(FILES);
        if laid.is_empty() {
            return Vec::new();
        }
        let usages = fetched::usages(self);
        let mut found = Vec::new();
        for (path, written) in &laid {
            for usage in usages.iter().filter(|usage| usage.path == *path) {
                let is_near = !path.contains(HOLE) || usage.locus.file == written.file;
                if is_near && usage.usage != FetchedUse::MadeExecutable {
                    found.push(LaidOutFact {
                        path: path.clone(),
                        written: written.clone(),
                        used: usage.locus.clone(),
                        usage: usage.usage.clone(),
                        trigger: usage.trigger,
                    });
                }
            }
        }
        found.sort();
        found.dedup();
        found
    }

    /// The paths to which a call writes a file of the package, or what was decoded.
    fn laid_by(&self, call: &CallFact) -> Vec<String> {
        let at = |position: u8| call.arguments.get(usize::from(position));
        let target = match api::find(&call.api).map(|entry| entry.effect) {
            Some(Effect::WriteFile(path, content)) => {
                let is_own = |source: &Source| matches!(source, Source::OwnFile(_) | Source::Decoded);
                at(path).filter(|_| at(content).is_some_and(|content| content.sources.iter().any(is_own)))
            }
            Some(Effect::CopyFile(from, to)) => {
                let is_own = |text: &str| text.starts_with(PACKAGE);
                at(to).filter(|_| at(from).is_some_and(|from| from.texts.iter().any(|text| is_own(text))))
            }
            _ => None,
        };
        let texts = target.into_iter().flat_map(|target| &target.texts);
        texts.filter_map(|text| fetched::clean(text)).collect()
    }

    /// The path to which a command copies a file of the package.
    fn laid_by_command(&self, run: &Run) -> Option<String> {
        let Run::Program { name, arguments } = run else { return None };
        let is_copy = matches!(name.as_str(), "cp" | "mv" | "install" | "ln" | "copy" | "move" | "xcopy");
        let (target, from) = arguments.split_last()?;
        let is_own = |path: &String| self.tree.file(path.trim_start_matches("./")).is_some();
        (is_copy && from.iter().any(is_own)).then(|| fetched::clean(target)).flatten()
    }
}

/// Whether a path lies outside the package's folder.
fn is_outside(path: &str) -> bool {
    path.starts_with(['/', '~', '%', '$', HOLE]) || path.get(1..3) == Some(":/")
}

#[cfg(test)]
mod tests {
    use stockade_model::{Limits, Tree, TreeFile};

    use super::*;
    use crate::{Context, gather};

    fn laid_out(hook: &str, script: &str) -> Vec<FetchedUse> {
        let file = |path: &str, text: &str| TreeFile {
            path: path.to_owned(),
            bytes: text.as_bytes().into(),
            is_executable: false,
            reading: 0,
        };
        let manifest = format!(r#"{{"name":"x","version":"1.0.0","scripts":{{"postinstall":"{hook}"}}}}"#);
        let tree =
            Tree::new(vec![file("package.json", &manifest), file("i.js", script), file("data", "\u{7f}ELF")]);
        let context = Context::default();
        gather(&tree, &context, &Limits::default()).laid_out().into_iter().map(|fact| fact.usage).collect()
    }

    #[test]
    fn a_file_that_is_copied_unpacked_or_decoded_and_started_is_found() {
        for script in [
            "const t = require('os').tmpdir() + '/svc'; require('fs').copyFileSync(__dirname + '/data', t); require('child_process').spawn(t);",
            "const f = require('fs'), t = require('os').homedir() + '/.svc'; f.writeFileSync(t, require('zlib').gunzipSync(f.readFileSync(__dirname + '/data'))); require('child_process').execFile(t);",
            "const t = '/tmp/a.py'; require('fs').writeFileSync(t, Buffer.from('cHJpbnQoMSk7cHJpbnQoMik=', 'base64')); require('child_process').execFile('python3', [t]);",
        ] {
            assert!(!laid_out("node i.js", script).is_empty(), "{script}");
        }
        assert_eq!(laid_out("cp data /tmp/.svc && /tmp/.svc &", ""), [FetchedUse::Started]);
    }

    #[test]
    fn what_stays_in_the_package_or_is_not_started_is_none() {
        for script in [
            "const t = __dirname + '/bin/tool'; require('fs').copyFileSync(__dirname + '/data', t); require('child_process').spawn(t);",
            "require('fs').copyFileSync(__dirname + '/data', require('os').tmpdir() + '/svc');",
            "const t = '/tmp/a'; require('fs').writeFileSync(t, 'x'); require('child_process').execFile(t);",
        ] {
            assert!(laid_out("node i.js", script).is_empty(), "{script}");
        }
    }
}
