//! What is seen as concealed, and which honest texts are not.

use super::*;

fn kinds(text: &str) -> Vec<ConcealmentKind> {
    of_text("a.js", text, Trigger::Import).into_iter().map(|fact| fact.kind).collect()
}

#[test]
fn code_pushed_off_the_screen_is_seen() {
    let text = format!("module.exports = {{}};{}global.x = require('y');\n", " ".repeat(300));
    assert_eq!(kinds(&text), [ConcealmentKind::Padding]);
    let text = format!("// a table{}of words (a; b)\n", " ".repeat(300));
    assert!(kinds(&text).is_empty());
}

#[test]
fn invisible_payloads_are_seen_and_emoji_are_not() {
    assert_eq!(kinds(&format!("f(`{}`)", "\u{e0101}\u{e0120}".repeat(20))), [ConcealmentKind::InvisibleText]);
    assert!(kinds("const x = '👩\u{200d}👩\u{200d}👧\u{fe0f} ❤\u{fe0f}'").is_empty());
}

#[test]
fn escaped_plain_words_are_seen() {
    assert_eq!(kinds(&format!("x=\"{}\"", "\\x72\\x65\\x71".repeat(30))), [ConcealmentKind::EscapedWords]);
    assert!(kinds(&format!("x=\"{}\"", "\\u2028\\x00".repeat(30))).is_empty());
}

#[test]
fn shuffled_orders_are_seen_and_lists_are_not() {
    for text in ["const o = \"3|0|2|1\".split(\"|\");", "var _1 = '4|1|0|3|2'['split']('|');"] {
        assert_eq!(kinds(text), [ConcealmentKind::Flattened], "{text}");
    }
    for text in ["'0|1|2|3'.split('|')", "'8|4|2|1'.split('|')", "'a|b|c|d'.split('|')", "x.split('3|0|2|1')"]
    {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn characters_that_turn_the_order_are_seen() {
    assert_eq!(kinds("/*\u{202e} } \u{2066}if (x)\u{2069} \u{2066} begin */"), [ConcealmentKind::Reordered]);
    assert_eq!(kinds("const a = { b: \"\u{202b}abc\u{202c}\" };"), []);
}
