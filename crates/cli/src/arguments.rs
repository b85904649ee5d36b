//! What was said on the command line. What it means is decided in [`crate::settings`].

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Finds, stops and answers malicious npm packages.
///
/// Judges the bytes of every release a project installs, and the project's own tree, and shows the
/// chain of evidence. Needs no account, sends nothing anywhere, works offline.
#[derive(Debug, Parser)]
#[command(
    name = "stockade",
    version,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Exit status:\n  0  clean, with full coverage\n  1  something suspicious\n  2  something malicious\n  3  incomplete: a release is unknown, or something listed was not examined\n  64 wrong arguments or input\n  70 an error of ours\n\nStart with:\n  stockade selftest\n  stockade scan"
)]
pub struct Arguments {
    /// When to use colour.
    #[arg(long, value_enum, default_value_t, global = true, value_name = "WHEN")]
    pub color: ColorWhen,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Judge a project, a package or a list of packages.
    Scan(ScanArguments),
    /// Run one package in fake worlds and show what its code does.
    Detonate(DetonateArguments),
    /// Explain a rule: what it sees, why it matters, known honest uses.
    Explain(ExplainArguments),
    /// List all rules.
    Rules(RulesArguments),
    /// Print the JSON Schema of a machine format; without a name, list them.
    Schema(SchemaArguments),
    /// Check this installation: judge a harmless built-in test package in a real worker.
    ///
    /// The package is inert: it imitates theft and sends to a host that cannot exist. A working installation
    /// calls it suspicious or malicious.
    #[command(after_help = "Examples:\n  stockade selftest && echo works")]
    Selftest,
    /// Print a completion script for a shell.
    #[command(
        after_help = "Examples:\n  stockade completion bash > ~/.local/share/bash-completion/completions/stockade\n  stockade completion fish > ~/.config/fish/completions/stockade.fish"
    )]
    Completion(CompletionArguments),
    /// Print the manual page.
    #[command(after_help = "Examples:\n  stockade man | man -l -\n  stockade man scan > stockade-scan.1")]
    Man(ManArguments),
    /// Judge in a jail, on behalf of a parent process.
    #[command(hide = true)]
    Worker(WorkerArguments),
}

/// Arguments of `scan`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  stockade scan                       the project in this folder\n  stockade scan ./assignment          a repository, before an editor opens it\n  stockade scan package-lock.json     what one lockfile lists\n  stockade scan left-pad-1.3.0.tgz    one archive\n  stockade scan express@^4            one release from the registry\n  stockade scan --installed           what lies in node_modules, whatever the lockfile says\n  stockade scan --format sarif --output stockade.sarif\n  cut -f1 releases.tsv | stockade scan -"
)]
pub struct ScanArguments {
    /// Project folder, lockfile, archive (.tgz, .tar, .zip), package folder, name, name@version, name@range, name@tag,
    /// purl, or `-` for a list of these on standard input, one a line.
    #[arg(value_name = "TARGET", default_value = ".")]
    pub targets: Vec<String>,
    /// Form of the result.
    #[arg(short, long, value_enum, default_value_t)]
    pub format: ResultFormat,
    /// Judge what lies in `node_modules`, whatever the lockfile says, and report where the two differ.
    #[arg(long)]
    pub installed: bool,
    /// Read a folder as a package or as a project, where that is unclear.
    #[arg(long = "as", value_enum, value_name = "KIND")]
    pub as_kind: Option<FolderKind>,
    /// Run every release's code in fake worlds, not only where reading it leaves a question.
    #[arg(long, conflicts_with = "no_emulation")]
    pub deep: bool,
    /// Run no code: where reading it leaves open what it does, that is a gap.
    #[arg(long)]
    pub no_emulation: bool,
    /// How many worker processes judge at once [default: number of cores].
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// Where bytes come from and the result goes.
    #[command(flatten)]
    pub common: CommonArguments,
}

/// What `scan` and `detonate` have in common: where bytes come from, where the result goes, how much of it is shown.
#[derive(Clone, Debug, Args)]
pub struct CommonArguments {
    /// Write the result to FILE, whole or not at all, instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Use no network: what is neither installed nor in a cache is a gap.
    #[arg(long)]
    pub offline: bool,
    /// The package registry, instead of what `.npmrc` says.
    #[arg(long, value_name = "URL", env = "STOCKADE_REGISTRY")]
    pub registry: Option<String>,
    /// Neither use nor write the memo of earlier judgements and the cache of fetched archives.
    #[arg(long)]
    pub no_cache: bool,
    /// End with status 0 whatever was found. Wrong arguments and errors of ours still end with their own.
    #[arg(long)]
    pub exit_zero: bool,
    /// Show verdicts and their reasons only: no progress, no notes.
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Show everything: every release, capability, gap and step.
    #[arg(short, long)]
    pub verbose: bool,
}

/// Arguments of `detonate`.
///
/// It is judged as `scan --deep` judges it, and what its code did is shown step by step. The code runs in an embedded engine, in a jailed process, on a machine that is made up: files, hosts, clock and
/// secrets are ours, and nothing real can be reached. A second run in which one secret is changed proves where
/// that secret goes, through any cipher.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  stockade detonate ./suspect                 an unpacked package\n  stockade detonate suspect-1.0.0.tgz         an archive\n  stockade detonate left-pad@1.3.0            a release from a cache or the registry\n  stockade detonate ./suspect --layers out    write the code that it made at run time\n  stockade detonate ./suspect --world windows --verbose\n  stockade detonate ./suspect --world page     as part of a web page with a wallet\n  stockade detonate ./suspect --world linux,macos\n  stockade detonate ./suspect --format json | jq .proofs\n\nThe verdict and the exit status are those of `stockade scan --deep` of this package."
)]
pub struct DetonateArguments {
    /// Package folder, archive (.tgz, .tar, .zip), name, name@version, name@range, name@tag or purl.
    #[arg(value_name = "TARGET")]
    pub target: String,
    /// The machine that the code believes to run on; several with commas or by repeating it [default: all of them].
    #[arg(long = "world", value_enum, value_delimiter = ',', value_name = "WORLD")]
    pub worlds: Vec<World>,
    /// Form of the result.
    #[arg(short, long, value_enum, default_value_t)]
    pub format: ListFormat,
    /// Write the source texts that the code gave to an evaluator into DIR, which is made if needed.
    #[arg(long, value_name = "DIR")]
    pub layers: Option<PathBuf>,
    /// Where bytes come from and the result goes.
    #[command(flatten)]
    pub common: CommonArguments,
}

/// A machine that code believes to run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum World {
    /// A CI runner on Linux.
    Linux,
    /// A developer on macOS.
    Macos,
    /// A developer on Windows.
    Windows,
    /// A shop's web page in a browser with a wallet; run where the package has code for pages.
    Page,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  stockade explain npm-token-sent-to-network\n  stockade explain npm-token-sent-to-network --format markdown > rule.md"
)]
pub struct ExplainArguments {
    /// The rule's id, as findings show it.
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// Form of the page.
    #[arg(short, long, value_enum, default_value_t)]
    pub format: PageFormat,
}

/// Arguments of `rules`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  stockade rules\n  stockade rules --format json")]
pub struct RulesArguments {
    /// Form of the list.
    #[arg(short, long, value_enum, default_value_t)]
    pub format: ListFormat,
}

/// Arguments of `schema`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  stockade schema\n  stockade schema scan > scan.schema.json")]
pub struct SchemaArguments {
    /// The format's name.
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

/// Arguments of `completion`.
#[derive(Debug, Args)]
pub struct CompletionArguments {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
pub struct ManArguments {
    /// The command to describe, instead of the program.
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

/// Arguments of the hidden `worker`.
#[derive(Debug, Args)]
pub struct WorkerArguments {
    /// What the worker does.
    #[arg(value_enum)]
    pub task: WorkerTask,
    /// Lets tests break the worker on demand.
    #[arg(long = "faults-for-tests", hide = true)]
    pub faults: bool,
}

/// What a worker does.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum WorkerTask {
    /// Judges releases.
    Judge,
    /// Runs one release in fake worlds.
    Detonate,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Form of a scan's result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ResultFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON document (`stockade schema scan`).
    Json,
    /// One JSON document a line: a line for each release, then a summary.
    Ndjson,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Markdown, for a pull request.
    Markdown,
}

/// Form of a rule's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For people.
    #[default]
    Text,
    /// The page's source.
    Markdown,
}

/// Form of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// A table.
    #[default]
    Text,
    /// A JSON array.
    Json,
}

/// How to read a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FolderKind {
    /// The unpacked files of one release.
    Package,
    /// A project with its dependencies.
    Project,
}
