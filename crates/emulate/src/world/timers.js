// `timers` and `timers/promises`.
const loop = require("event_loop");
const custom = P.Symbol.for("nodejs.util.promisify.custom");
class Timeout {
  constructor(timer) { this._timer = timer; timer.handle = this; this._idleTimeout = timer.delay; this._onTimeout = timer.callback; this._repeat = timer.repeats ? timer.delay : null; }
  ref() { return this; }
  unref() { return this; }
  hasRef() { return true; }
  refresh() { loop.restart(this._timer); return this; }
  close() { loop.removeTimer(this._timer); return this; }
  [P.Symbol.toPrimitive]() { byId.set(this._timer.id, this); return this._timer.id; }
}
class Immediate {
  constructor(callback, parts) { this._onImmediate = this.callback = callback; this.parts = parts; this.isCleared = false; }
  ref() { return this; }
  unref() { return this; }
  hasRef() { return true; }
}
const byId = new P.Map();
const start = (callback, delay, parts, repeats) => {
  if (typeof callback === "string") {
    const text = callback;
    callback = () => internal.evaluate(text, internal.layer("timer", text));
  }
  internal.needFunction(callback);
  return new Timeout(loop.addTimer(callback, delay, parts, repeats));
};
const api = {
  setTimeout(callback, delay, ...parts) { return start(callback, delay, parts, false); },
  setInterval(callback, delay, ...parts) { return start(callback, delay, parts, true); },
  setImmediate(callback, ...parts) {
    internal.needFunction(callback);
    const immediate = new Immediate(callback, parts);
    loop.addImmediate(immediate);
    return immediate;
  },
  clearTimeout(handle) {
    if (typeof handle === "number" || typeof handle === "string") handle = byId.get(+handle);
    if (handle instanceof Timeout) { handle._destroyed = true; loop.removeTimer(handle._timer); }
  },
  clearInterval(handle) { api.clearTimeout(handle); },
  clearImmediate(handle) { if (handle instanceof Immediate) handle.isCleared = true; },
};
const promises = {
  setTimeout: (delay, value, options) => aborting(options, (done) => api.setTimeout(() => done(value), delay)),
  setImmediate: (value, options) => aborting(options, (done) => api.setImmediate(() => done(value))),
  async *setInterval(delay, value) { for (;;) { await promises.setTimeout(delay); yield value; } },
  scheduler: { wait: (delay, options) => promises.setTimeout(delay, undefined, options), yield: () => promises.setImmediate() },
};
const aborting = (options, begin) => new P.Promise((resolve, reject) => {
  const signal = options?.signal;
  const fail = () => { const error = new P.Error("The operation was aborted"); error.name = "AbortError"; error.code = "ABORT_ERR"; reject(error); };
  if (signal?.aborted) return fail();
  begin(resolve);
  signal?.addEventListener?.("abort", fail, { once: true });
});
internal.hide(api.setTimeout, { [custom]: promises.setTimeout });
internal.hide(api.setImmediate, { [custom]: promises.setImmediate });
module.exports = { ...api, promises, active() {}, unenroll() {}, enroll() {} };
