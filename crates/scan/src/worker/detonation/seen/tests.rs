use proptest::prelude::*;
use stockade_emulate::{Entry, Layer};
use stockade_model::{Bytes, Encoding, Label, Operation, Place, SecretClass, Trigger};

use super::*;

fn observation(text: &str) -> Observation {
    Observation {
        sequence: 77,
        world: text.to_owned(),
        trigger: Trigger::Install,
        process: 0,
        operation: Operation::NetSend,
        subject: text.to_owned(),
        detail: text.to_owned(),
        labels: vec![
            Label { class: SecretClass::NpmToken, name: text.to_owned(), encoding: Encoding::Raw };
            99
        ],
        bytes: Some(Bytes { sha256: text.to_owned(), size_bytes: 1, excerpt: text.to_owned() }),
        place: Some(Place { file: text.to_owned(), line: 0, column: 0, length: 0 }),
        layer: None,
        time_ms: 0,
        is_forced: false,
    }
}

fn begun(limits: &RunLimits) -> Collected<'_> {
    let mut collected = Collected::new(&[BaseWorld::Linux], limits);
    let entry = Entry { trigger: Trigger::Import, start: Start::Package };
    collected.take(Told::Planned(Plan { entries: vec![entry], ..Plan::default() })).unwrap();
    collected.take(Told::World).unwrap();
    collected
}

#[test]
fn a_forged_observation_is_of_the_world_that_was_asked_for_and_short() {
    let limits = RunLimits::default();
    let mut collected = begun(&limits);
    collected.take(Told::Observed(Box::new(observation(&"x".repeat(100_000))))).unwrap();
    let seen = &collected.worlds[0].observations[0];
    assert_eq!((seen.world.as_str(), seen.sequence, seen.labels.len()), ("CI on Linux", 0, LABELS));
    assert!(seen.subject.len() == TEXT_CHARACTERS && seen.bytes.is_none());
    assert_eq!(seen.place.as_ref().map(|place| place.line), Some(1));
}

#[test]
fn more_observations_than_asked_for_end_the_conversation() {
    let limits = RunLimits { observations: 2, ..RunLimits::default() };
    let mut collected = begun(&limits);
    let tell = |collected: &mut Collected<'_>| collected.take(Told::Observed(Box::new(observation("x"))));
    assert!(tell(&mut collected).is_ok() && tell(&mut collected).is_ok());
    assert!(matches!(tell(&mut collected), Err(ProtocolError::TooLarge(_))));
}

#[test]
fn messages_out_of_turn_are_refused() {
    let limits = RunLimits::default();
    let mut fresh = Collected::new(&[BaseWorld::Linux], &limits);
    assert!(fresh.take(Told::World).is_err());
    assert!(fresh.take(Told::Done).is_err());
    assert!(fresh.take(Told::Observed(Box::new(observation("x")))).is_err());
    let mut collected = begun(&limits);
    assert!(collected.take(Told::World).is_err());
    let foreign =
        stockade_emulate::twin::Twin { secret: "never read".to_owned(), dependent: vec![], is_broken: false };
    assert!(collected.take(Told::Compared(foreign)).is_err());
    assert!(collected.take(Told::Done).unwrap());
}

#[test]
fn twins_that_differ_too_early_are_gaps_and_forged_numbers_are_dropped() {
    let limits = RunLimits::default();
    let mut collected = begun(&limits);
    collected.take(Told::Observed(Box::new(observation("token")))).unwrap();
    let twin = |is_broken| stockade_emulate::twin::Twin {
        secret: "token".to_owned(),
        dependent: vec![0, 0, 1, u64::MAX],
        is_broken,
    };
    collected.take(Told::Compared(twin(true))).unwrap();
    assert_eq!((collected.gaps.len(), collected.worlds[0].twins.len()), (1, 0));
    collected.take(Told::Compared(twin(false))).unwrap();
    assert_eq!(collected.worlds[0].twins[0].dependent, [0]);
}

#[test]
fn layers_are_numbered_by_arrival() {
    let limits = RunLimits::default();
    let mut collected = begun(&limits);
    let layer = Layer { number: 9, via: "eval".to_owned(), text: "1".to_owned() };
    let end = Detonation {
        ends: Vec::new(),
        layers: vec![layer],
        changed_files: Vec::new(),
        gaps: Vec::new(),
        ticks: 3,
        questions: Vec::new(),
    };
    collected.take(Told::Ended(end)).unwrap();
    assert_eq!(collected.worlds[0].layers[0].number, 1);
}

proptest! {
    #[test]
    fn arbitrary_bytes_are_refused_or_taken_and_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let limits = RunLimits::default();
        let mut collected = begun(&limits);
        let mut input = bytes.as_slice();
        while let Ok(Some((told, _))) = super::super::super::protocol::read_capped::<Told>(&mut input, 1 << 16) {
            if collected.take(told).is_err() {
                break;
            }
        }
    }
}

#[test]
fn a_variation_is_named_by_its_answers_and_counted() {
    let limits = RunLimits { variations: 2, ..RunLimits::default() };
    let mut collected = begun(&limits);
    let answer = Answer::Variable { name: "LANG".to_owned(), value: Some("ru_RU".to_owned()) };
    let vary = |base: u32, answers: Vec<Answer>| Told::Varies { base, answers };
    assert!(collected.take(vary(1, vec![answer.clone()])).is_err());
    assert!(collected.take(vary(0, Vec::new())).is_err());
    let mut collected = begun(&limits);
    collected.take(vary(0, vec![answer.clone()])).unwrap();
    assert_eq!(collected.place(), "in the world “CI on Linux, `LANG` is `ru_RU`”");
    collected.take(Told::World).unwrap();
    assert_eq!(collected.worlds[1].world, "CI on Linux, `LANG` is `ru_RU`");
    collected.take(vary(0, vec![answer.clone()])).unwrap();
    assert!(collected.take(vary(0, vec![answer])).is_err());
}
