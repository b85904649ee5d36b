// `crypto`: hashes, chance, key derivation.
const { Buffer } = require("buffer");
const loop = require("event_loop");
const { Transform } = require("stream");
const latin1 = (value, encoding) => internal.latin1(typeof value === "string" ? Buffer.from(value, encoding) : ArrayBuffer.isView(value) ? new P.Uint8Array(value.buffer, value.byteOffset, value.byteLength) : value instanceof P.ArrayBuffer ? new P.Uint8Array(value) : value?.bytes ?? (() => { throw internal.argumentType("data", "of type string or an instance of Buffer, TypedArray, or DataView", value); })());
const names = { "sha-1": "sha1", "sha-256": "sha256", "sha-384": "sha384", "sha-512": "sha512", "rsa-sha256": "sha256", "rsa-sha1": "sha1", "rsa-sha512": "sha512" };
const nameOf = (name) => { name = P.lower(P.String(name)); return names[name] ?? name; };
const shown = (bytes, encoding) => (encoding && encoding !== "buffer" ? bytes.toString(encoding) : bytes);
class Hash extends Transform {
  constructor(name, key) { super(); internal.hide(this, { own: { name: nameOf(name), key, text: "", isDone: false } }); if (!host.hash(this.own.name, "")) throw P.Object.assign(new P.Error("Digest method not supported"), { code: "ERR_CRYPTO_INVALID_DIGEST" }); }
  update(data, encoding) { if (this.own.isDone) throw internal.nodeError("ERR_CRYPTO_HASH_FINALIZED", "Digest already called", P.Error); this.own.text += latin1(internal.textOfReply?.(data) ?? data, encoding); return this; }
  digest(encoding) { if (this.own.isDone) throw internal.nodeError("ERR_CRYPTO_HASH_FINALIZED", "Digest already called", P.Error); this.own.isDone = true; const { name, key, text } = this.own; const bytes = key === undefined ? host.hash(name, text) : host.hmac(name, key, text); return shown(Buffer.from(bytes.buffer), encoding); }
  copy() { const made = new Hash(this.own.name, this.own.key); made.own.text = this.own.text; return made; }
  _transform(chunk, encoding, done) { this.update(chunk, encoding); done(); }
  _flush(done) { this.push(this.digest()); done(); }
}
class Hmac extends Hash {}
const randomBytes = (size, callback) => {
  if (typeof size !== "number") throw internal.argumentType("size", "of type number", size);
  const made = Buffer.alloc(size);
  for (let at = 0; at < size; at++) made[at] = host.random() * 256;
  if (callback) { loop.later(() => callback(null, made)); return undefined; }
  return made;
};
const fill = (target) => { const bytes = new P.Uint8Array(target.buffer ?? target, target.byteOffset ?? 0, target.byteLength); bytes.set(randomBytes(bytes.length)); return target; };
const randomInt = (low, high, callback) => { if (high === undefined || typeof high === "function") { callback = high; high = low; low = 0; } const value = low + P.Math.floor(host.random() * (high - low)); if (callback) { loop.later(() => callback(null, value)); return undefined; } return value; };
const randomUUID = () => { const bytes = randomBytes(16); bytes[6] = (bytes[6] & 15) | 64; bytes[8] = (bytes[8] & 63) | 128; const hex = bytes.toString("hex"); return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`; };
const pbkdf2Sync = (password, salt, rounds, size, name) => { const bytes = host.pbkdf2(nameOf(name ?? "sha1"), latin1(password), latin1(salt), rounds, size); if (!bytes) throw internal.nodeError("ERR_CRYPTO_INVALID_DIGEST", `Invalid digest: ${name}`); return Buffer.from(bytes.buffer); };
const hkdfSync = (name, key, salt, info, size) => { const extracted = internal.latin1(host.hmac(nameOf(name), latin1(salt) || "\0", latin1(key))); let [block, all] = ["", ""]; for (let at = 1; all.length < size; at++) { block = internal.latin1(host.hmac(nameOf(name), extracted, block + latin1(info) + P.fromCharCode(at))); all += block; } const bytes = Buffer.from(all.slice(0, size), "latin1"); return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + size); };
/** Not the real function: as costly as two rounds, and as deterministic. Two equal inputs give equal keys. */
const scryptSync = (password, salt, size) => pbkdf2Sync(password, salt, 2, size, "sha256");
const later = (sync) => (...parts) => { const callback = parts.pop(); let [value, failure] = [undefined, null]; try { value = sync(...parts); } catch (error) { failure = error; } loop.later(() => callback(failure, value)); };
const timingSafeEqual = (one, other) => { if (one.byteLength !== other.byteLength) throw internal.nodeError("ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH", "Input buffers must have the same byte length", P.RangeError); return latin1(one) === latin1(other); };
class KeyObject { constructor(type, bytes) { this.type = type; internal.hide(this, { bytes }); } export(options) { return options?.format === "pem" ? `-----BEGIN ${this.type.toUpperCase()} KEY-----\n${Buffer.from(this.bytes).toString("base64")}\n-----END ${this.type.toUpperCase()} KEY-----\n` : Buffer.from(this.bytes); } get symmetricKeySize() { return this.bytes.length; } get asymmetricKeyType() { return "rsa"; } equals() { return false; } static from(key) { return key; } }
const keyOf = (type) => (value) => new KeyObject(type, value?.bytes ?? (typeof value === "string" ? Buffer.from(value) : value?.key !== undefined ? Buffer.from(value.key) : Buffer.from(value)));
/** Asymmetric encryption is not computed: the answer hides the text, and still depends on every bit of it. */
const sealed = (key, data) => { const seed = latin1(data); let all = ""; for (let at = 0; all.length < 256; at++) all += internal.latin1(host.hash("sha512", `${at}${seed}`)); internal.record("host.ask", "crypto.publicEncrypt"); void key; return Buffer.from(all.slice(0, 256), "latin1"); };
const pair = () => ({ publicKey: new KeyObject("public", randomBytes(294)), privateKey: new KeyObject("private", randomBytes(1200)) });
const exported = (made, options) => ({ publicKey: options?.publicKeyEncoding ? made.publicKey.export(options.publicKeyEncoding) : made.publicKey, privateKey: options?.privateKeyEncoding ? made.privateKey.export(options.privateKeyEncoding) : made.privateKey });
class Sign extends Hash { sign(_, encoding) { return shown(sealed(null, this.digest()), encoding); } }
class Verify extends Hash { verify() { return true; } }
const secrets = { randomBytes, pseudoRandomBytes: randomBytes, prng: randomBytes, rng: randomBytes, randomFillSync: (target, offset = 0, size) => { fill(target.subarray ? target.subarray(offset, size === undefined ? undefined : offset + size) : target); return target; }, randomFill(target, ...rest) { fill(target); const callback = rest.pop(); loop.later(() => callback(null, target)); }, randomInt, randomUUID };
module.exports = {
  ...secrets, Hash, Hmac, createHash: (name) => new Hash(name), createHmac: (name, key) => new Hmac(name, latin1(key)), hash: (name, data, encoding = "hex") => new Hash(name).update(data).digest(encoding), getHashes: () => ["RSA-MD5", "RSA-SHA1", "RSA-SHA256", "md5", "sha1", "sha224", "sha256", "sha384", "sha512"], pbkdf2Sync, pbkdf2: later(pbkdf2Sync), hkdfSync, hkdf: later(hkdfSync), scryptSync, scrypt: later(scryptSync), timingSafeEqual, KeyObject, createSecretKey: keyOf("secret"), createPublicKey: keyOf("public"), createPrivateKey: keyOf("private"),
  publicEncrypt: sealed, privateEncrypt: sealed, publicDecrypt: sealed, privateDecrypt: sealed, generateKeyPairSync: (_, options) => exported(pair(), options), generateKeyPair(_, options, callback) { const made = exported(pair(), options); loop.later(() => callback(null, made.publicKey, made.privateKey)); }, generateKeySync: (_, { length }) => new KeyObject("secret", randomBytes(length / 8)), createSign: (name) => new Sign(nameOf(name)), createVerify: (name) => new Verify(nameOf(name)), sign: (name, data) => sealed(null, data), verify: () => true,
  createDiffieHellman: () => internal.stub("crypto.DiffieHellman"), createECDH: () => internal.stub("crypto.ECDH"), getCurves: () => ["prime256v1", "secp256k1", "secp384r1"], getFips: () => 0, setFips() {}, secureHeapUsed: () => ({ total: 0, used: 0 }), constants: { RSA_PKCS1_PADDING: 1, RSA_NO_PADDING: 3, RSA_PKCS1_OAEP_PADDING: 4, RSA_PKCS1_PSS_PADDING: 6, SSL_OP_ALL: 2147485776, SSL_OP_NO_SSLv2: 0, SSL_OP_NO_SSLv3: 33554432, SSL_OP_LEGACY_SERVER_CONNECT: 4 }, X509Certificate: class X509Certificate {}, Certificate: class Certificate {}, ...require("crypto_cipher"),
};
internal.lazy(module.exports, "webcrypto", () => require("crypto_web").crypto, true);
internal.lazy(module.exports, "subtle", () => require("crypto_web").crypto.subtle, true);
module.exports.getRandomValues = fill;
