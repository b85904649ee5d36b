//! Buffers, typed arrays and the encodings of texts.

use super::check;

#[test]
fn encodings() {
    check(&[
        (r#"Buffer.from("6874747073","hex").toString("utf8")"#, "https"),
        (r#"Buffer.from("6874747073","hex").toString("utf-8")"#, "https"),
        (r#"Buffer.from("6874747073","hex").toString("latin1")"#, "https"),
        (r#"Buffer.from("6874747073","hex").toString("ascii")"#, "https"),
        (r#"Buffer.from("6874747073","hex").toString()"#, "https"),
        (r#"Buffer.from("6874747073","hex") + """#, "https"),
        (r#"String(Buffer.from("6874747073","hex"))"#, "https"),
        (r#"`${Buffer.from("aHR0cHM","base64")}`"#, "https"),
        (r#"Buffer.from("https").toString("base64")"#, "aHR0cHM="),
        (r#"Buffer.from("https").toString("hex")"#, "6874747073"),
        (r#"Buffer.from(Buffer.from("https").toString("BASE64"), "base64").toString("utf8", 0, 4)"#, "http"),
        (r#"Buffer.from("/+4=", "base64").toString("hex")"#, "ffee"),
        (r#"Buffer.from("é", "latin1").toString("hex")"#, "e9"),
        (r#"Buffer.from("h\0i\0", "utf8").toString("utf16le")"#, "hi"),
        (r#"decodeURIComponent(escape(atob("w6k=")))"#, "é"),
        (r#"unescape("%68%74%u0074p")"#, "http"),
        (r#"JSON.parse(Buffer.from("WyJodHRwcyJd", "base64"))[0]"#, "https"),
    ]);
}

#[test]
fn lists_of_bytes() {
    check(&[
        (r#"new TextDecoder().decode(Uint8Array.from([104,116,116,112,115]))"#, "https"),
        (r#"const a = [104,116,116,112,115]; new TextDecoder("utf-8").decode(new Uint8Array(a))"#, "https"),
        (r#"new TextDecoder().decode(new TextEncoder().encode("https"))"#, "https"),
        (r#"new TextDecoder().decode(Uint8Array.from(atob("aHR0cHM="), c => c.charCodeAt(0)))"#, "https"),
        (r#"const a = [104,116,116,112,115]; String.fromCharCode(...a)"#, "https"),
        (r#"const a = [104,116,116,112,115]; String.fromCharCode.apply(null, a)"#, "https"),
        (r#"const a = new Uint8Array([104,116,116,112,115]); String.fromCharCode.apply(null, a)"#, "https"),
        (r#"Buffer.from([104,116,116,112,115]).toString("utf8")"#, "https"),
        (r#"Buffer.from(new Uint8Array([104,116,116,112,115])).subarray(0, 4).toString()"#, "http"),
        (r#"Buffer.concat([Buffer.from("ht"), Buffer.from("dHBz", "base64")]).toString()"#, "https"),
        (r#"Buffer.from("sptth").reverse().toString()"#, "https"),
    ]);
}

#[test]
fn decoders() {
    check(&[
        (r#"Buffer.from("aXV1cXI=","base64").map(b => b ^ 1).toString()"#, "https"),
        (r#"[..."ossw4"].map(c => String.fromCharCode(c.charCodeAt(0) ^ 7)).join("")"#, "htt\u{70}3"),
        (
            r#"const b = Buffer.from("aXV1cXI=","base64"); for (let i = 0; i < b.length; i++) b[i] ^= 1; b.toString()"#,
            "https",
        ),
        (
            r#"const b = Buffer.from("aXV1cXI=","base64"), o = Buffer.alloc(b.length); for (let i = 0; i < b.length; i++) { o[i] = b[i] ^ 1 }; o.toString("utf8")"#,
            "https",
        ),
        (
            r#"let s = ""; for (const b of Buffer.from("6975757172", "hex")) { s += String.fromCharCode(b ^ 1) }; s"#,
            "https",
        ),
        (r#"[...Buffer.from("6975757172", "hex")].map(b => String.fromCharCode(b - 1)).join("")"#, "httpq"),
        (
            r#"const k = Buffer.from("key"); Buffer.from("AxENGxY=", "base64").map((b, i) => b ^ k[i % k.length]).toString()"#,
            "http\u{73}",
        ),
        (r#"decodeURIComponent("6874747073".replace(/../g, "%$&"))"#, "https"),
        (r#"decodeURIComponent("6874747073".replace(/(..)/g, "%$1"))"#, "https"),
    ]);
}
