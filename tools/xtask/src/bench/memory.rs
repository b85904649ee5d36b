//! How much memory a program and all processes it starts hold together, sampled while it runs.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow};

/// The most memory held at one moment.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Peak {
    /// Sum of resident sizes: pages shared by several processes count once for each.
    pub(crate) resident_bytes: u64,
    /// Sum of proportional sizes: a page shared by several counts once. What the machine really spends.
    pub(crate) proportional_bytes: u64,
    /// The most that one process which runs packages' code ever held, resident.
    pub(crate) detonating_bytes: u64,
}

/// Time between two looks.
const PAUSE: Duration = Duration::from_millis(20);

/// Runs `command`, watches it and its descendants, and returns what it printed too.
///
/// # Errors
/// When it cannot be started, or the system does not tell (it takes Linux).
pub(crate) fn peak(command: &mut Command) -> Result<(Peak, String)> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut output = child.stdout.take().context("it has no output")?;
    let mut printed = String::new();
    let peak = thread::scope(|scope| {
        let reading = scope.spawn(|| output.read_to_string(&mut printed));
        let mut peak = Peak::default();
        while child.try_wait()?.is_none() {
            let held = held_by(child.id())?;
            peak.resident_bytes = peak.resident_bytes.max(held.resident_bytes);
            peak.proportional_bytes = peak.proportional_bytes.max(held.proportional_bytes);
            peak.detonating_bytes = peak.detonating_bytes.max(held.detonating_bytes);
            thread::sleep(PAUSE);
        }
        reading.join().map_err(|_| anyhow!("the reading thread failed"))??;
        anyhow::Ok(peak)
    })?;
    Ok((peak, printed))
}

/// What the process `root` and its descendants hold. A process that ends meanwhile holds nothing.
fn held_by(root: u32) -> Result<Peak> {
    let mut held = Peak::default();
    for process in family(root, &parents()?) {
        let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
        held.resident_bytes += field_bytes(&rollup, "Rss:");
        held.proportional_bytes += field_bytes(&rollup, "Pss:");
        let command = fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
        if command.ends_with(b"worker\0detonate\0") {
            // The kernel keeps the most that it ever held, so that little is lost between two looks.
            let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
            held.detonating_bytes = held.detonating_bytes.max(field_bytes(&status, "VmHWM:"));
        }
    }
    Ok(held)
}

/// The parent of each process.
fn parents() -> Result<BTreeMap<u32, u32>> {
    let mut parents = BTreeMap::new();
    for entry in fs::read_dir("/proc").context("cannot list processes; it needs Linux")? {
        let name = entry?.file_name();
        let Some(process) = name.to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        let after = stat.rsplit_once(')').map(|(_, after)| after).unwrap_or_default();
        if let Some(parent) = after.split_whitespace().nth(1).and_then(|parent| parent.parse().ok()) {
            parents.insert(process, parent);
        }
    }
    Ok(parents)
}

/// `root` and all that descend from it.
fn family(root: u32, parents: &BTreeMap<u32, u32>) -> Vec<u32> {
    let mut family = vec![root];
    let mut next = 0;
    while let Some(&member) = family.get(next) {
        family.extend(parents.iter().filter(|(_, parent)| **parent == member).map(|(process, _)| *process));
        next += 1;
    }
    family
}

/// The value of `name` in a table of sizes in kB, in bytes.
fn field_bytes(table: &str, name: &str) -> u64 {
    let line = table.lines().find_map(|line| line.strip_prefix(name));
    let size = line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
    size.unwrap_or(0) * 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grandchildren_belong_to_the_family() {
        let parents = BTreeMap::from([(2, 1), (3, 2), (4, 1), (9, 8)]);
        assert_eq!(family(1, &parents), [1, 2, 4, 3]);
    }

    #[test]
    fn sizes_are_read_in_bytes() {
        assert_eq!(field_bytes("Rss:    12 kB\nPss:     3 kB\n", "Pss:"), 3 * 1024);
    }

    #[test]
    fn a_running_program_holds_memory() {
        let (peak, printed) = peak(Command::new("sh").args(["-c", "echo said; sleep 0.2"])).unwrap();
        assert!(peak.resident_bytes > 0 && peak.proportional_bytes <= peak.resident_bytes);
        assert_eq!(printed, "said\n");
    }
}
