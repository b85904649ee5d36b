// `stream`: readable streams, and the module's face.
const EventEmitter = require("events");
const { Buffer } = require("buffer");
const { nextTick } = require("event_loop");
function Stream(options) { EventEmitter.call(this, options); }
P.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
P.setPrototypeOf(Stream, EventEmitter);
module.exports = Stream;

function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  Stream.call(this, options);
  Readable.init(this, options);
}
P.setPrototypeOf(Readable.prototype, Stream.prototype);
P.setPrototypeOf(Readable, Stream);
Readable.init = (stream, options = {}) => {
  const isObject = Boolean(options.objectMode || options.readableObjectMode);
  stream._readableState = { buffer: [], length: 0, objectMode: isObject, highWaterMark: options.readableHighWaterMark ?? options.highWaterMark ?? (isObject ? 16 : 65536), flowing: null, ended: false, endEmitted: false, reading: false, destroyed: false, errored: null, closed: false, closeEmitted: false, encoding: null, decoder: null, pipes: [], autoDestroy: options.autoDestroy !== false, emitClose: options.emitClose !== false, needReadable: false, readableListening: false, resumeScheduled: false, constructed: true, defaultEncoding: "utf8" };
  if (options.encoding) stream.setEncoding(options.encoding);
  if (typeof options.read === "function") stream._read = options.read;
  if (typeof options.destroy === "function") stream._destroy = options.destroy;
  if (options.signal) options.signal.addEventListener("abort", () => stream.destroy(new P.Error("The operation was aborted")));
};
const drainSoon = (stream) => {
  const state = stream._readableState;
  if (state.resumeScheduled) return;
  state.resumeScheduled = true;
  nextTick(() => { state.resumeScheduled = false; flow(stream); });
};
const want = (stream) => {
  const state = stream._readableState;
  if (state.reading || state.ended || state.destroyed || state.length >= state.highWaterMark) return;
  state.reading = true;
  try { stream._read(state.highWaterMark); } catch (error) { state.reading = false; stream.destroy(error); }
};
const flow = (stream) => {
  const state = stream._readableState;
  if (state.destroyed) return;
  let turns = 0;
  while (state.flowing && turns++ < 1e5) {
    if (!state.buffer.length) {
      if (state.ended) return finish(stream);
      const before = state.buffer.length;
      want(stream);
      if (state.buffer.length === before) { if (state.ended && !state.buffer.length) finish(stream); return; }
      continue;
    }
    const chunk = state.buffer.shift();
    state.length -= state.objectMode ? 1 : chunk.length;
    stream.emit("data", chunk);
    if (state.destroyed) return;
  }
};
const finish = (stream) => {
  const state = stream._readableState;
  if (state.endScheduled || state.length > 0) return;
  state.endScheduled = true;
  nextTick(() => {
    if (state.destroyed) return;
    state.endEmitted = true;
    stream.readable = false;
    stream.emit("end");
    const writable = stream._writableState;
    if (writable && stream.allowHalfOpen === false) stream.end();
    if (state.autoDestroy && (!writable || writable.finished || !writable.autoDestroy)) stream.destroy();
  });
};
const push = (stream, chunk, encoding, isFirst) => {
  const state = stream._readableState;
  state.reading = false;
  if (chunk === null) {
    if (state.ended) return false;
    if (state.decoder) { const rest = state.decoder.end(); if (rest) { state.buffer.push(rest); state.length += rest.length; } }
    state.ended = true;
    if (state.flowing) drainSoon(stream);
    else { if (state.readableListening || state.needReadable || state.length === 0) nextTick(() => { if (!state.destroyed) stream.emit("readable"); if (!state.length && state.readableListening) finish(stream); }); }
    return false;
  }
  if (state.ended) { stream.destroy(internal.nodeError("ERR_STREAM_PUSH_AFTER_EOF", "stream.push() after EOF", P.Error)); return false; }
  if (!state.objectMode) {
    if (typeof chunk === "string") { if (state.encoding !== (encoding ?? "utf8") || !state.decoder) chunk = Buffer.from(chunk, encoding); else if (state.decoder) chunk = Buffer.from(chunk, encoding); }
    else if (chunk instanceof P.Uint8Array && !Buffer.isBuffer(chunk)) chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    else if (!(chunk instanceof P.Uint8Array)) { stream.destroy(internal.argumentType("chunk", "of type string or an instance of Buffer or Uint8Array", chunk)); return false; }
    if (state.decoder && !isFirst) chunk = state.decoder.write(chunk);
    if (chunk.length === 0) return state.length < state.highWaterMark;
  }
  if (isFirst) state.buffer.unshift(chunk); else state.buffer.push(chunk);
  state.length += state.objectMode ? 1 : chunk.length;
  if (state.flowing) drainSoon(stream);
  else if (state.readableListening && !state.emittedReadable) { state.emittedReadable = true; nextTick(() => { state.emittedReadable = false; if (!state.destroyed && (state.length || state.ended)) stream.emit("readable"); }); }
  return state.length < state.highWaterMark;
};
P.Object.assign(Readable.prototype, {
  readable: true,
  push(chunk, encoding) { return push(this, chunk, encoding, false); },
  unshift(chunk, encoding) { return push(this, chunk, encoding, true); },
  _read() { throw internal.nodeError("ERR_METHOD_NOT_IMPLEMENTED", "The _read() method is not implemented", P.Error); },
  read(size) {
    const state = this._readableState;
    if (size === 0) { want(this); return null; }
    if (!state.length) { want(this); if (!state.length) { state.needReadable = true; if (state.ended) finish(this); return null; } }
    let chunk;
    if (state.objectMode) { chunk = state.buffer.shift(); state.length -= 1; }
    else if (size === undefined || size >= state.length) {
      if (size > state.length && !state.ended) { want(this); return null; }
      chunk = state.buffer.length === 1 ? state.buffer[0] : state.decoder ? state.buffer.join("") : Buffer.concat(state.buffer);
      state.buffer = []; state.length = 0;
    } else {
      const all = state.decoder ? state.buffer.join("") : Buffer.concat(state.buffer);
      chunk = all.slice(0, size);
      state.buffer = [all.slice(size)]; state.length -= size;
    }
    if (state.length < state.highWaterMark) nextTick(() => want(this));
    if (!state.length && state.ended) finish(this);
    if (chunk !== null) this.emit("data", chunk);
    return chunk;
  },
  setEncoding(encoding) { const { StringDecoder } = require("string_decoder"); this._readableState.decoder = new StringDecoder(encoding); this._readableState.encoding = this._readableState.decoder.encoding; this._readableState.buffer = this._readableState.buffer.map((one) => this._readableState.decoder.write(one)); this._readableState.length = this._readableState.buffer.join("").length; return this; },
  resume() { const state = this._readableState; if (!state.flowing) { state.flowing = !state.readableListening; nextTick(() => { this.emit("resume"); if (state.flowing) flow(this); }); } return this; },
  pause() { if (this._readableState.flowing !== false) { this._readableState.flowing = false; this.emit("pause"); } return this; },
  isPaused() { return this._readableState.flowing === false; },
  on(name, listener) {
    EventEmitter.prototype.on.call(this, name, listener);
    const state = this._readableState;
    if (name === "data" && state.flowing !== false) this.resume();
    else if (name === "readable" && !state.readableListening) { state.readableListening = true; state.flowing = false; nextTick(() => { if (state.length || state.ended) this.emit("readable"); else want(this); }); }
    return this;
  },
  pipe(target, options) {
    const state = this._readableState;
    const onData = (chunk) => { if (target.write(chunk) === false) { this.pause(); } };
    const onDrain = () => { if (state.pipes.includes(target)) this.resume(); };
    const onEnd = () => { if (options?.end !== false && target !== internal.process?.stdout && target !== internal.process?.stderr) target.end(); };
    state.pipes.push(target);
    target.on("drain", onDrain);
    this.on("data", onData);
    if (state.endEmitted) nextTick(onEnd); else this.once("end", onEnd);
    this._unpipe = P.Object.assign(this._unpipe ?? {}, {}); (this._unpipes ??= new P.Map()).set(target, () => { this.removeListener("data", onData); target.removeListener("drain", onDrain); this.removeListener("end", onEnd); target.emit("unpipe", this); });
    target.emit("pipe", this);
    if (!state.flowing) this.resume();
    return target;
  },
  unpipe(target) { const state = this._readableState; for (const one of target ? [target] : P.slice(state.pipes)) { state.pipes = state.pipes.filter((known) => known !== one); this._unpipes?.get(one)?.(); } return this; },
  wrap(old) { old.on("data", (chunk) => this.push(chunk)); old.on("end", () => this.push(null)); old.on("error", (error) => this.destroy(error)); this._read = () => old.resume?.(); return this; },
  destroy(error, callback) {
    const state = this._readableState;
    const other = this._writableState;
    if (state?.destroyed || other?.destroyed) { callback?.(error); return this; }
    if (state) { state.destroyed = true; state.errored = error ?? null; }
    if (other) { other.destroyed = true; other.errored = error ?? null; }
    const done = (further) => {
      const failure = further ?? error;
      nextTick(() => {
        if (failure) { if (state) state.errored = failure; if (other) other.errored = failure; this.emit("error", failure); }
        if (state) state.closed = state.closeEmitted = true;
        if (other) other.closed = other.closeEmitted = true;
        if ((state ?? other).emitClose) this.emit("close");
      });
      callback?.(failure);
    };
    try { this._destroy(error ?? null, done); } catch (further) { done(further); }
    return this;
  },
  _destroy(error, callback) { callback(error); },
  [P.Symbol.asyncIterator]() {
    const stream = this;
    let isDone = Boolean(stream.readableEnded || stream.destroyed);
    let [failure, wake] = [undefined, null];
    const poke = () => { const waiting = wake; wake = null; waiting?.(); };
    stream.on("end", () => { isDone = true; poke(); });
    stream.on("close", () => { isDone = true; poke(); });
    stream.on("error", (error) => { failure = error; poke(); });
    stream.on("readable", poke);
    const next = async () => {
      for (;;) {
        if (failure) { const error = failure; failure = undefined; isDone = true; throw error; }
        const chunk = stream.destroyed ? null : stream.read();
        if (chunk !== null) return { value: chunk, done: false };
        if (isDone) return { value: undefined, done: true };
        await new P.Promise((resolve) => { wake = resolve; });
      }
    };
    return { next, return: () => { stream.destroy(); return P.resolved({ value: undefined, done: true }); }, [P.Symbol.asyncIterator]() { return this; } };
  },
});
Readable.prototype.addListener = Readable.prototype.on;
const shows = (prototype, state, names) => { for (const [name, get] of P.Object.entries(names)) P.defineProperty(prototype, name, { configurable: true, enumerable: false, get() { return this[state] ? get(this[state], this) : undefined; }, set(value) { P.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: true }); } }); };
shows(Readable.prototype, "_readableState", { readableFlowing: (s) => s.flowing, readableLength: (s) => s.length, readableHighWaterMark: (s) => s.highWaterMark, readableObjectMode: (s) => s.objectMode, readableEnded: (s) => s.endEmitted, readableEncoding: (s) => s.encoding, destroyed: (s) => s.destroyed, errored: (s) => s.errored, closed: (s) => s.closed, readableAborted: (s) => s.destroyed && !s.endEmitted, readableDidRead: () => true });
Readable.from = (source, options) => {
  if (typeof source === "string" || Buffer.isBuffer(source)) { const one = new Readable({ objectMode: true, ...options, read() {} }); one.push(source); one.push(null); return one; }
  const iterator = source[P.Symbol.asyncIterator]?.() ?? source[P.Symbol.iterator]();
  const stream = new Readable({ objectMode: true, highWaterMark: 1, ...options, read() {
    P.then(P.resolved(iterator.next()), ({ value, done }) => { if (done) stream.push(null); else P.then(P.resolved(value), (one) => stream.push(one)); }, (error) => stream.destroy(error));
  } });
  return stream;
};
Readable.fromWeb = (web) => Readable.from(web);
Readable.toWeb = (stream) => new globalThis.ReadableStream({ start(controller) { stream.on("data", (chunk) => controller.enqueue(chunk)); stream.on("end", () => controller.close()); } });
Readable.isDisturbed = () => false;
const steps = {
  async *map(source, callback) { for await (const one of source) yield callback(one); }, async *filter(source, callback) { for await (const one of source) if (await callback(one)) yield one; },
  async *flatMap(source, callback) { for await (const one of source) yield* await callback(one); }, async *take(source, count) { if (count > 0) for await (const one of source) { yield one; if (--count <= 0) return; } }, async *drop(source, count) { for await (const one of source) if (count-- <= 0) yield one; },
};
for (const name of P.Object.keys(steps)) Readable.prototype[name] = function (argument) { return Readable.from(steps[name](this, argument)); };
P.Object.assign(Readable.prototype, { async toArray() { const all = []; for await (const one of this) all.push(one); return all; }, async forEach(callback) { for await (const one of this) await callback(one); }, async reduce(callback, start) { let value = start; for await (const one of this) value = await callback(value, one); return value; } });

const { Writable, Duplex, Transform, PassThrough } = (module.exports.Readable = Readable, module.exports.shows = shows, require("stream_writable"));
delete Stream.shows;
P.Object.assign(Stream, { Stream, Readable, Writable, Duplex, Transform, PassThrough });
const { pipeline, finished, promises, consumers } = require("stream_pipeline");
P.Object.assign(Stream, { pipeline, finished, promises, addAbortSignal: (signal, stream) => { signal.addEventListener("abort", () => stream.destroy(new P.Error("The operation was aborted"))); return stream; }, compose: (...streams) => { for (let at = 0; at + 1 < streams.length; at++) streams[at].pipe(streams[at + 1]); return streams[streams.length - 1]; }, isReadable: (one) => Boolean(one?.readable), isErrored: (one) => Boolean(one?.errored), isDisturbed: () => false, getDefaultHighWaterMark: (isObject) => (isObject ? 16 : 65536), setDefaultHighWaterMark() {}, _uint8ArrayToBuffer: (one) => Buffer.from(one) });
Stream.prototype.pipe = function (target, options) { this.on("data", (chunk) => target.write(chunk)); this.on("end", () => { if (options?.end !== false) target.end(); }); return target; };
void consumers;
