// `stream`: writable streams, and those that are both.
const EventEmitter = require("events");
const { Buffer } = require("buffer");
const { nextTick } = require("event_loop");
const Stream = require("stream");
const { Readable, shows } = Stream;
function Writable(options) {
  if (!(this instanceof Writable)) return new Writable(options);
  Stream.call(this, options);
  init(this, options);
}
P.setPrototypeOf(Writable.prototype, Stream.prototype);
P.setPrototypeOf(Writable, Stream);
const init = (stream, options = {}) => {
  const isObject = Boolean(options.objectMode || options.writableObjectMode);
  stream._writableState = { objectMode: isObject, highWaterMark: options.writableHighWaterMark ?? options.highWaterMark ?? (isObject ? 16 : 16384), length: 0, queue: [], writing: false, ending: false, ended: false, finished: false, destroyed: false, errored: null, closed: false, closeEmitted: false, corked: 0, needDrain: false, decodeStrings: options.decodeStrings !== false, defaultEncoding: options.defaultEncoding ?? "utf8", autoDestroy: options.autoDestroy !== false, emitClose: options.emitClose !== false, finalCalled: false };
  for (const name of ["write", "writev", "final"]) if (typeof options[name] === "function") stream[`_${name}`] = options[name];
  if (typeof options.destroy === "function") stream._destroy = options.destroy;
  if (typeof options.construct === "function") options.construct.call(stream, (error) => { if (error) stream.destroy(error); });
};
const run = (stream) => {
  const state = stream._writableState;
  if (state.writing || state.corked || state.destroyed) return;
  if (!state.queue.length) return complete(stream);
  if (stream._writev && state.queue.length > 1) {
    const all = P.splice(state.queue, 0, state.queue.length);
    return start(stream, all.reduce((sum, one) => sum + one.size, 0), (done) => stream._writev(all.map(({ chunk, encoding }) => ({ chunk, encoding })), done), all.map((one) => one.callback));
  }
  const { chunk, encoding, callback, size } = state.queue.shift();
  start(stream, size, (done) => (stream._write === Writable.prototype._write && stream._writev ? stream._writev([{ chunk, encoding }], done) : stream._write(chunk, encoding, done)), [callback]);
};
const start = (stream, size, begin, callbacks) => {
  const state = stream._writableState;
  let isSync = true;
  state.writing = true;
  const done = (error) => {
    state.writing = false;
    state.length -= size;
    if (error) { for (const callback of callbacks) callback?.(error); stream.destroy(error); return; }
    const after = () => {
      if (state.needDrain && state.length === 0 && !state.ending) { state.needDrain = false; stream.emit("drain"); }
      for (const callback of callbacks) callback?.(null);
      complete(stream);
    };
    if (isSync) nextTick(after); else after();
    run(stream);
  };
  try { begin(done); } catch (error) { state.writing = false; stream.destroy(error); }
  isSync = false;
};
const complete = (stream) => {
  const state = stream._writableState;
  if (!state.ending || state.writing || state.queue.length || state.finalCalled || state.destroyed || state.length > 0) return;
  state.finalCalled = true;
  const done = (error) => {
    if (error) { stream.destroy(error); return; }
    state.finished = true;
    nextTick(() => {
      if (state.errored) return;
      stream.emit("finish");
      const readable = stream._readableState;
      if (state.autoDestroy && (!readable || readable.endEmitted || !readable.autoDestroy)) stream.destroy();
    });
  };
  if (stream._final) nextTick(() => { try { stream._final(done); } catch (error) { stream.destroy(error); } });
  else done();
};
const writableMethods = {
  write(chunk, encoding, callback) {
    const state = this._writableState;
    if (typeof encoding === "function") { callback = encoding; encoding = undefined; }
    if (chunk === null) throw internal.nodeError("ERR_STREAM_NULL_VALUES", "May not write null values to stream");
    if (!state.objectMode) {
      if (typeof chunk === "string") { if (state.decodeStrings) { chunk = Buffer.from(chunk, encoding ?? state.defaultEncoding); encoding = "buffer"; } }
      else if (chunk instanceof P.Uint8Array) { if (!Buffer.isBuffer(chunk)) chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength); encoding = "buffer"; }
      else throw internal.argumentType("chunk", "of type string or an instance of Buffer or Uint8Array", chunk);
    }
    let failure;
    if (state.ending) failure = internal.nodeError("ERR_STREAM_WRITE_AFTER_END", "write after end", P.Error);
    else if (state.destroyed) failure = internal.nodeError("ERR_STREAM_DESTROYED", "Cannot call write after a stream was destroyed", P.Error);
    if (failure) { nextTick(() => callback?.(failure)); if (!state.destroyed) this.destroy(failure); return false; }
    const size = state.objectMode ? 1 : chunk.length;
    state.length += size;
    const isBelow = state.length < state.highWaterMark;
    if (!isBelow) state.needDrain = true;
    state.queue.push({ chunk, encoding: encoding ?? state.defaultEncoding, callback, size });
    run(this);
    return isBelow && !state.errored && !state.destroyed;
  },
  end(chunk, encoding, callback) {
    const state = this._writableState;
    if (typeof chunk === "function") { callback = chunk; chunk = undefined; } else if (typeof encoding === "function") { callback = encoding; encoding = undefined; }
    if (chunk !== undefined && chunk !== null) this.write(chunk, encoding);
    state.corked = 0;
    if (typeof callback === "function") { if (state.finished) nextTick(callback); else this.once("finish", callback); }
    if (!state.ending) { state.ending = true; state.ended = true; this.writable = false; run(this); }
    return this;
  },
  cork() { this._writableState.corked++; }, uncork() { const state = this._writableState; if (state.corked) { state.corked--; run(this); } },
  setDefaultEncoding(encoding) { this._writableState.defaultEncoding = encoding; return this; },
  _write(_, __, callback) { callback(internal.nodeError("ERR_METHOD_NOT_IMPLEMENTED", "The _write() method is not implemented", P.Error)); },
};
P.Object.assign(Writable.prototype, writableMethods, { writable: true, destroy: Readable.prototype.destroy, _destroy: Readable.prototype._destroy, pipe() { this.destroy(internal.nodeError("ERR_STREAM_CANNOT_PIPE", "Cannot pipe, not readable", P.Error)); } });
const shown = { writableLength: (s) => s.length, writableHighWaterMark: (s) => s.highWaterMark, writableObjectMode: (s) => s.objectMode, writableEnded: (s) => s.ending, writableFinished: (s) => s.finished, writableCorked: (s) => s.corked, writableNeedDrain: (s) => s.needDrain, writableAborted: (s) => s.destroyed && !s.finished };
shows(Writable.prototype, "_writableState", { ...shown, destroyed: (s) => s.destroyed, errored: (s) => s.errored, closed: (s) => s.closed });
Writable.fromWeb = (web) => { const writer = web.getWriter(); return new Writable({ objectMode: true, write(chunk, _, done) { writer.write(chunk).then(() => done(), done); }, final(done) { writer.close().then(() => done(), done); } }); };
P.defineProperty(Writable, P.Symbol.hasInstance, { value(value) { return P.apply(P.Function.prototype[P.Symbol.hasInstance], this, [value]) || (this === Writable && Boolean(value?._writableState) && typeof value === "object"); }, configurable: true });

function Duplex(options) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  Stream.call(this, options);
  Readable.init(this, options);
  init(this, options);
  this.allowHalfOpen = options?.allowHalfOpen !== false;
}
P.setPrototypeOf(Duplex.prototype, Readable.prototype);
P.setPrototypeOf(Duplex, Readable);
P.Object.assign(Duplex.prototype, writableMethods, { writable: true });
shows(Duplex.prototype, "_writableState", shown);
Duplex.from = (source) => (source?.readable || source?.writable ? P.Object.assign(new Duplex({ read() {}, write(chunk, encoding, done) { (source.writable ?? source).write(chunk, encoding, done); } }), {}) : Readable.from(source));

function Transform(options) {
  if (!(this instanceof Transform)) return new Transform(options);
  Duplex.call(this, options);
  if (typeof options?.transform === "function") this._transform = options.transform;
  if (typeof options?.flush === "function") this._flush = options.flush;
  this._waiting = null;
}
P.setPrototypeOf(Transform.prototype, Duplex.prototype);
P.setPrototypeOf(Transform, Duplex);
P.Object.assign(Transform.prototype, {
  _transform() { throw internal.nodeError("ERR_METHOD_NOT_IMPLEMENTED", "The _transform() method is not implemented", P.Error); },
  _write(chunk, encoding, callback) {
    let isDone = false;
    this._transform(chunk, encoding, (error, value) => {
      if (isDone) return;
      isDone = true;
      if (error) { callback(error); return; }
      if (value !== null && value !== undefined) this.push(value);
      if (this._readableState.length < this._readableState.highWaterMark) callback();
      else this._waiting = callback;
    });
  },
  _read() { if (this._waiting) { const callback = this._waiting; this._waiting = null; callback(); } },
  _final(callback) {
    const end = (error, value) => { if (error) { callback(error); return; } if (value !== null && value !== undefined) this.push(value); this.push(null); callback(); };
    if (typeof this._flush === "function") this._flush(end); else end();
  },
});
function PassThrough(options) { if (!(this instanceof PassThrough)) return new PassThrough(options); Transform.call(this, options); }
P.setPrototypeOf(PassThrough.prototype, Transform.prototype);
P.setPrototypeOf(PassThrough, Transform);
PassThrough.prototype._transform = function (chunk, _, callback) { callback(null, chunk); };
for (const [name, made] of P.Object.entries({ Writable, Duplex, Transform, PassThrough })) P.defineProperty(made, "name", { value: name, configurable: true });
void EventEmitter;
module.exports = { Writable, Duplex, Transform, PassThrough };
