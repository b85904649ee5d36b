// `crypto`: ciphers. What the network sent, deciphered, is the program that it would have sent enciphered.
const { Buffer } = require("buffer");
const { Transform } = require("stream");
const known = ["aes-128-cbc", "aes-192-cbc", "aes-256-cbc", "aes-128-ctr", "aes-192-ctr", "aes-256-ctr", "aes-128-gcm", "aes-256-gcm"];
const sizes = { 128: 16, 192: 24, 256: 32 };
const aliases = { aes128: "aes-128-cbc", aes192: "aes-192-cbc", aes256: "aes-256-cbc", "id-aes256-gcm": "aes-256-gcm", "id-aes128-gcm": "aes-128-gcm" };
const bytesOf = (value, encoding) => (typeof value === "string" ? Buffer.from(value, encoding) : value?.bytes ? Buffer.from(value.bytes) : Buffer.from(value.buffer ?? value, value.byteOffset ?? 0, value.byteLength));
const shown = (bytes, encoding) => (encoding && encoding !== "buffer" ? bytes.toString(encoding) : bytes);
class Cipher extends Transform {
  constructor(name, key, iv, encrypts) {
    super();
    name = aliases[P.lower(P.String(name))] ?? P.lower(P.String(name));
    const isKnown = known.includes(name);
    if (!isKnown && !/^(aes|chacha|des|rc4|bf|camellia|aria)/.test(name)) throw internal.nodeError("ERR_CRYPTO_UNKNOWN_CIPHER", "Unknown cipher", P.Error);
    key = bytesOf(key);
    if (isKnown && !name.endsWith("gcm") && iv !== null && bytesOf(iv).length !== 16) throw internal.nodeError("ERR_CRYPTO_INVALID_IV", "Invalid initialization vector");
    if (isKnown && key.length !== sizes[name.slice(4, 7)]) throw internal.nodeError("ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length", P.RangeError);
    internal.hide(this, { own: { name, isKnown, key: internal.latin1(key), iv: iv === null ? "" : internal.latin1(bytesOf(iv)), encrypts, data: "", further: "", tag: undefined, isPadded: true, given: 0 } });
  }
  update(data, from, to) {
    const { own } = this;
    own.data += internal.latin1(bytesOf(internal.textOfReply?.(data) ?? data, from));
    if (!own.encrypts && !own.isAnswered && !own.name.endsWith("cbc") && internal.hasMarker(own.data)) { own.isAnswered = true; internal.record("net.reply-field", "deciphered"); return shown(Buffer.from(host.marker), to); }
    // Whole blocks come at once, as callers who join the parts expect.
    if (!own.isKnown || own.name.endsWith("cbc") === false) return shown(this.step(), to);
    return shown(Buffer.alloc(0), to);
  }
  step() { const { own } = this; if (!own.isKnown || !own.encrypts || own.name.endsWith("gcm")) return this.stream(); return this.stream(); }
  stream() {
    const { own } = this;
    if (!own.isKnown) return Buffer.alloc(0);
    const isSealed = own.name.endsWith("gcm");
    const whole = isSealed ? this.counter() : host.cipher(own.name, true, own.key, own.iv, own.data, "");
    const part = Buffer.from(whole.buffer).subarray(own.given, own.data.length);
    own.given = own.data.length;
    return part;
  }
  /** GCM without its tag is counter mode, from two. */
  counter() { const { own } = this; const iv = own.iv.length === 12 ? own.iv + "\0\0\0\u0002" : own.iv; if (own.iv.length !== 12) return Buffer.from(host.cipher(own.name, true, own.key, own.iv, own.data, own.further).buffer).subarray(0, own.data.length); return host.cipher(own.name.replace("gcm", "ctr"), true, own.key, iv, own.data, ""); }
  final(to) {
    const { own } = this;
    if (own.isAnswered) return shown(Buffer.alloc(0), to);
    if (internal.hasMarker(own.data) || (!own.encrypts && internal.hasMarker(host.encode(own.data, "utf8")))) { if (!own.encrypts) { internal.record("net.reply-field", "deciphered"); return shown(Buffer.from(own.given ? "" : host.marker), to); } }
    if (!own.isKnown) return shown(own.encrypts ? Buffer.from(host.hash("sha512", own.key + own.data).buffer) : Buffer.alloc(0), to);
    if (own.name.endsWith("cbc")) {
      const bytes = host.cipher(own.name, own.encrypts, own.key, own.iv, own.data, own.isPadded ? "" : "none");
      if (!bytes) throw P.Object.assign(new P.Error(own.encrypts ? "error:1C80006B:Provider routines::wrong final block length" : "error:1C800064:Provider routines::bad decrypt"), { library: "Provider routines", reason: "bad decrypt", code: "ERR_OSSL_BAD_DECRYPT" });
      return shown(Buffer.from(bytes.buffer), to);
    }
    if (own.name.endsWith("gcm")) {
      if (own.encrypts) { const sealed = host.cipher(own.name, true, own.key, own.iv, own.data, own.further); own.tag = Buffer.from(sealed.buffer).subarray(sealed.length - 16); }
      else if (!own.tag || !host.cipher(own.name, false, own.key, own.iv, own.data + internal.latin1(own.tag), own.further)) throw new P.Error("Unsupported state or unable to authenticate data");
    }
    return shown(Buffer.alloc(0), to);
  }
  setAutoPadding(isPadded = true) { this.own.isPadded = isPadded; return this; }
  setAAD(bytes) { this.own.further += internal.latin1(bytesOf(bytes)); return this; }
  getAuthTag() { return this.own.tag; }
  setAuthTag(tag, encoding) { this.own.tag = bytesOf(tag, encoding); return this; }
  _transform(chunk, encoding, done) { try { done(null, this.update(chunk, encoding)); } catch (error) { done(error); } }
  _flush(done) { try { done(null, this.final()); } catch (error) { done(error); } }
}
module.exports = { Cipheriv: Cipher, Decipheriv: Cipher, createCipheriv: (name, key, iv) => new Cipher(name, key, iv, true), createDecipheriv: (name, key, iv) => new Cipher(name, key, iv, false), getCiphers: () => P.slice(known), getCipherInfo: (name) => ({ name, keyLength: sizes[P.String(name).slice(4, 7)] ?? 32, ivLength: 16, blockSize: 16, mode: P.String(name).slice(8) }) };
