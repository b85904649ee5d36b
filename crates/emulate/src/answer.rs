//! What a world answers otherwise than the base it is made of: the smallest change that shows what a gate hides.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use stockade_model::escape::excerpt;

use crate::world::WorldSpec;

/// Characters of a value in a world's name.
const VALUE_CHARACTERS: usize = 60;

/// One answer that differs from the base world's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Answer {
    /// An environment variable has this value, or is not set.
    Variable {
        /// Its name.
        name: String,
        /// Its value.
        value: Option<String>,
    },
    /// A file holds this text, or is missing.
    File {
        /// Its path.
        path: String,
        /// What it holds.
        text: Option<String>,
    },
    /// A command prints this and ends with this code.
    Command {
        /// The command line, as it was given.
        command: String,
        /// Its output.
        output: String,
        /// Its exit code.
        code: i32,
    },
    /// The processor's architecture, as Node names it.
    Architecture {
        /// `arm64`.
        name: String,
    },
    /// The language and country: `ru_RU`.
    Locale {
        /// The name.
        name: String,
    },
    /// The time zone: `Europe/Moscow`.
    TimeZone {
        /// The name.
        name: String,
        /// What `getTimezoneOffset` gives: minutes that UTC is ahead.
        offset_minutes: i32,
    },
    /// The clock at the start, in milliseconds since 1970.
    Clock {
        /// The time.
        at_ms: u64,
    },
    /// The user's name.
    User {
        /// The name.
        name: String,
    },
    /// The machine's name.
    Host {
        /// The name.
        name: String,
    },
    /// How many processors it has.
    Processors {
        /// The count.
        count: u32,
    },
    /// How much memory it has.
    Memory {
        /// The size in bytes.
        bytes: u64,
    },
    /// What stands behind the script in `process.argv`.
    Arguments {
        /// The words.
        words: Vec<String>,
    },
    /// Whether the standard streams are a terminal.
    Terminal {
        /// Whether they are.
        is_there: bool,
    },
    /// Which end of its range `Math.random` gives.
    Chance {
        /// Whether the upper one.
        is_high: bool,
    },
    /// How servers reply.
    Reply(Reply),
    /// Everything runs a second time on the same machine.
    Again {
        /// How much later, in hours.
        hours: u32,
    },
}

/// How servers reply: what a replay changes after it saw what was done with the reply before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// Text before the program.
    pub before: String,
    /// Text behind the program.
    pub after: String,
    /// How the whole is spelled.
    pub spelling: Spelling,
    /// Properties that have a value of their own, instead of leading to the program.
    pub fields: BTreeMap<String, serde_json::Value>,
    /// Whether no server is reached at all.
    pub is_offline: bool,
}

impl Default for Reply {
    fn default() -> Self {
        Self {
            status: 200,
            before: String::new(),
            after: String::new(),
            spelling: Spelling::Plain,
            fields: BTreeMap::new(),
            is_offline: false,
        }
    }
}

/// How a reply's text is spelled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Spelling {
    /// As it is.
    #[default]
    Plain,
    /// In base64.
    Base64,
    /// In hexadecimal.
    Hex,
}

impl Answer {
    /// Makes `world` answer so.
    pub fn apply(&self, world: &mut WorldSpec) {
        let put = |world: &mut WorldSpec, name: &str, value: &str| {
            world.environment.insert(name.to_owned(), value.to_owned());
        };
        match self {
            Self::Variable { name, value } => put(world, name, value.as_deref().unwrap_or_default()),
            Self::File { path, text } => {
                world.files.insert(path.clone(), text.clone().map(String::into_bytes));
            }
            Self::Command { command, output, code } => {
                world.commands.insert(command.clone(), (output.clone(), *code));
            }
            Self::Architecture { name } => world.architecture = Some(name.clone()),
            Self::Locale { name } => {
                for variable in ["LANG", "LC_ALL", "LANGUAGE"] {
                    put(world, variable, &format!("{name}.UTF-8"));
                }
            }
            Self::TimeZone { name, offset_minutes } => {
                world.zone_offset_minutes = *offset_minutes;
                put(world, "TZ", name);
            }
            Self::Clock { at_ms } => world.start_ms = *at_ms,
            Self::User { name } => world.user.clone_from(name),
            Self::Host { name } => world.host.clone_from(name),
            Self::Processors { count } => world.processors = Some(*count),
            Self::Memory { bytes } => world.memory_bytes = Some(*bytes),
            Self::Arguments { words } => world.arguments.clone_from(words),
            Self::Terminal { is_there } => world.is_terminal = Some(*is_there),
            Self::Chance { is_high } => world.chance = Some(if *is_high { 0.999 } else { 0.0001 }),
            Self::Reply(reply) => world.reply = reply.clone(),
            Self::Again { hours } => world.again_hours = Some(*hours),
        }
    }

    /// The answer in words, for the world's name: ``LANG` is `ru_RU.UTF-8``.
    #[must_use]
    pub fn phrase(&self) -> String {
        let short = |text: &str| excerpt(text, VALUE_CHARACTERS);
        match self {
            Self::Variable { name, value: None } => format!("`{}` is not set", short(name)),
            Self::Variable { name, value: Some(value) } => format!("`{}` is `{}`", short(name), short(value)),
            Self::File { path, text: None } => format!("`{}` is missing", short(path)),
            Self::File { path, text: Some(_) } => format!("`{}` is there", short(path)),
            Self::Command { command, output, code } if output.is_empty() => {
                format!("`{}` ends with {code}", short(command))
            }
            Self::Command { command, output, .. } => {
                format!("`{}` prints `{}`", short(command), short(output))
            }
            Self::Architecture { name } => format!("the processor is {}", short(name)),
            Self::Locale { name } => format!("the locale is `{}`", short(name)),
            Self::TimeZone { name, .. } => format!("the time zone is `{}`", short(name)),
            Self::Clock { at_ms } => format!("the clock starts at {}", date(*at_ms)),
            Self::User { name } => format!("the user is `{}`", short(name)),
            Self::Host { name } => format!("the host is `{}`", short(name)),
            Self::Processors { count } => format!("there are {count} processors"),
            Self::Memory { bytes } => format!("there are {} GB of memory", bytes >> 30),
            Self::Arguments { words } => format!("the arguments are `{}`", short(&words.join(" "))),
            Self::Terminal { is_there: true } => "there is a terminal".to_owned(),
            Self::Terminal { is_there: false } => "there is no terminal".to_owned(),
            Self::Chance { is_high } => {
                format!("`Math.random` gives {} numbers", if *is_high { "high" } else { "low" })
            }
            Self::Reply(reply) => reply.phrase(),
            Self::Again { hours } => format!("it runs again {hours} hours later"),
        }
    }

    /// Which question it answers: two answers of one topic are not given together.
    pub(crate) fn topic(&self) -> String {
        match self {
            Self::Variable { name, .. } => format!("variable {name}"),
            Self::File { path, .. } => format!("file {path}"),
            Self::Command { command, .. } => format!("command {command}"),
            Self::Architecture { .. } => "architecture".to_owned(),
            Self::Locale { .. } => "locale".to_owned(),
            Self::TimeZone { .. } => "time zone".to_owned(),
            Self::Clock { .. } => "clock".to_owned(),
            Self::User { .. } => "user".to_owned(),
            Self::Host { .. } => "host".to_owned(),
            Self::Processors { .. } => "processors".to_owned(),
            Self::Memory { .. } => "memory".to_owned(),
            Self::Arguments { .. } => "arguments".to_owned(),
            Self::Terminal { .. } => "terminal".to_owned(),
            Self::Chance { .. } => "chance".to_owned(),
            Self::Reply(_) => "reply".to_owned(),
            Self::Again { .. } => "again".to_owned(),
        }
    }
}

impl Reply {
    fn phrase(&self) -> String {
        let mut parts = Vec::new();
        if self.is_offline {
            parts.push("no server answers".to_owned());
        }
        if self.status != 200 {
            parts.push(format!("servers answer {}", self.status));
        }
        match self.spelling {
            Spelling::Plain => {}
            Spelling::Base64 => parts.push("replies are in base64".to_owned()),
            Spelling::Hex => parts.push("replies are in hexadecimal".to_owned()),
        }
        let short = |text: &str| excerpt(text, VALUE_CHARACTERS);
        if !self.before.is_empty() {
            parts.push(format!("replies start with `{}`", short(&self.before)));
        } else if !self.after.is_empty() {
            parts.push(format!("replies end with `{}`", short(&self.after)));
        }
        for (name, value) in &self.fields {
            parts.push(format!("a reply's `{}` is `{}`", short(name), short(&value.to_string())));
        }
        parts.join(" and ")
    }
}

/// A day and minute in UTC: `2026-03-10 10:00` (Howard Hinnant, days to civil, 2013).
fn date(at_ms: u64) -> String {
    let minutes = at_ms / 60_000;
    let days = minutes / 1_440 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year}-{month:02}-{day:02} {:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

#[cfg(test)]
mod tests;
