//! The releases of a package that came before one of them.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// What a package was when a release of it was published. Later releases are left out, so that the same bytes are
/// judged alike however many releases follow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// How many releases came before.
    pub earlier: u32,
    /// How many of them had an install hook.
    pub earlier_with_hook: u32,
    /// The highest version before, prereleases excluded.
    pub highest: Option<String>,
    /// The nearest lower version before it; of its own line, where a package has several.
    pub previous: Option<Earlier>,
    /// Whole days since the release before it, of whatever line; none where times are unknown.
    pub silence_days: Option<u32>,
    /// How many accounts published the releases before.
    pub earlier_publishers: u32,
    /// Whether its own publisher is among them; true also where accounts are unknown.
    pub is_publisher_known: bool,
}

/// One earlier release.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// Its version.
    pub version: String,
    /// Names of its dependencies, optional ones included, sorted.
    pub dependencies: Vec<String>,
    /// Whether it had an install hook.
    pub has_install_hook: bool,
}

/// One release of a document, as far as its history matters.
#[derive(Clone, Debug, Default)]
pub(super) struct Listed {
    pub(super) version: String,
    pub(super) published: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) dependencies: Vec<String>,
    pub(super) has_install_hook: bool,
}

/// The history of `release` among all that a document lists.
pub(super) fn of(release: &Listed, listed: Vec<Listed>) -> History {
    let order = |one: &Listed| one.published.as_deref().and_then(seconds);
    let own = order(release);
    let is_earlier = |one: &Listed| match (order(one), own) {
        (Some(one), Some(own)) => one < own,
        _ => compare(&one.version, &release.version) == Some(Ordering::Less),
    };
    let earlier: Vec<Listed> = listed.into_iter().filter(is_earlier).collect();
    let publishers: BTreeSet<&str> = earlier.iter().filter_map(|one| one.publisher.as_deref()).collect();
    let own_publisher = release.publisher.as_deref();
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let last = earlier.iter().filter_map(&order).max();
    let silence = own.zip(last).map(|(own, last)| (own - last) / 86_400);
    History {
        earlier: count(earlier.len()),
        earlier_with_hook: count(earlier.iter().filter(|one| one.has_install_hook).count()),
        highest: highest(earlier.iter().filter(|one| is_final(&one.version))).map(|one| one.version.clone()),
        silence_days: silence.and_then(|days| u32::try_from(days).ok()),
        earlier_publishers: count(publishers.len()),
        is_publisher_known: own_publisher.is_none_or(|own| publishers.is_empty() || publishers.contains(own)),
        previous: previous(release, &earlier),
    }
}

fn previous(release: &Listed, earlier: &[Listed]) -> Option<Earlier> {
    let is_lower = |one: &&Listed| compare(&one.version, &release.version) == Some(Ordering::Less);
    let found = highest(earlier.iter().filter(is_lower))?;
    Some(Earlier {
        version: found.version.clone(),
        dependencies: found.dependencies.clone(),
        has_install_hook: found.has_install_hook,
    })
}

fn highest<'a>(listed: impl Iterator<Item = &'a Listed>) -> Option<&'a Listed> {
    listed
        .filter(|one| numbers(&one.version).is_some())
        .max_by(|left, right| compare(&left.version, &right.version).unwrap_or(Ordering::Equal))
}

/// Versions by their three numbers, a prerelease before its final release. None where one is no version.
fn compare(left: &str, right: &str) -> Option<Ordering> {
    let key = |version: &str| Some((numbers(version)?, is_final(version)));
    Some(key(left)?.cmp(&key(right)?).then_with(|| left.cmp(right)))
}

/// The three numbers of a version.
pub(crate) fn numbers(version: &str) -> Option<[u64; 3]> {
    let core = version.split(['-', '+']).next()?;
    let mut numbers = core.split('.').map(|part| part.parse::<u64>().ok());
    let read = [numbers.next()??, numbers.next()??, numbers.next()??];
    numbers.next().is_none().then_some(read)
}

fn is_final(version: &str) -> bool {
    !version.split('+').next().unwrap_or_default().contains('-')
}

/// Seconds since 1970 of a time in UTC as registries write it: `2024-02-29T12:34:56.789Z`.
///
/// Source: Hinnant, `days_from_civil`.
fn seconds(time: &str) -> Option<i64> {
    let number =
        |from: usize, to: usize| time.get(from..to)?.parse::<i64>().ok().filter(|number| *number >= 0);
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || time.get(4..5)? != "-" {
        return None;
    }
    let of_day = match (number(11, 13), number(14, 16), number(17, 19)) {
        (Some(hour), Some(minute), Some(second)) => hour * 3_600 + minute * 60 + second,
        _ => 0,
    };
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    Some(days * 86_400 + of_day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(version: &str, published: &str) -> Listed {
        Listed { version: version.into(), published: Some(published.into()), ..Listed::default() }
    }

    #[test]
    fn times_are_read_in_seconds() {
        assert_eq!(seconds("1970-01-02T00:00:01.000Z"), Some(86_401));
        assert_eq!(seconds("2024-02-29T00:00:00Z"), Some(1_709_164_800));
        assert_eq!(seconds("2024-02-29"), Some(1_709_164_800));
        for text in ["", "yesterday", "2024/02/29", "2024-13-01", "-001-01-01", "2024-02-é"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_published_later_is_no_history() {
        let own = listed("2.0.0", "2024-03-01T00:00:00Z");
        let all = vec![
            listed("1.0.0", "2023-01-01T00:00:00Z"),
            listed("1.1.0-rc.1", "2023-02-01T00:00:00Z"),
            listed("9.0.0", "2024-04-01T00:00:00Z"),
            listed("0.9.9", "2024-02-20T00:00:00Z"),
            own.clone(),
        ];
        let history = of(&own, all);
        assert_eq!((history.earlier, history.highest.as_deref()), (3, Some("1.0.0")));
        assert_eq!(history.previous.map(|previous| previous.version).as_deref(), Some("1.1.0-rc.1"));
        assert_eq!(history.silence_days, Some(10));
    }

    #[test]
    fn without_times_lower_versions_are_earlier() {
        let bare = |version: &str| Listed { version: version.into(), ..Listed::default() };
        let history = of(&bare("1.2.0"), vec![bare("1.10.0"), bare("1.1.0"), bare("x"), bare("1.2.0")]);
        assert_eq!((history.earlier, history.highest.as_deref()), (1, Some("1.1.0")));
        assert_eq!(history.silence_days, None);
        assert!(history.is_publisher_known);
    }

    #[test]
    fn a_publisher_is_new_where_others_are_known() {
        let by = |version: &str, name: &str| Listed {
            version: version.into(),
            publisher: Some(name.into()),
            ..Listed::default()
        };
        assert!(!of(&by("1.1.0", "eve"), vec![by("1.0.0", "ann")]).is_publisher_known);
        assert!(of(&by("1.1.0", "ann"), vec![by("1.0.0", "ann")]).is_publisher_known);
    }
}
