//! The alternatives to the answers that a run got.

use stockade_model::Tree;

use super::literals::{Constant, constants, window};
use super::{pattern, reach};
use crate::answer::Answer;
use crate::detonate::{Detonation, Layer};
use crate::question::{Asked, Question, Source};
use crate::world::{Platform, WorldSpec};

mod clock;
mod replies;

/// Alternatives of one question.
const ALTERNATIVES: usize = 6;
/// Constants near a question that are tried.
const CONSTANTS: usize = 4;
/// Bytes of a text in which constants are looked for.
const TEXT_BYTES: usize = 200_000;

/// The texts in which places of questions are.
pub(super) struct Texts<'a> {
    pub(super) tree: &'a Tree,
    pub(super) layers: &'a [Layer],
}

/// The alternatives, each with its round and the position of its question, the latest first.
pub(super) fn of(world: &WorldSpec, detonation: &Detonation, texts: &Texts<'_>) -> Vec<(u32, usize, Answer)> {
    let mut all = Vec::new();
    let hints = replies::of(world, &detonation.questions, texts);
    for (position, question) in detonation.questions.iter().enumerate() {
        let mut answers = match &question.asked {
            Asked::Network => hints.clone(),
            Asked::ReplyText(_) | Asked::ReplyPattern(_) | Asked::ReplyField(_) => continue,
            _ => alternatives(question, world, texts),
        };
        answers.dedup();
        let limit = if question.asked == Asked::Network { ALTERNATIVES * 2 } else { ALTERNATIVES };
        all.extend(answers.into_iter().take(limit).zip(0..).map(|(answer, round)| (round, position, answer)));
    }
    let count = detonation.questions.len();
    all.extend(mentioned(world, detonation, texts).into_iter().map(|(round, answer)| (round, count, answer)));
    if !detonation.changed_files.is_empty() && world.again_hours.is_none() {
        all.push((1, count, Answer::Again { hours: 200 }));
    }
    all.sort_by_key(|(round, position, _)| (*round, *position));
    all
}

impl<'a> Texts<'a> {
    fn whole(&self, place: &Source) -> Option<(&'a str, u32, u32)> {
        let (text, line, column) = match place {
            Source::File(path, line, column) => {
                (std::str::from_utf8(&self.tree.file(path)?.bytes).ok()?, *line, *column)
            }
            Source::Layer(number, line, column) => {
                let layer = self.layers.iter().find(|layer| layer.number == *number)?;
                (layer.text.as_str(), *line, *column)
            }
        };
        Some((text.get(..text.floor_char_boundary(TEXT_BYTES)).unwrap_or(text), line, column))
    }

    /// What the answer to a question may be compared with: constants near it, compared ones first.
    fn compared(&self, question: &Question, fits: impl Fn(&str) -> bool) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut add = |constant: &Constant<'_>| {
            let text = if constant.is_pattern {
                pattern::example(constant.text).map(|example| example.text)
            } else {
                Some(constant.text.to_owned())
            };
            if let Some(text) = text.filter(|text| !text.is_empty() && fits(text) && !found.contains(text)) {
                found.push(text);
            }
        };
        for place in question.places.iter().rev() {
            let Some((text, line, column)) = self.whole(place) else { continue };
            let near = constants(window(text, line, column));
            near.iter().filter(|constant| constant.is_compared()).for_each(&mut add);
            constants(text).iter().filter(|constant| constant.is_compared()).for_each(&mut add);
            near.iter().filter(|constant| !constant.is_pattern).for_each(&mut add);
        }
        found.truncate(CONSTANTS);
        found
    }

    /// All texts that were asked from.
    fn asking(&self, questions: &[Question]) -> Vec<&'a str> {
        let mut found: Vec<&'a str> = Vec::new();
        for place in questions.iter().flat_map(|question| &question.places) {
            if let Some((text, ..)) = self.whole(place)
                && !found.iter().any(|known| std::ptr::eq(*known, text))
            {
                found.push(text);
            }
        }
        found
    }
}

/// Variables that change how a thing looks or where files are, not what is done.
const COSMETIC: &[&str] =
    &["PATH", "HOME", "PWD", "TMPDIR", "TEMP", "USERPROFILE", "FORCE_COLOR", "NO_COLOR", "COLORTERM", "TERM"];

fn alternatives(question: &Question, world: &WorldSpec, texts: &Texts<'_>) -> Vec<Answer> {
    match &question.asked {
        Asked::Variable(name) if COSMETIC.contains(&name.as_str()) => Vec::new(),
        Asked::Variable(name) => variable(name, question, texts),
        Asked::File(path) if question.is_absent => {
            let text = if path.ends_with(".json") { "{}\n" } else { "1\n" };
            vec![Answer::File { path: path.clone(), text: Some(text.to_owned()) }]
        }
        Asked::File(path) => vec![Answer::File { path: path.clone(), text: None }],
        Asked::Command(command) => {
            let printed = texts.compared(question, |text| !command.contains(text));
            let prints = |output: String| Answer::Command { command: command.clone(), output, code: 0 };
            let mut all: Vec<Answer> = printed.into_iter().map(|text| prints(text + "\n")).collect();
            all.insert(
                all.len().min(1),
                Answer::Command { command: command.clone(), output: String::new(), code: 1 },
            );
            all
        }
        Asked::Host(subject) => host(subject, question, world, texts),
        _ => Vec::new(),
    }
}

fn variable(name: &str, question: &Question, texts: &Texts<'_>) -> Vec<Answer> {
    let set = |value: &str| Answer::Variable { name: name.to_owned(), value: Some(value.to_owned()) };
    let mut all = Vec::new();
    if !question.is_absent {
        all.push(Answer::Variable { name: name.to_owned(), value: None });
    }
    let is_value = |text: &str| text != name && !text.contains(['/', ' ', '$']) && text != "string";
    let compared = texts.compared(question, is_value);
    let usual: &[&str] = match name {
        "NODE_ENV" => &["production", "development", "test"],
        "LANG" | "LC_ALL" | "LANGUAGE" | "LC_MESSAGES" => &["ru_RU.UTF-8", "zh_CN.UTF-8"],
        "TZ" => &["Europe/Moscow", "Asia/Shanghai"],
        "USER" | "USERNAME" | "LOGNAME" => &["admin"],
        _ => &["1", "true", "production"],
    };
    if question.is_absent && usual.first() == Some(&"1") {
        all.push(set("1"));
    }
    all.extend(compared.iter().map(|text| set(text)));
    all.extend(usual.iter().map(|text| set(text)));
    let mut kept: Vec<Answer> = Vec::new();
    all.retain(|answer| {
        let is_new = !kept.contains(answer);
        kept.push(answer.clone());
        is_new
    });
    all
}

/// Minutes that UTC is ahead of a zone; no clock of ours knows the rules, a gate looks for a sign and an hour.
fn zone(name: &str) -> Answer {
    let offset_minutes = match name {
        "Europe/Moscow" | "Europe/Minsk" => -180,
        "Asia/Shanghai" | "Asia/Hong_Kong" => -480,
        "Asia/Tokyo" | "Asia/Seoul" => -540,
        "Asia/Tehran" => -210,
        "Asia/Kolkata" | "Asia/Calcutta" => -330,
        "America/New_York" => 300,
        "America/Los_Angeles" => 480,
        name if name.starts_with("America/") => 360,
        name if name.starts_with("Asia/") => -420,
        _ => -60,
    };
    Answer::TimeZone { name: name.to_owned(), offset_minutes }
}

fn is_locale(text: &str) -> bool {
    let mut parts = text.split(['-', '_']);
    let is_language = parts
        .next()
        .is_some_and(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_lowercase()));
    is_language && parts.next().is_none_or(|part| part.len() == 2) && parts.next().is_none()
}

fn host(subject: &str, question: &Question, world: &WorldSpec, texts: &Texts<'_>) -> Vec<Answer> {
    let named = |fits: fn(&str) -> bool| texts.compared(question, fits);
    let is_name = |text: &str| !text.contains(['/', ' ', '.', '$', ':']) && text.len() < 40;
    match subject {
        "clock" => clock::alternatives(world, &texts.asking(std::slice::from_ref(question))),
        "chance" => vec![Answer::Chance { is_high: false }, Answer::Chance { is_high: true }],
        "zone" | "Intl locale" => {
            let zones = named(|text| {
                text.contains('/')
                    && text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'/' || byte == b'_')
            });
            let locales = named(is_locale).into_iter().map(|text| {
                let country = if text.len() == 2 {
                    format!("{text}_{}", text.to_ascii_uppercase())
                } else {
                    text.replace('-', "_")
                };
                Answer::Locale { name: country }
            });
            let usual = [
                Answer::Locale { name: "ru_RU".to_owned() },
                zone("Europe/Moscow"),
                zone("America/New_York"),
                zone("Asia/Shanghai"),
                Answer::Locale { name: "zh_CN".to_owned() },
            ];
            let is_zone = subject == "zone";
            let mut all: Vec<Answer> = zones.iter().map(|name| zone(name)).collect();
            all.extend(locales.filter(|_| !is_zone));
            all.extend(
                usual.into_iter().filter(|answer| !is_zone || matches!(answer, Answer::TimeZone { .. })),
            );
            all
        }
        "os.hostname" => {
            let mut all: Vec<Answer> =
                texts.compared(question, is_name).into_iter().map(|name| Answer::Host { name }).collect();
            all.push(Answer::Host { name: "build-01".to_owned() });
            all
        }
        "os.userInfo" => {
            let mut all: Vec<Answer> =
                texts.compared(question, is_name).into_iter().map(|name| Answer::User { name }).collect();
            all.push(Answer::User { name: "admin".to_owned() });
            all
        }
        "os.cpus" => [1, 32, 2].map(|count| Answer::Processors { count }).to_vec(),
        "os.totalmem" => [2_u64, 64].map(|size| Answer::Memory { bytes: size << 30 }).to_vec(),
        _ => Vec::new(),
    }
}

/// What is asked for without a trace: the arguments, the terminal, the architecture. Code that names them may.
fn mentioned(world: &WorldSpec, detonation: &Detonation, texts: &Texts<'_>) -> Vec<(u32, Answer)> {
    let mut all = Vec::new();
    let sources = reach::code(texts.tree);
    let sources = sources.map(|text| text.get(..text.floor_char_boundary(TEXT_BYTES)).unwrap_or(text));
    let layers = detonation.layers.iter().map(|layer| layer.text.as_str());
    for text in sources.take(8).chain(layers.take(8)) {
        if let Some(at) = text.find("argv") {
            let near = text
                .get(
                    text.floor_char_boundary(at.saturating_sub(200))
                        ..text.ceil_char_boundary((at + 600).min(text.len())),
                )
                .unwrap_or_default();
            let words = constants(near);
            let fits = |constant: &&Constant<'_>| {
                constant.is_compared() && !constant.is_pattern && !constant.text.contains(' ')
            };
            let words =
                words.iter().filter(fits).map(|constant| constant.text.to_owned()).chain(["run".to_owned()]);
            all.extend(
                words.take(3).zip(0..).map(|(word, round)| (round, Answer::Arguments { words: vec![word] })),
            );
        }
        if text.contains("isTTY") {
            let is_there = !world.is_terminal.unwrap_or(!world.is_ci());
            all.push((0, Answer::Terminal { is_there }));
        }
        if text.contains("arch }") || text.contains(".arch") || text.contains("arch()") {
            let name = if world.platform == Platform::Darwin { "x64" } else { "arm64" };
            all.push((0, Answer::Architecture { name: name.to_owned() }));
            all.push((1, Answer::Architecture { name: "ia32".to_owned() }));
        }
    }
    all
}
