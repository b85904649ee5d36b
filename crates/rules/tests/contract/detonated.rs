//! A package's code, run in fake worlds for the rules that read what is seen there.

use stockade_emulate::{Plan, RunLimits, WorldSpec, detonate, twin};
use stockade_model::{Encoding, Observation, Tree, TwinRun, WorldLayer, WorldRun};

/// What each base world sees of the package, its twins included.
pub(crate) fn worlds(tree: &Tree) -> Vec<WorldRun> {
    let machines = [WorldSpec::linux_ci(), WorldSpec::mac_developer(), WorldSpec::windows_developer()];
    let plan = Plan::of_package(tree);
    let mut worlds: Vec<WorldRun> = machines.iter().map(|world| run(tree, &plan, world)).collect();
    worlds.extend(Plan::of_page(tree).map(|plan| run(tree, &plan, &WorldSpec::web_page())));
    worlds
}

fn run(tree: &Tree, plan: &Plan, world: &WorldSpec) -> WorldRun {
    let limits = RunLimits { ticks: 2_000, ..RunLimits::default() };
    let mut observations: Vec<Observation> = Vec::new();
    let end = detonate(tree, plan, world, &limits, |observation| observations.push(observation));
    let labels = observations.iter().flat_map(|observation| &observation.labels);
    let read: Vec<_> = labels.filter(|label| label.encoding == Encoding::Read).cloned().collect();
    let twins = twin::candidates(&observations).into_iter().map(|name| {
        let twin = twin::twin(tree, plan, world, &limits, &observations, &name);
        let dependent = twin.dependent.iter().filter_map(|number| usize::try_from(*number).ok()).collect();
        TwinRun { secret: read.iter().find(|label| label.name == name).cloned(), dependent }
    });
    let twins = twins.collect();
    let layer = |layer: stockade_emulate::Layer| WorldLayer {
        number: layer.number,
        via: layer.via,
        text: layer.text,
    };
    WorldRun {
        world: world.name.clone(),
        observations,
        ends: Vec::new(),
        layers: end.layers.into_iter().map(layer).collect(),
        changed_files: end.changed_files,
        ticks: end.ticks,
        twins,
    }
}
