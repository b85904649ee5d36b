//! Programs that run programs.

use super::{Left, Shell};
use crate::detonate::start;
use crate::engine::Program;
use crate::natives::{of_text, to_text};
use stockade_model::Operation;

impl Shell<'_> {
    pub(super) fn interpreter(&mut self, name: &str, arguments: &[String], input: &[u8]) -> Left {
        match name {
            "node" | "nodejs" | "bun" | "deno" => self.node(arguments, input),
            "npm" | "npx" => self.npm(name, arguments),
            "eval" => self.script(&arguments.join(" "), input),
            "source" | "." => {
                let text = arguments.first().and_then(|path| self.text_of(path)).unwrap_or_default();
                self.nested(&text, input)
            }
            "sh" | "bash" | "zsh" | "dash" | "ash" | "cmd" => self.shell(arguments, input),
            _ => self.foreign(name, arguments, input),
        }
    }

    fn nested(&mut self, text: &str, input: &[u8]) -> Left {
        let mut shell = Shell::new(self.machine, &self.folder, &self.environment, self.depth + 1);
        shell.script(text, input)
    }

    fn shell(&mut self, arguments: &[String], input: &[u8]) -> Left {
        let is_command = |word: &String| {
            (word.starts_with('-') && word.ends_with('c')) || ["/c", "/C", "/k"].contains(&word.as_str())
        };
        if let Some(at) = arguments.iter().position(is_command) {
            let rest = arguments.get(at + 1..).unwrap_or_default();
            let is_windows = arguments.get(at).is_some_and(|word| word.starts_with('/'));
            let text = if is_windows { rest.join(" ") } else { rest.first().cloned().unwrap_or_default() };
            return self.nested(&text, input);
        }
        match arguments.iter().find(|word| !word.starts_with('-')) {
            Some(path) => {
                let text = self.text_of(path).unwrap_or_default();
                self.nested(&text, input)
            }
            None => self.nested(&String::from_utf8_lossy(input), b""),
        }
    }

    /// Interpreters that are not emulated: their program is recorded, and the network's is known again.
    fn foreign(&mut self, name: &str, arguments: &[String], input: &[u8]) -> Left {
        let mut texts = vec![arguments.join(" "), String::from_utf8_lossy(input).into_owned()];
        texts.extend(
            arguments.iter().filter(|word| !word.starts_with('-')).filter_map(|path| self.text_of(path)),
        );
        for text in texts.iter().filter(|text| !text.is_empty()) {
            self.tell(super::Happening {
                operation: Operation::ProcessInput,
                subject: name,
                detail: "program",
                bytes: Some(text.as_bytes()),
                labels: Vec::new(),
                stack: "",
            });
            if text.contains(&self.machine.marker_word) {
                self.marker_ran(name, text);
            }
        }
        Left::default()
    }

    fn npm(&mut self, name: &str, arguments: &[String]) -> Left {
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["whoami", ..] => Left::text(format!("{}\n", self.machine.spec.user)),
            ["-v" | "--version", ..] => Left::text("10.8.2\n"),
            ["config", "get", "registry"] => Left::text("https://registry.example/\n"),
            ["config", "get", ..] => Left::text("undefined\n"),
            ["run" | "run-script", script, ..] => self.package_script(script),
            ["publish" | "install" | "i" | "token" | "unpublish", ..] => {
                self.say(Operation::NetConnect, name, &words.join(" "));
                Left::default()
            }
            _ => Left::default(),
        }
    }

    fn package_script(&mut self, script: &str) -> Left {
        let manifest = self.text_of("package.json").unwrap_or_default();
        let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap_or_default();
        let command = manifest
            .get("scripts")
            .and_then(|scripts| scripts.get(script))
            .and_then(serde_json::Value::as_str);
        let command = command.unwrap_or_default().to_owned();
        self.nested(&command, b"")
    }

    /// `node …`, emulated.
    fn node(&mut self, arguments: &[String], input: &[u8]) -> Left {
        let mut program = Program {
            folder: self.folder.clone(),
            environment: self.environment.clone(),
            input: to_text(input),
            ..Program::default()
        };
        let mut rest = arguments.iter();
        while let Some(word) = rest.next() {
            match word.as_str() {
                "-v" | "--version" => {
                    let version = crate::machine::base::node_version(self.machine.spec.platform);
                    return Left::text(format!("v{version}\n"));
                }
                "-e" | "--eval" | "-p" | "--print" | "-pe" => {
                    program.kind = if word.contains('p') { "print" } else { "text" }.to_owned();
                    program.target = rest.next().cloned().unwrap_or_default();
                    break;
                }
                "-r" | "--require" | "--import" => {
                    program.exec_arguments.extend([word.clone(), rest.next().cloned().unwrap_or_default()])
                }
                "run" | "x" => {}
                word if word.starts_with('-') && word.len() > 1 => {
                    program.exec_arguments.push(word.to_owned())
                }
                word => {
                    program.kind = "main".to_owned();
                    program.target = self.path(word);
                    break;
                }
            }
        }
        if program.kind.is_empty() {
            program.kind = "text".to_owned();
            program.target = String::from_utf8_lossy(input).into_owned();
        }
        program.arguments = rest.cloned().collect();
        let ended = start(self.machine, program);
        Left { code: ended.code, output: of_text(&ended.output), errors: of_text(&ended.errors) }
    }
}
