// `events`.
const errorMonitor = P.Symbol("events.errorMonitor");
const kCapture = P.Symbol("kCapture");
let defaultMax = 10;
function EventEmitter(options) { EventEmitter.init.call(this, options); }
EventEmitter.init = function () {
  if (this._events === undefined || this._events === P.getPrototypeOf(this)._events) { this._events = P.Object.create(null); this._eventsCount = 0; }
  this._maxListeners = this._maxListeners || undefined;
};
EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;
const check = (listener) => { if (typeof listener !== "function") throw internal.argumentType("listener", "of type function", listener); };
const tableOf = (emitter) => { if (emitter._events === undefined) { emitter._events = P.Object.create(null); emitter._eventsCount = 0; } return emitter._events; };
const listOf = (emitter, name) => {
  const found = emitter._events?.[name];
  return found === undefined ? [] : typeof found === "function" ? [found] : found;
};
const add = (emitter, name, listener, isFirst) => {
  check(listener);
  const table = tableOf(emitter);
  if (table.newListener !== undefined) emitter.emit("newListener", name, listener.listener ?? listener);
  const now = tableOf(emitter);
  const found = now[name];
  if (found === undefined) { now[name] = listener; emitter._eventsCount += 1; }
  else if (typeof found === "function") now[name] = isFirst ? [listener, found] : [found, listener];
  else if (isFirst) found.unshift(listener);
  else P.push(found, listener);
  const most = emitter.getMaxListeners?.() ?? defaultMax;
  if (most > 0 && typeof now[name] === "object" && now[name].length > most && !now[name].warned) {
    now[name].warned = true;
    internal.process?.emitWarning?.(`Possible EventEmitter memory leak detected. ${now[name].length} ${P.String(name)} listeners added to ${emitter.constructor?.name}. Use emitter.setMaxListeners() to increase limit`, "MaxListenersExceededWarning");
  }
  return emitter;
};
const once = (emitter, name, listener) => {
  check(listener);
  const state = { fired: false };
  const wrapper = function (...parts) {
    if (state.fired) return;
    state.fired = true;
    emitter.removeListener(name, wrapper);
    return P.apply(listener, emitter, parts);
  };
  wrapper.listener = listener;
  return wrapper;
};
const methods = {
  setMaxListeners(count) { this._maxListeners = count; return this; },
  getMaxListeners() { return this._maxListeners ?? defaultMax; },
  emit(name, ...parts) {
    const table = this._events;
    if (name === "error") {
      if (table?.[errorMonitor] !== undefined) this.emit(errorMonitor, ...parts);
      if (table?.error === undefined) {
        if (parts[0] instanceof P.Error) throw parts[0];
        const error = internal.nodeError("ERR_UNHANDLED_ERROR", `Unhandled error. (${typeof parts[0] === "string" ? `'${parts[0]}'` : require("inspect").inspect(parts[0])})`, P.Error);
        error.context = parts[0];
        throw error;
      }
    }
    const found = table?.[name];
    if (found === undefined) return false;
    if (typeof found === "function") { watch(this, name, P.apply(found, this, parts)); return true; }
    for (const listener of P.slice(found)) watch(this, name, P.apply(listener, this, parts));
    return true;
  },
  addListener(name, listener) { return add(this, name, listener, false); },
  prependListener(name, listener) { return add(this, name, listener, true); },
  once(name, listener) { return this.on(name, once(this, name, listener)); },
  prependOnceListener(name, listener) { return this.prependListener(name, once(this, name, listener)); },
  removeListener(name, listener) {
    check(listener);
    const found = this._events?.[name];
    if (found === undefined) return this;
    const list = typeof found === "function" ? [found] : found;
    let at = list.length - 1;
    while (at >= 0 && list[at] !== listener && list[at].listener !== listener) at--;
    if (at < 0) return this;
    if (list.length === 1) { delete this._events[name]; this._eventsCount -= 1; }
    else { const rest = [...P.slice(list, 0, at), ...P.slice(list, at + 1)]; this._events[name] = rest.length === 1 ? rest[0] : rest; }
    if (this._events.removeListener !== undefined) this.emit("removeListener", name, listener.listener ?? listener);
    return this;
  },
  removeAllListeners(name) {
    if (this._events === undefined) return this;
    if (arguments.length === 0) { this._events = P.Object.create(null); this._eventsCount = 0; return this; }
    for (const listener of P.slice(listOf(this, name)).reverse()) this.removeListener(name, listener);
    return this;
  },
  listeners(name) { return P.map(listOf(this, name), (listener) => listener.listener ?? listener); },
  rawListeners(name) { return P.slice(listOf(this, name)); },
  listenerCount(name, listener) { return listener ? listOf(this, name).filter((one) => one === listener || one.listener === listener).length : listOf(this, name).length; },
  eventNames() { return this._eventsCount > 0 ? P.ownKeys(this._events) : []; },
};
const watch = (emitter, name, result) => {
  if (emitter[kCapture] && result && typeof result.then === "function") result.then(undefined, (error) => emitter.emit("error", error));
};
P.Object.assign(EventEmitter.prototype, methods);
EventEmitter.prototype.on = EventEmitter.prototype.addListener;
EventEmitter.prototype.off = EventEmitter.prototype.removeListener;
for (const name of P.Object.keys(EventEmitter.prototype)) P.defineProperty(EventEmitter.prototype, name, { enumerable: true });
P.Object.assign(EventEmitter, {
  EventEmitter, errorMonitor, usingDomains: false, captureRejections: false, captureRejectionSymbol: P.Symbol.for("nodejs.rejection"),
  once: (emitter, name, options) => new P.Promise((resolve, reject) => {
    if (typeof emitter.once !== "function") { emitter.addEventListener(name, (event) => resolve([event]), { once: true }); return; }
    const failed = (error) => { emitter.removeListener(name, done); reject(error); };
    const done = (...parts) => { emitter.removeListener("error", failed); resolve(parts); };
    emitter.once(name, done);
    if (name !== "error") emitter.once("error", failed);
    options?.signal?.addEventListener("abort", () => reject(new P.Error("The operation was aborted")));
  }),
  on(emitter, name) {
    const values = [];
    const waiting = [];
    emitter.on(name, (...parts) => { if (waiting.length) P.shift(waiting)({ value: parts, done: false }); else P.push(values, parts); });
    return { next: () => new P.Promise((resolve) => { if (values.length) resolve({ value: P.shift(values), done: false }); else P.push(waiting, resolve); }), return: async () => ({ value: undefined, done: true }), [P.Symbol.asyncIterator]() { return this; } };
  },
  getEventListeners: (emitter, name) => emitter.listeners?.(name) ?? [], listenerCount: (emitter, name) => emitter.listenerCount(name),
  setMaxListeners(count, ...emitters) { if (emitters.length === 0) defaultMax = count; for (const one of emitters) one.setMaxListeners?.(count); },
  getMaxListeners: (emitter) => emitter.getMaxListeners?.() ?? defaultMax, addAbortListener: (signal, listener) => { signal.addEventListener("abort", listener); return {}; },
});
EventEmitter.EventEmitterAsyncResource = class EventEmitterAsyncResource extends EventEmitter {};
P.defineProperty(EventEmitter, "defaultMaxListeners", { enumerable: true, get: () => defaultMax, set: (value) => { defaultMax = value; } });
module.exports = EventEmitter;
