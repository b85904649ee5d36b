// `buffer`.
const { methods } = require("buffer_numbers");
const encodings = { utf8: "utf8", "utf-8": "utf8", hex: "hex", base64: "base64", base64url: "base64url", ascii: "ascii", latin1: "latin1", binary: "latin1", ucs2: "utf16le", "ucs-2": "utf16le", utf16le: "utf16le", "utf-16le": "utf16le" };
const encodingOf = (name) => encodings[P.lower(P.String(name))];
const known = (name) => {
  const encoding = name === undefined || name === null || name === "" ? "utf8" : encodingOf(name);
  if (!encoding) throw internal.nodeError("ERR_UNKNOWN_ENCODING", `Unknown encoding: ${name}`);
  return encoding;
};
const bytesOf = (text, encoding) => internal.decodedReply?.(text, encoding) ?? host.decode(encoding === "utf16le" ? text : P.wellFormed(text), encoding);
const limit = 4294967296;
const adopt = (array) => P.setPrototypeOf(array, Buffer.prototype);
const sized = (size) => {
  if (typeof size !== "number") throw internal.argumentType("size", "of type number", size);
  if (!(size >= 0 && size <= limit)) throw internal.outOfRange("size", `>= 0 && <= ${limit}`, size);
};
function Buffer(value, encoding, length) {
  return typeof value === "number" ? Buffer.alloc(value) : Buffer.from(value, encoding, length);
}
Buffer.prototype = P.Object.create(P.Uint8Array.prototype, { constructor: { value: Buffer, writable: true, configurable: true, enumerable: false } });
P.setPrototypeOf(Buffer, P.Uint8Array);
const isBytes = (value) => value instanceof P.Uint8Array;

internal.hide(Buffer, {
  poolSize: 8192,
  from(value, encoding, length) {
    if (typeof value === "string") return adopt(bytesOf(value, known(encoding)));
    value = internal.textOfReply?.(value) ?? value;
    if (typeof value === "string") return adopt(bytesOf(value, known(encoding)));
    if (typeof value === "object" && value !== null) {
      if (value instanceof P.ArrayBuffer || (typeof SharedArrayBuffer !== "undefined" && value instanceof SharedArrayBuffer)) {
        return adopt(length === undefined ? new P.Uint8Array(value, encoding) : new P.Uint8Array(value, encoding, length));
      }
      if (typeof value.valueOf === "function" && value.valueOf() !== value && value.valueOf() != null) return Buffer.from(value.valueOf(), encoding, length);
      if (value.type === "Buffer" && P.isArray(value.data)) return adopt(new P.Uint8Array(value.data));
      if (typeof value.length === "number" || isBytes(value)) return adopt(P.apply(fromArray, P.Uint8Array, [value]));
      if (typeof value[P.Symbol.toPrimitive] === "function") return Buffer.from(value[P.Symbol.toPrimitive]("string"), encoding, length);
    }
    throw internal.argumentType("first argument", "of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object", value);
  },
  alloc(size, fill, encoding) {
    sized(size);
    const made = adopt(new P.Uint8Array(size));
    return fill === undefined || fill === 0 ? made : made.fill(fill, encoding);
  },
  allocUnsafe(size) { sized(size); return adopt(new P.Uint8Array(size)); },
  allocUnsafeSlow(size) { sized(size); return adopt(new P.Uint8Array(size)); },
  isBuffer(value) { return value instanceof Buffer; },
  isEncoding(name) { return typeof name === "string" && encodingOf(name) !== undefined; },
  byteLength(value, encoding) {
    if (typeof value !== "string") {
      if (ArrayBuffer.isView(value) || value instanceof P.ArrayBuffer) return value.byteLength;
      throw internal.argumentType("string", "of type string or an instance of Buffer or ArrayBuffer", value);
    }
    return bytesOf(value, encodingOf(encoding) ?? "utf8").length;
  },
  compare(one, other) {
    const count = P.Math.min(one.length, other.length);
    for (let at = 0; at < count; at++) if (one[at] !== other[at]) return one[at] < other[at] ? -1 : 1;
    return one.length < other.length ? -1 : one.length > other.length ? 1 : 0;
  },
  concat(list, total) {
    if (!P.isArray(list)) throw internal.argumentType("list", "an instance of Array", list);
    if (total === undefined) { total = 0; for (const one of list) total += one.length; }
    const made = Buffer.alloc(total);
    let at = 0;
    for (let index = 0; index < list.length; index++) {
      const one = list[index];
      if (!isBytes(one)) throw internal.argumentType(`list[${index}]`, "an instance of Buffer or Uint8Array", one);
      if (at >= total) break;
      made.set(at + one.length > total ? P.subarray(one, 0, total - at) : one, at);
      at += one.length;
    }
    return made;
  },
  copyBytesFrom(array, offset = 0, length) { return Buffer.from(new P.Uint8Array(array.slice(offset, length === undefined ? undefined : offset + length).buffer)); },
});
const fromArray = P.Uint8Array.from;
for (const name of ["of"]) internal.hide(Buffer, { [name](...items) { return adopt(new P.Uint8Array(items)); } });

const cut = (buffer, start, end) => P.subarray(buffer, start ?? 0, end ?? buffer.length);
const search = (buffer, value, from, encoding, isLast) => {
  if (typeof from === "string") { encoding = from; from = undefined; }
  if (typeof value === "number") value = [value & 255];
  else if (typeof value === "string") value = bytesOf(value, known(encoding));
  else if (!isBytes(value)) throw internal.argumentType("value", "one of type number or string or an instance of Buffer or Uint8Array", value);
  from = from === undefined ? (isLast ? buffer.length : 0) : +from || 0;
  if (from < 0) from = P.Math.max(0, buffer.length + from);
  if (isLast) from = P.Math.min(from, buffer.length - value.length);
  outer: for (let at = from; at >= 0 && at + value.length <= buffer.length; at += isLast ? -1 : 1) {
    for (let index = 0; index < value.length; index++) if (buffer[at + index] !== value[index]) continue outer;
    return at;
  }
  return -1;
};
internal.hide(Buffer.prototype, {
  toString(encoding, start = 0, end = this.length) {
    const name = encoding === undefined ? "utf8" : known(encoding);
    if (arguments.length === 0 && this.length === 0) return "";
    start = P.Math.max(0, +start || 0);
    end = P.Math.min(this.length, +end || 0);
    return end <= start ? "" : host.encode(internal.latin1(P.subarray(this, start, end)), name);
  },
  toLocaleString(...parts) { return this.toString(...parts); },
  toJSON() { return { type: "Buffer", data: Array.from(this) }; },
  equals(other) {
    if (!isBytes(other)) throw internal.argumentType("otherBuffer", "an instance of Buffer or Uint8Array", other);
    return Buffer.compare(this, other) === 0;
  },
  compare(other, start = 0, end = other.length, from = 0, to = this.length) { return Buffer.compare(cut(this, from, to), cut(other, start, end)); },
  copy(target, at = 0, start = 0, end = this.length) {
    const part = P.subarray(this, start, P.Math.min(end, start + target.length - at));
    target.set(part, at);
    return part.length;
  },
  slice(start, end) { return adopt(P.subarray(this, start, end)); },
  subarray(start, end) { return adopt(P.subarray(this, start, end)); },
  write(text, offset, length, encoding) {
    if (typeof offset === "string") { encoding = offset; offset = undefined; length = undefined; }
    if (typeof length === "string") { encoding = length; length = undefined; }
    const bytes = bytesOf(text, known(encoding));
    const at = offset ?? 0;
    const part = P.subarray(bytes, 0, P.Math.min(length ?? bytes.length, this.length - at));
    this.set(part, at);
    return part.length;
  },
  fill(value, start = 0, end = this.length, encoding) {
    if (typeof start === "string") { encoding = start; start = 0; end = this.length; }
    if (typeof value === "number" || typeof value === "boolean") { P.apply(fillBytes, this, [+value & 255, start, end]); return this; }
    const bytes = typeof value === "string" ? bytesOf(value, known(encoding)) : value;
    for (let at = start; at < end; at++) this[at] = bytes.length ? bytes[(at - start) % bytes.length] : 0;
    return this;
  },
  indexOf(value, from, encoding) { return search(this, value, from, encoding, false); },
  lastIndexOf(value, from, encoding) { return search(this, value, from, encoding, true); },
  includes(value, from, encoding) { return search(this, value, from, encoding, false) >= 0; },
  ...methods,
  [P.Symbol.for("nodejs.util.inspect.custom")]() {
    let text = this.length ? "" : " ";
    for (let at = 0; at < P.Math.min(50, this.length); at++) text += ` ${(this[at] + 256).toString(16).slice(1)}`;
    if (this.length > 50) text += ` ... ${this.length - 50} more byte${this.length > 51 ? "s" : ""}`;
    return `<${this.constructor.name}${text}>`;
  },
});
const fillBytes = P.Uint8Array.prototype.fill;
for (const name of ["utf8", "hex", "base64", "base64url", "ascii", "latin1", "ucs2"]) {
  internal.hide(Buffer.prototype, {
    [`${name}Slice`](start, end) { return this.toString(name, start, end); },
    [`${name}Write`](text, offset, length) { return this.write(text, offset, length, name); },
  });
}
for (const [name, property] of [["parent", "buffer"], ["offset", "byteOffset"]]) P.defineProperty(Buffer.prototype, name, { get() { return this instanceof Buffer ? this[property] : undefined; }, enumerable: true, configurable: true });
class SlowBuffer {}
const isValid = (input) => !host.encode(internal.latin1(input), "utf8").includes("\uFFFD");
module.exports = {
  Buffer, SlowBuffer, kMaxLength: limit, kStringMaxLength: 536870888, constants: { MAX_LENGTH: limit, MAX_STRING_LENGTH: 536870888 }, INSPECT_MAX_BYTES: 50,
  transcode: (source, from, to) => Buffer.from(source.toString(from), to), isUtf8: isValid, isAscii: (input) => input.every((byte) => byte < 128),
  get Blob() { return globalThis.Blob; }, get File() { return globalThis.File; }, resolveObjectURL() {},
  atob(text) {
    const reply = internal.decodedReply(text, "base64");
    if (reply) return internal.latin1(reply);
    const plain = P.String(text).replace(/[\t\n\f\r ]/g, "");
    if (/[^A-Za-z0-9+/=]/.test(plain) || plain.replace(/=+$/, "").length % 4 === 1) throw new globalThis.DOMException("Invalid character", "InvalidCharacterError");
    return internal.latin1(host.decode(plain, "base64"));
  },
  btoa(text) {
    text = P.String(text);
    for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 255) throw new globalThis.DOMException("Invalid character", "InvalidCharacterError");
    return host.encode(text, "base64");
  },
};
