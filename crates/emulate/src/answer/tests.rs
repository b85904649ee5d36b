use super::*;

#[test]
fn a_world_is_named_after_its_answers() {
    let mut world = WorldSpec::mac_developer();
    let answer = Answer::Variable { name: "LANG".to_owned(), value: Some("ru_RU".to_owned()) };
    assert_eq!(answer.phrase(), "`LANG` is `ru_RU`");
    answer.apply(&mut world);
    assert_eq!(world.environment.get("LANG").map(String::as_str), Some("ru_RU"));
    assert_eq!(Answer::Clock { at_ms: 1_773_136_800_000 }.phrase(), "the clock starts at 2026-03-10 10:00");
    let reply = Reply { status: 404, ..Reply::default() };
    assert_eq!(Answer::Reply(reply).phrase(), "servers answer 404");
}

#[test]
fn a_day_before_march_belongs_to_its_own_year() {
    assert_eq!(date(1_769_904_000_000), "2026-02-01 00:00");
}
