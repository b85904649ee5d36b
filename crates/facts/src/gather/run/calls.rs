//! Command lines and files that running code makes.

use std::rc::Rc;

use stockade_parse::shell::Run;

use super::Runner;
use crate::api::{self, Effect};
use crate::command::{self, CommandFact, CommandOrigin};
use crate::entries::is_script;
use crate::facts::Locus;
use crate::flow::{CallFact, LayerFact};
use crate::vocabulary::HOLE;

/// Fewest bytes of a written script that are worth reading.
const WRITTEN_BYTES: usize = 40;

impl Runner<'_, '_> {
    /// Reads the command line of a call that starts a process, or the script that a call writes; answers the
    /// programs in it.
    pub(super) fn call_command(&mut self, call: &CallFact) -> Vec<LayerFact> {
        let Some(entry) = api::find(&call.api) else { return Vec::new() };
        let lines: Vec<String> = match entry.effect {
            Effect::Shell(position) => texts(call, position).map(|text| text.to_string()).collect(),
            Effect::Program(position, list) => program_lines(call, position, list),
            Effect::WriteFile(path, content) => return written_layers(call, path, content),
            _ => return Vec::new(),
        };
        let file = self.scripts.get(call.spot.script as usize);
        let locus = Locus {
            file: file.map_or_else(String::new, |script| script.path.to_string()),
            start: call.spot.start as usize,
            end: call.spot.end as usize,
        };
        for line in lines.into_iter().filter(|line| line.chars().any(|character| character != HOLE)) {
            self.call_line(line, call, &locus);
        }
        self.read_shell_files();
        let inline = std::mem::take(&mut self.inline);
        inline.into_iter().map(|inline| layer(call, Rc::from(inline.code))).collect()
    }

    fn call_line(&mut self, line: String, call: &CallFact, locus: &Locus) {
        let (behaviours, runs) = command::read_call(&line, self.limits);
        for run in &runs {
            match run {
                Run::NodeFile { path, requires, .. } => {
                    for path in requires.iter().chain([path]) {
                        self.engine.run_file(path, call.trigger);
                    }
                }
                Run::NodePreload { path } => self.engine.run_file(path, call.trigger),
                _ => self.follow(run, call.trigger),
            }
        }
        self.commands.push(CommandFact {
            text: line,
            locus: locus.clone(),
            trigger: call.trigger,
            origin: CommandOrigin::Call(call.api.to_string()),
            behaviours,
            runs,
        });
    }
}

/// The programs that a call may start, each with its arguments as one line.
fn program_lines(call: &CallFact, position: u8, list: u8) -> Vec<String> {
    let mut arguments: Vec<&str> = Vec::new();
    if list != position {
        arguments.extend(texts(call, list).map(|text| &**text));
    }
    texts(call, position)
        .map(|program| command::line(&[vec![&**program], arguments.clone()].concat()))
        .collect()
}

/// A script that the code writes to a file: it is run later, or was not worth writing.
fn written_layers(call: &CallFact, path: u8, content: u8) -> Vec<LayerFact> {
    if !texts(call, path).any(|path| is_script(path)) {
        return Vec::new();
    }
    texts(call, content)
        .filter(|text| text.len() > WRITTEN_BYTES && !text.contains(HOLE))
        .map(|text| layer(call, Rc::clone(text)))
        .collect()
}

fn layer(call: &CallFact, text: Rc<str>) -> LayerFact {
    LayerFact { text, spot: call.spot, trigger: call.trigger }
}

fn texts(call: &CallFact, position: u8) -> impl Iterator<Item = &Rc<str>> {
    call.arguments.get(usize::from(position)).into_iter().flat_map(|argument| &argument.texts)
}
