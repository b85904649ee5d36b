//! Other times for a clock that was looked at: around the dates that the code names, and when nobody watches.

use crate::answer::Answer;
use crate::world::WorldSpec;

const DAY_MS: u64 = 86_400_000;
/// Dates of one text that are tried.
const DATES: usize = 3;

/// The times, the most telling first.
pub(super) fn alternatives(world: &WorldSpec, texts: &[&str]) -> Vec<Answer> {
    let mut dates: Vec<u64> = texts.iter().flat_map(|text| dates(text)).collect();
    dates.dedup();
    dates.truncate(DATES);
    let mut times: Vec<u64> = Vec::new();
    // A day later a bomb that waits for a date is past it; before it, one that ends there is not.
    times.extend(dates.iter().map(|date| date + DAY_MS * 2));
    times.extend(
        dates.iter().filter(|date| **date <= world.start_ms).map(|date| date.saturating_sub(DAY_MS * 2)),
    );
    let midnight = world.start_ms / DAY_MS * DAY_MS;
    // The next Saturday, 1970 having begun with a Thursday, at three in the morning.
    let to_saturday = (9 - (midnight / DAY_MS) % 7) % 7;
    times.push(midnight + (to_saturday + u64::from(to_saturday == 0) * 7) * DAY_MS + 3 * 3_600_000);
    times.push(world.start_ms + 400 * DAY_MS);
    times.push(midnight + 23 * 3_600_000);
    times.into_iter().filter(|at| *at != world.start_ms).map(|at_ms| Answer::Clock { at_ms }).collect()
}

/// The dates that a text names: as ISO text, as numbers of `Date`'s makers, as milliseconds, and bare years.
fn dates(text: &str) -> Vec<u64> {
    let mut found = Vec::new();
    let mut numbers: Vec<(usize, u64)> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let is_start = bytes.get(at).is_some_and(u8::is_ascii_digit)
            && !at
                .checked_sub(1)
                .and_then(|before| bytes.get(before))
                .is_some_and(|byte| byte.is_ascii_alphanumeric());
        if !is_start {
            at += 1;
            continue;
        }
        let length = bytes.iter().skip(at).take_while(|byte| byte.is_ascii_digit() || **byte == b'_').count();
        let digits = text.get(at..at + length).unwrap_or_default().replace('_', "");
        if let Ok(number) = digits.parse::<u64>() {
            numbers.push((at, number));
        }
        at += length;
    }
    for (index, (start, number)) in numbers.iter().enumerate() {
        let is_date = |number: &u64| (1_577_836_800..=4_200_000_000).contains(number);
        match number {
            1_577_836_800_000..=4_200_000_000_000 => found.push(*number),
            number if is_date(number) => found.push(number * 1_000),
            2_020..=2_100 => {
                let before =
                    text.get(text.floor_char_boundary(start.saturating_sub(12))..*start).unwrap_or_default();
                let is_made = before.ends_with("UTC(") || before.ends_with("Date(");
                let part = |offset: usize| numbers.get(index + offset).map(|(_, number)| *number);
                let is_iso = text.get(start + 4..start + 5) == Some("-");
                let (month, day) = match (part(1), part(2)) {
                    (Some(month), Some(day)) if is_iso => (month, day),
                    (Some(month), Some(day)) if is_made => (month + 1, day),
                    // Only the year: its last days are past any month of it.
                    _ => (12, 27),
                };
                if (1..=12).contains(&month) && (1..=31).contains(&day) {
                    found.push(days(*number, month, day) * DAY_MS);
                }
            }
            _ => {}
        }
    }
    found
}

/// Days since 1970 (Howard Hinnant, civil to days, 2013); the year is after 1970.
fn days(year: u64, month: u64, day: u64) -> u64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year / 400, year % 400);
    let shifted = (month + 9) % 12;
    let of_year = (153 * shifted + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_all_their_forms() {
        assert_eq!(dates("new Date('2026-05-01')"), [1_777_593_600_000]);
        assert_eq!(dates("Date.UTC(2026, 4, 1)"), [1_777_593_600_000]);
        assert_eq!(dates("Date.now() > 1_777_593_600_000"), [1_777_593_600_000]);
        assert_eq!(dates("year >= 2099"), [days(2_099, 12, 27) * DAY_MS]);
        assert_eq!(dates("port 8080, x2026"), Vec::<u64>::new());
    }

    #[test]
    fn saturday_night_is_tried() {
        let world = WorldSpec::linux_ci();
        let answers = alternatives(&world, &[]);
        assert!(answers.contains(&Answer::Clock { at_ms: 1_773_457_200_000 }), "{answers:?}");
    }
}
