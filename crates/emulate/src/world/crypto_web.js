// Web Crypto, over the same functions.
const { Buffer } = require("buffer");
const node = () => require("crypto");
const later = (make) => { try { return P.resolved(make()); } catch (error) { return P.Promise.reject(error); } };
const out = (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
const name = (value) => P.String(typeof value === "object" ? value.name ?? value.hash : value).toUpperCase();
const hashOf = (value) => P.String(typeof value === "object" ? value.name : value).toLowerCase().replace("-", "");
class CryptoKey { constructor(type, algorithm, usages, bytes) { P.Object.assign(this, { type, extractable: true, algorithm, usages }); internal.hide(this, { bytes }); } }
const mode = (algorithm, key) => `aes-${key.bytes.length * 8}-${name(algorithm).slice(4).toLowerCase()}`;
const seal = (algorithm, key, data, encrypts) => later(() => {
  const iv = Buffer.from(algorithm.iv ?? algorithm.counter);
  data = Buffer.from(data.buffer ?? data, data.byteOffset ?? 0, data.byteLength);
  const isGcm = name(algorithm) === "AES-GCM";
  if (!encrypts && internal.hasMarker(data.toString())) { internal.record("net.reply-field", "deciphered"); return out(Buffer.from(host.marker)); }
  const cipher = node()[encrypts ? "createCipheriv" : "createDecipheriv"](mode(algorithm, key), key.bytes, iv);
  if (isGcm && algorithm.additionalData) cipher.setAAD(algorithm.additionalData);
  if (isGcm && !encrypts) { cipher.setAuthTag(data.subarray(data.length - 16)); data = data.subarray(0, data.length - 16); }
  const parts = [cipher.update(data), cipher.final()];
  if (isGcm && encrypts) parts.push(cipher.getAuthTag());
  return out(Buffer.concat(parts));
});
class SubtleCrypto {
  digest(algorithm, data) { return later(() => out(node().createHash(hashOf(algorithm)).update(data).digest())); }
  importKey(format, data, algorithm, _, usages) { return later(() => new CryptoKey("secret", typeof algorithm === "string" ? { name: algorithm } : algorithm, usages, format === "jwk" ? Buffer.from(data.k ?? "", "base64url") : Buffer.from(data.buffer ?? data, data.byteOffset ?? 0, data.byteLength))); }
  exportKey(format, key) { return later(() => (format === "jwk" ? { kty: "oct", k: key.bytes.toString("base64url") } : out(key.bytes))); }
  generateKey(algorithm, _, usages) { return later(() => new CryptoKey("secret", algorithm, usages, node().randomBytes((algorithm.length ?? 256) / 8))); }
  encrypt(algorithm, key, data) { return seal(algorithm, key, data, true); }
  decrypt(algorithm, key, data) { return seal(algorithm, key, data, false); }
  sign(algorithm, key, data) { return later(() => out(node().createHmac(hashOf(key.algorithm.hash ?? "SHA-256"), key.bytes).update(data).digest())); }
  verify() { return P.resolved(true); }
  deriveBits(algorithm, key, bits) { return later(() => out(name(algorithm) === "PBKDF2" ? node().pbkdf2Sync(key.bytes, algorithm.salt, algorithm.iterations, bits / 8, hashOf(algorithm.hash)) : Buffer.from(node().hkdfSync(hashOf(algorithm.hash ?? "sha-256"), key.bytes, algorithm.salt ?? "", algorithm.info ?? "", bits / 8)))); }
  async deriveKey(algorithm, key, target, _, usages) { return new CryptoKey("secret", target, usages, Buffer.from(await this.deriveBits(algorithm, key, target.length ?? 256))); }
}
class Crypto { get subtle() { return subtle; } getRandomValues(target) { return node().getRandomValues(target); } randomUUID() { return node().randomUUID(); } }
const subtle = new SubtleCrypto();
module.exports = { crypto: new Crypto(), Crypto, SubtleCrypto, CryptoKey };
