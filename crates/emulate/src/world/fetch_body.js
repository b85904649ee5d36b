// Web streams, `Blob`, `FormData`.
const { Buffer } = require("buffer");
const sources = new P.WeakMap();
class ReadableStream {
  constructor(source = {}) {
    const own = { chunks: [], waiting: [], isClosed: false, failure: undefined, source };
    sources.set(this, own);
    const controller = { enqueue: (chunk) => { if (own.waiting.length) own.waiting.shift().resolve({ value: chunk, done: false }); else own.chunks.push(chunk); }, close: () => { own.isClosed = true; for (const one of own.waiting.splice(0)) one.resolve({ value: undefined, done: true }); }, error: (error) => { own.failure = error; for (const one of own.waiting.splice(0)) one.reject(error); }, desiredSize: 1 };
    own.controller = controller;
    own.started = P.resolved(source.start?.(controller));
    this.locked = false;
  }
  getReader() {
    const own = sources.get(this);
    this.locked = true;
    const stream = this;
    const read = async () => {
      await own.started;
      if (own.chunks.length) return { value: own.chunks.shift(), done: false };
      if (own.failure) throw own.failure;
      if (own.isClosed) return { value: undefined, done: true };
      if (own.source.pull) { await own.source.pull(own.controller); if (own.chunks.length || own.isClosed || own.failure) return read(); }
      return new P.Promise((resolve, reject) => own.waiting.push({ resolve, reject }));
    };
    return { read, releaseLock() { stream.locked = false; }, cancel: async () => {}, closed: P.resolved() };
  }
  async cancel() { sources.get(this).isClosed = true; }
  tee() { const all = (async () => { const list = []; for await (const one of this) list.push(one); return list; })(); const make = () => new ReadableStream({ async start(controller) { for (const one of await all) controller.enqueue(one); controller.close(); } }); return [make(), make()]; }
  async pipeTo(target) { const writer = target.getWriter(); for await (const one of this) await writer.write(one); await writer.close(); }
  pipeThrough({ readable, writable }) { this.pipeTo(writable); return readable; }
  values() { return this[P.Symbol.asyncIterator](); }
  async *[P.Symbol.asyncIterator]() { const reader = this.getReader(); for (;;) { const { value, done } = await reader.read(); if (done) return; yield value; } }
  static from(list) { return new ReadableStream({ async start(controller) { for await (const one of list) controller.enqueue(one); controller.close(); } }); }
}
class WritableStream {
  constructor(sink = {}) { sources.set(this, sink); sink.start?.({}); this.locked = false; }
  getWriter() { const sink = sources.get(this); this.locked = true; return { write: async (chunk) => sink.write?.(chunk, {}), close: async () => sink.close?.(), abort: async (reason) => sink.abort?.(reason), releaseLock() {}, ready: P.resolved(), closed: P.resolved(), desiredSize: 1 }; }
  async close() { await sources.get(this).close?.(); }
  async abort() {}
}
class TransformStream {
  constructor(transformer = {}) { let control; this.readable = new ReadableStream({ start(controller) { control = controller; } }); this.writable = new WritableStream({ write: async (chunk) => (transformer.transform ? transformer.transform(chunk, control) : control.enqueue(chunk)), close: async () => { await transformer.flush?.(control); control.close(); } }); control.terminate = control.close; transformer.start?.(control); }
}
const pressed = (operations) => class { constructor(format) { const chunks = []; const made = new TransformStream({ transform(chunk) { chunks.push(Buffer.from(chunk)); }, flush(controller) { controller.enqueue(new P.Uint8Array(require("zlib")[operations[format]](Buffer.concat(chunks)))); } }); this.readable = made.readable; this.writable = made.writable; } };
const CompressionStream = pressed({ gzip: "gzipSync", deflate: "deflateSync", "deflate-raw": "deflateRawSync" });
const DecompressionStream = pressed({ gzip: "gunzipSync", deflate: "inflateSync", "deflate-raw": "inflateRawSync" });
const bytesOf = (part) => (part instanceof Blob ? part.bytesOwn : typeof part === "string" ? Buffer.from(part) : part instanceof P.ArrayBuffer ? Buffer.from(part) : ArrayBuffer.isView(part) ? Buffer.from(part.buffer, part.byteOffset, part.byteLength) : Buffer.from(P.String(part)));
class Blob {
  constructor(parts = [], options = {}) { internal.hide(this, { bytesOwn: Buffer.concat(P.map([...parts], bytesOf)) }); this.type = P.String(options.type ?? "").toLowerCase(); }
  get size() { return this.bytesOwn.length; }
  async text() { return this.bytesOwn.toString(); }
  async arrayBuffer() { return this.bytesOwn.buffer.slice(this.bytesOwn.byteOffset, this.bytesOwn.byteOffset + this.size); }
  async bytes() { return new P.Uint8Array(this.bytesOwn); }
  slice(start, end, type) { return new Blob([this.bytesOwn.subarray(start, end)], { type }); }
  stream() { return ReadableStream.from([new P.Uint8Array(this.bytesOwn)]); }
}
class File extends Blob { constructor(parts, name, options) { super(parts, options); this.name = name; this.lastModified = options?.lastModified ?? globalThis.Date.now(); } }
class FormData {
  constructor() { internal.hide(this, { list: [] }); }
  append(name, value, file) { this.list.push([P.String(name), value instanceof Blob ? (file ? new File([value], file, { type: value.type }) : value) : P.String(value)]); }
  set(name, value, file) { this.delete(name); this.append(name, value, file); }
  get(name) { return this.list.find(([key]) => key === name)?.[1] ?? null; }
  getAll(name) { return this.list.filter(([key]) => key === name).map(([, value]) => value); }
  has(name) { return this.list.some(([key]) => key === name); }
  delete(name) { this.list = this.list.filter(([key]) => key !== name); }
  forEach(callback) { for (const [name, value] of this.list) callback(value, name, this); }
  *entries() { yield* this.list; }
  *keys() { for (const [name] of this.list) yield name; }
  *values() { for (const [, value] of this.list) yield value; }
  encoded(boundary) { return Buffer.concat([...this.list.flatMap(([name, value]) => [Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${value instanceof Blob ? `; filename="${value.name ?? "blob"}"\r\nContent-Type: ${value.type || "application/octet-stream"}` : ""}\r\n\r\n`), bytesOf(value), Buffer.from("\r\n")]), Buffer.from(`--${boundary}--\r\n`)]); }
}
internal.hide(FormData.prototype, { [P.Symbol.iterator]: FormData.prototype.entries, encoded: FormData.prototype.encoded });
class Strategy { constructor({ highWaterMark }) { this.highWaterMark = highWaterMark; } size() { return 1; } }
for (const [made, name] of [[Blob, "Blob"], [File, "File"], [FormData, "FormData"], [ReadableStream, "ReadableStream"], [WritableStream, "WritableStream"], [TransformStream, "TransformStream"]]) P.defineProperty(made.prototype, P.Symbol.toStringTag, { value: name, configurable: true });
const web = { ReadableStream, WritableStream, TransformStream, CompressionStream, DecompressionStream, ReadableStreamDefaultReader: class ReadableStreamDefaultReader {}, ByteLengthQueuingStrategy: Strategy, CountQueuingStrategy: Strategy };
internal.lazy(web, "TextDecoderStream", () => globalThis.TextDecoderStream, true);
internal.lazy(web, "TextEncoderStream", () => globalThis.TextEncoderStream, true);
module.exports = { ...web, Blob, File, FormData, bytesOf, web };
