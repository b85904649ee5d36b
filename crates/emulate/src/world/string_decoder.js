// `string_decoder`.
const { Buffer } = require("buffer");
const names = { utf8: "utf8", "utf-8": "utf8", hex: "hex", base64: "base64", base64url: "base64url", ascii: "ascii", latin1: "latin1", binary: "latin1", ucs2: "utf16le", "ucs-2": "utf16le", utf16le: "utf16le", "utf-16le": "utf16le" };
function StringDecoder(encoding) {
  const name = names[P.lower(P.String(encoding ?? "utf8"))];
  if (!name) throw internal.nodeError("ERR_UNKNOWN_ENCODING", `Unknown encoding: ${encoding}`);
  this.encoding = name;
  P.defineProperty(this, "_rest", { value: Buffer.alloc(0), writable: true, enumerable: false });
}
const incomplete = (bytes, encoding) => {
  if (encoding === "base64" || encoding === "base64url") return bytes.length % 3;
  if (encoding === "utf16le") return bytes.length % 2 || ((bytes[bytes.length - 1] & 0xfc) === 0xd8 && bytes.length >= 2 ? 2 : 0);
  if (encoding !== "utf8") return 0;
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back];
    if ((byte & 0xc0) === 0x80) continue;
    const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return size > back ? back : 0;
  }
  return 0;
};
StringDecoder.prototype.write = function (chunk) {
  if (typeof chunk === "string") return chunk;
  const all = this._rest.length ? Buffer.concat([this._rest, chunk]) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const rest = incomplete(all, this.encoding);
  this._rest = Buffer.from(all.subarray(all.length - rest));
  return all.subarray(0, all.length - rest).toString(this.encoding);
};
StringDecoder.prototype.end = function (chunk) {
  const text = chunk ? this.write(chunk) : "";
  const rest = this._rest.length ? (this.encoding === "utf8" ? "\ufffd" : this._rest.toString(this.encoding)) : "";
  this._rest = Buffer.alloc(0);
  return text + rest;
};
StringDecoder.prototype.text = function (chunk, offset) { this._rest = Buffer.alloc(0); return this.write(chunk.slice(offset)); };
P.Object.assign(exports, { StringDecoder });
