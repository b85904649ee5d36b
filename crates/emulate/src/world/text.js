// `URLSearchParams`, `TextEncoder`, `TextDecoder`.
const encodePart = (text) => encodeURIComponent(P.wellFormed(P.String(text))).replace(/[!'()~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`).replace(/%20/g, "+");
const decodePart = (text) => { const plain = text.replace(/\+/g, " "); try { return decodeURIComponent(plain); } catch { return require("querystring").unescape(plain); } };
const lists = new P.WeakMap();
const changed = (params) => lists.get(params).tell?.(params.toString());
class URLSearchParams {
  constructor(init) {
    const list = [];
    lists.set(this, { list, tell: undefined });
    if (init === undefined || init === null) return;
    if (typeof init === "object" || typeof init === "function") {
      if (typeof init[P.Symbol.iterator] === "function") for (const pair of init) { const [name, value] = [...pair]; list.push([P.String(name), P.String(value)]); }
      else for (const name of P.ownKeys(init)) if (P.getOwnPropertyDescriptor(init, name).enumerable) list.push([P.String(name), P.String(init[name])]);
      return;
    }
    for (const part of P.String(init).replace(/^\?/, "").split("&")) if (part !== "") { const at = part.indexOf("="); list.push([decodePart(at < 0 ? part : part.slice(0, at)), at < 0 ? "" : decodePart(part.slice(at + 1))]); }
  }
  get size() { return lists.get(this).list.length; }
  append(name, value) { lists.get(this).list.push([P.String(name), P.String(value)]); changed(this); }
  delete(name, value) { const own = lists.get(this); own.list = own.list.filter((pair) => pair[0] !== P.String(name) || (value !== undefined && pair[1] !== P.String(value))); changed(this); }
  get(name) { return lists.get(this).list.find((pair) => pair[0] === P.String(name))?.[1] ?? null; }
  getAll(name) { return lists.get(this).list.filter((pair) => pair[0] === P.String(name)).map((pair) => pair[1]); }
  has(name, value) { return lists.get(this).list.some((pair) => pair[0] === P.String(name) && (value === undefined || pair[1] === P.String(value))); }
  set(name, value) { const own = lists.get(this); let isSet = false; own.list = own.list.filter((pair) => { if (pair[0] !== P.String(name)) return true; if (isSet) return false; isSet = true; pair[1] = P.String(value); return true; }); if (!isSet) own.list.push([P.String(name), P.String(value)]); changed(this); }
  sort() { lists.get(this).list.sort((one, other) => (one[0] < other[0] ? -1 : one[0] > other[0] ? 1 : 0)); changed(this); }
  forEach(callback, self) { for (const [name, value] of this) P.apply(callback, self, [value, name, this]); }
  *entries() { for (const pair of lists.get(this).list) yield [...pair]; }
  *keys() { for (const pair of lists.get(this).list) yield pair[0]; }
  *values() { for (const pair of lists.get(this).list) yield pair[1]; }
  toString() { return lists.get(this).list.map((pair) => `${encodePart(pair[0])}=${encodePart(pair[1])}`).join("&"); }
  [P.Symbol.for("nodejs.util.inspect.custom")](depth, options, inspect) { const parts = lists.get(this).list.map((pair) => `${inspect(pair[0], options)} => ${inspect(pair[1], options)}`); return parts.length ? `URLSearchParams { ${parts.join(", ")} }` : "URLSearchParams {}"; }
}
internal.hide(URLSearchParams.prototype, { [P.Symbol.iterator]: URLSearchParams.prototype.entries, [P.Symbol.toStringTag]: "URLSearchParams" });
const paramsOf = (text, tell) => { const made = new URLSearchParams(text); lists.get(made).tell = tell; return made; };

class TextEncoder {
  get encoding() { return "utf-8"; }
  encode(text = "") { return internal.utf8(P.String(text)); }
  encodeInto(text, target) { const bytes = internal.utf8(text); let written = P.Math.min(bytes.length, target.length); while (written > 0 && written < bytes.length && (bytes[written] & 0xc0) === 0x80) written--; target.set(bytes.subarray(0, written)); return { read: host.encode(internal.latin1(bytes.subarray(0, written)), "utf8").length, written }; }
}
const labels = { utf8: "utf-8", "utf-8": "utf-8", "unicode-1-1-utf-8": "utf-8", latin1: "windows-1252", ascii: "windows-1252", "us-ascii": "windows-1252", "iso-8859-1": "windows-1252", "windows-1252": "windows-1252", "utf-16le": "utf-16le", "utf-16": "utf-16le", "ucs-2": "utf-16le" };
for (const [name, more] of [["utf-16be", ["unicodefffe"]], ["ibm866", ["866", "cp866"]], ["iso-8859-2", ["latin2", "l2"]], ["iso-8859-3", ["latin3"]], ["iso-8859-4", ["latin4"]], ["iso-8859-5", ["cyrillic"]], ["iso-8859-6", ["arabic"]], ["iso-8859-7", ["greek"]], ["iso-8859-8", ["hebrew"]], ["iso-8859-10", ["latin6"]], ["iso-8859-13", []], ["iso-8859-14", []], ["iso-8859-15", ["latin9"]], ["koi8-r", ["koi8"]], ["koi8-u", []], ["macintosh", ["mac"]], ["windows-874", ["tis-620"]], ["windows-1250", ["cp1250"]], ["windows-1251", ["cp1251"]], ["windows-1253", ["cp1253"]], ["windows-1254", ["cp1254", "iso-8859-9", "latin5"]], ["windows-1255", ["cp1255"]], ["windows-1256", ["cp1256"]], ["windows-1257", ["cp1257"]], ["windows-1258", ["cp1258"]], ["x-mac-cyrillic", []], ["gbk", ["gb2312", "chinese"]], ["gb18030", []], ["big5", ["big5-hkscs"]], ["euc-jp", []], ["iso-2022-jp", []], ["shift_jis", ["sjis", "windows-31j"]], ["euc-kr", ["korean", "ks_c_5601-1987"]]]) {
  labels[name] = name;
  for (const one of more) labels[one] = name;
}
const upper = "\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178";
const swapped = (bytes) => P.replace(bytes, /([^])([^])/g, "$2$1");
/** Text of bytes. The encodings of single countries read as Western ones: their plain letters are the same. */
const textOf = (bytes, encoding) => {
  if (encoding === "utf-8") return host.encode(bytes, "utf8");
  if (encoding === "utf-16le") return host.encode(bytes, "utf16le");
  if (encoding === "utf-16be") return host.encode(swapped(bytes), "utf16le");
  return P.replace(bytes, /[\x80-\x9f]/g, (one) => upper[one.charCodeAt(0) - 128]);
};
const kept = new P.WeakMap();
class TextDecoder {
  constructor(label = "utf-8", options = {}) {
    const encoding = labels[P.lower(P.trim(P.String(label)))];
    if (!encoding) throw internal.nodeError("ERR_ENCODING_NOT_SUPPORTED", `The "${label}" encoding is not supported`, P.RangeError);
    kept.set(this, { encoding, fatal: Boolean(options.fatal), ignoreBOM: Boolean(options.ignoreBOM), rest: "" });
  }
  get encoding() { return kept.get(this).encoding; }
  get fatal() { return kept.get(this).fatal; }
  get ignoreBOM() { return kept.get(this).ignoreBOM; }
  decode(input, options) {
    const own = kept.get(this);
    let bytes = own.rest + (input === undefined ? "" : internal.asBytes(input));
    own.rest = "";
    if (options?.stream && own.encoding === "utf-8") { const tail = /(?:[\xc0-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf7][\x80-\xbf]{0,2})$/.exec(bytes); if (tail) { own.rest = tail[0]; bytes = bytes.slice(0, -tail[0].length); } }
    const text = textOf(bytes, own.encoding);
    if (own.fatal && own.encoding === "utf-8" && P.includes(text, "\uFFFD") && !P.includes(bytes, "\xef\xbf\xbd")) throw internal.nodeError("ERR_ENCODING_INVALID_ENCODED_DATA", "The encoded data was not valid for encoding utf-8");
    return !own.ignoreBOM && P.startsWith(text, "\uFEFF") ? P.text(text, 1) : text;
  }
}
const streaming = (make) => class { constructor(label) { const one = make(label); const { TransformStream } = require("fetch_body"); const { readable, writable } = new TransformStream({ transform(chunk, controller) { controller.enqueue(one(chunk)); } }); this.readable = readable; this.writable = writable; } };
module.exports = { URLSearchParams, paramsOf, TextEncoder, TextDecoder, TextDecoderStream: streaming((label) => { const decoder = new TextDecoder(label); return (chunk) => decoder.decode(chunk, { stream: true }); }), TextEncoderStream: streaming(() => (chunk) => new TextEncoder().encode(chunk)) };
