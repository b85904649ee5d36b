//! Regular expressions, and what is unpacked with them.

use super::{analysed, check, tree};

#[test]
fn replaced() {
    check(&[
        (r#""hXtXtXps".replace(/X/g, "")"#, "https"),
        (r#""hXttps".replace(/X/, "")"#, "https"),
        (r#""hxtXps".replace(/X/, "t")"#, "hxttps"),
        (r#""hxttXps".replace(/x/gi, "")"#, "https"),
        (r#""hXtXtps".replace(new RegExp("X", "g"), "")"#, "https"),
        (r#""hXtXtps".replaceAll("X", "")"#, "https"),
        (r#""0://0".replace(/\b0\b/g, "https")"#, "https://https"),
        (r#""tthps".replace(/(t+)(h)/, "$2$1")"#, "https"),
        (r#""ps".replace("ps", "htt$&")"#, "https"),
        (r#""iuuqt".replace(/./g, c => String.fromCharCode(c.charCodeAt(0) - 1))"#, "https"),
        (
            r#""u0068ttps".replace(/u([0-9a-f]{4})/g, (_, h) => String.fromCharCode(parseInt(h, 16)))"#,
            "https",
        ),
        (r#"const re = new RegExp(/X/g); "hXtXtps".replace(re, "")"#, "https"),
    ]);
}

#[test]
fn split_and_matched() {
    check(&[
        (r#""h1t22t3ps".split(/\d+/).join("")"#, "https"),
        (r#""h,t;tps".split(/[,;]/).join("")"#, "https"),
        (r#""https".split(/(?:)/).reverse().join("")"#, "sptth"),
        (r#""a1b".split(/(\d)/).join("-")"#, "a-1-b"),
        (r#""6874747073".match(/../g).map(h => String.fromCharCode(parseInt(h, 16))).join("")"#, "https"),
        (r#""x=https".match(/=(.*)/)[1]"#, "https"),
        (r#"[..."x1y2".matchAll(/[a-z](\d)/g)].map(m => m[1]).join("")"#, "12"),
    ]);
}

#[test]
fn a_recursion_gives_its_caller_its_variables_back() {
    let digits = r#"const f = function (c) { return (c < 36 ? "" : f(parseInt(c / 36))) + ((c = c % 36) > 35 ? "?" : c.toString(36)) }; f(38)"#;
    check(&[(digits, "12"), (&digits.replace("f(38)", "f(1299)"), "103")]);
}

/// Dean Edwards's packer, both ways in which it is written.
#[test]
fn packed_code_is_a_layer() {
    let packed = r"}('0(1)',2,2,'eval|payload'.split('|'),0,{}))";
    let heads = [
        r"eval(function(p,a,c,k,e,d){e=function(c){return(c<a?'':e(parseInt(c/a)))+((c=c%a)>35?String.fromCharCode(c+29):c.toString(36))};if(!''.replace(/^/,String)){while(c--){d[e(c)]=k[c]||e(c)}k=[function(e){return d[e]}];e=function(){return'\\w+'};c=1};while(c--){if(k[c]){p=p.replace(new RegExp('\\b'+e(c)+'\\b','g'),k[c])}}return p",
        r"eval(function(p,a,c,k,e,d){while(c--)if(k[c])p=p.replace(new RegExp('\\b'+c.toString(a)+'\\b','g'),k[c]);return p",
    ];
    for head in heads {
        let tree = tree(&[("index.js", &format!("{head}{packed}"))]);
        let facts = analysed(&tree);
        let layers: Vec<String> =
            facts.scripts().iter().map(|script| facts.text(&script.path).into_owned()).collect();
        assert!(layers.iter().any(|text| text == "eval(payload)"), "{layers:?}");
    }
}
