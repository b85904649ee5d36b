// `stream`: `pipeline`, `finished`, and what reads a stream to its end.
const { Buffer } = require("buffer");
const { nextTick } = require("event_loop");
const finished = (stream, options, callback) => {
  if (typeof options === "function") { callback = options; options = {}; }
  let isDone = false;
  const done = (error) => { if (isDone) return; isDone = true; callback.call(stream, error); };
  const wantsRead = options?.readable ?? Boolean(stream._readableState);
  const wantsWrite = options?.writable ?? Boolean(stream._writableState);
  let [ended, wrote] = [!wantsRead || stream.readableEnded, !wantsWrite || stream.writableFinished];
  const check = () => { if (ended && wrote) done(); };
  stream.on("end", () => { ended = true; check(); });
  stream.on("finish", () => { wrote = true; check(); });
  stream.on("error", done);
  stream.on("close", () => { if (!(ended && wrote)) done(internal.nodeError("ERR_STREAM_PREMATURE_CLOSE", "Premature close", P.Error)); });
  if (stream.errored) nextTick(done, stream.errored); else if (ended && wrote) nextTick(done);
  return () => { isDone = true; };
};
const isStream = (value) => typeof value?.pipe === "function" || typeof value?.write === "function";
const asStream = (value) => {
  const { Readable } = require("stream");
  return isStream(value) ? value : Readable.from(value);
};
const pipeline = (...streams) => {
  const { Readable, PassThrough } = require("stream");
  const callback = typeof streams[streams.length - 1] === "function" && streams.length > 1 ? streams.pop() : undefined;
  if (streams.length === 1 && P.isArray(streams[0])) streams = streams[0];
  if (streams[streams.length - 1] && !isStream(streams[streams.length - 1]) && typeof streams[streams.length - 1] === "object" && "signal" in streams[streams.length - 1]) streams.pop();
  let isDone = false;
  const finish = (error, value) => { if (isDone) return; isDone = true; if (error) for (const one of used) one.destroy?.(); callback?.(error, value); };
  const used = [];
  let current;
  streams.forEach((step, at) => {
    const isLast = at === streams.length - 1;
    if (typeof step === "function") {
      const made = step(current ?? new PassThrough(), {});
      if (isLast && typeof made?.then === "function") { P.then(P.resolved(made), (value) => finish(undefined, value), finish); return; }
      const next = asStream(made);
      used.push(next);
      current = next;
      if (isLast) finished(next, finish);
      return;
    }
    const next = at === 0 ? asStream(step) : typeof step?.getWriter === "function" ? require("stream").Writable.fromWeb(step) : step;
    used.push(next);
    next.on("error", finish);
    if (current) current.pipe(next);
    current = next;
    if (isLast) finished(next, { readable: false }, (error) => finish(error));
  });
  void Readable;
  return current;
};
const promises = {
  pipeline: (...streams) => new P.Promise((resolve, reject) => { pipeline(...streams, (error, value) => (error ? reject(error) : resolve(value))); }),
  finished: (stream, options) => new P.Promise((resolve, reject) => { finished(stream, options ?? {}, (error) => (error ? reject(error) : resolve())); }),
};
const collect = async (stream) => { const all = []; for await (const chunk of stream) all.push(typeof chunk === "string" ? Buffer.from(chunk) : Buffer.from(chunk)); return Buffer.concat(all); };
const consumers = { buffer: collect, text: async (stream) => (await collect(stream)).toString(), json: async (stream) => globalThis.JSON.parse((await collect(stream)).toString()), arrayBuffer: async (stream) => { const all = await collect(stream); return all.buffer.slice(all.byteOffset, all.byteOffset + all.length); }, blob: async (stream) => new globalThis.Blob([await collect(stream)]) };
module.exports = { pipeline, finished, promises, consumers };
const custom = P.Symbol.for("nodejs.util.promisify.custom");
internal.hide(pipeline, { [custom]: promises.pipeline });
internal.hide(finished, { [custom]: promises.finished });
