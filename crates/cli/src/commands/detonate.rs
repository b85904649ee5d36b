//! `stockade detonate`: run one package in fake worlds, show what it does, exit.

use std::io;
use std::path::Path;

use stockade_acquire::Environment;
use stockade_model::{DetonationResult, ExitCode, Limits, WorldLayer, WorldRun};
use stockade_scan::DetonationRequest;
use stockade_scan::worker::BaseWorld;

use super::scan::failure;
use crate::arguments::{ColorWhen, DetonateArguments, ListFormat, World};
use crate::failure::{Failure, with_causes};
use crate::output::write_result;
use crate::progress::Terminal;
use crate::settings::{cache, style, workers};

/// Runs the package, writes what was seen and says how the program should end.
pub(crate) fn run(arguments: DetonateArguments, color: ColorWhen) -> Result<ExitCode, Failure> {
    let environment = Environment::current();
    let request = DetonationRequest {
        target: arguments.target.clone(),
        worlds: worlds(&arguments.worlds),
        is_offline: arguments.common.offline,
        registry: arguments.common.registry.clone(),
        cache: cache(&arguments.common, &environment),
        workers: workers()?,
        limits: Limits::default(),
        run_limits: DetonationRequest::run_limits(),
    };
    let progress = Terminal::new(arguments.common.quiet);
    let result = stockade_scan::detonate(&request, &environment, &progress);
    progress.finish();
    let result = result.map_err(|error| failure(&error))?;
    if let Some(folder) = &arguments.layers {
        result.worlds.iter().try_for_each(|world| write_layers(folder, world))?;
    }
    report(&result, &arguments, color, &environment)?;
    Ok(if arguments.common.exit_zero { ExitCode::Clean } else { result.exit_code() })
}

/// The worlds wished for, each once, in the order in which they are always run; without a wish all of them.
fn worlds(wishes: &[World]) -> Vec<BaseWorld> {
    let wished = |world: &BaseWorld| {
        let name = match world {
            BaseWorld::Linux => World::Linux,
            BaseWorld::Macos => World::Macos,
            BaseWorld::Windows => World::Windows,
            BaseWorld::Page => World::Page,
        };
        wishes.is_empty() || wishes.contains(&name)
    };
    BaseWorld::ALL.into_iter().filter(wished).collect()
}

fn report(
    result: &DetonationResult,
    arguments: &DetonateArguments,
    color: ColorWhen,
    environment: &Environment,
) -> Result<(), Failure> {
    let style = style(&arguments.common, color, environment);
    write_result(arguments.common.output.as_deref(), |output| match arguments.format {
        ListFormat::Text => stockade_report::write_timeline(result, style, output),
        ListFormat::Json => stockade_report::write_detonation_json(result, output)
            .map_err(|error| io::Error::new(error.kind(), with_causes(&error))),
    })
}

/// Writes the layers of one world as `ci-on-linux-1-eval.js.txt`: an ending that nothing runs by itself.
fn write_layers(folder: &Path, world: &WorldRun) -> Result<(), Failure> {
    let failed = |error: io::Error| {
        let help = "name a folder that can be written";
        Failure::usage("S020", format!("layers cannot be written to {}: {error}", folder.display()), help)
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    world.layers.iter().try_for_each(|layer| {
        let file = folder.join(layer_name(&world.world, layer));
        write_result(Some(&file), |output| output.write_all(layer.text.as_bytes()))
    })
}

fn layer_name(world: &str, layer: &WorldLayer) -> String {
    let plain = |text: &str| {
        let one = |character: char| if character.is_ascii_alphanumeric() { character } else { '-' };
        text.chars().map(one).collect::<String>().to_lowercase()
    };
    format!("{}-{}-{}.js.txt", plain(world), layer.number, plain(&layer.via))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layer_s_name_stays_in_its_folder() {
        let layer = WorldLayer { number: 3, via: "../../x".to_owned(), text: String::new() };
        assert_eq!(layer_name("CI on Linux", &layer), "ci-on-linux-3-------x.js.txt");
    }
}
