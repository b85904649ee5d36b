// `EventTarget` and its kin, `AbortController`, `DOMException`.
const codes = { IndexSizeError: 1, NotFoundError: 8, NotSupportedError: 9, InvalidStateError: 11, SyntaxError: 12, InvalidAccessError: 15, TimeoutError: 23, AbortError: 20, DataCloneError: 25, InvalidCharacterError: 5, NetworkError: 19, QuotaExceededError: 22 };
class DOMException extends P.Error {
  constructor(message = "", name = "Error") { super(message); const given = typeof name === "object" ? name?.name ?? "Error" : name; P.defineProperty(this, "name", { value: given, configurable: true, enumerable: false }); P.defineProperty(this, "code", { value: codes[given] ?? 0, configurable: true, enumerable: false }); P.defineProperty(this, "stack", { value: P.replace(this.stack ?? "", /^[^:\n]*/, given), configurable: true, writable: true, enumerable: false }); }
}
class Event {
  constructor(type, options = {}) { this.type = P.String(type); this.bubbles = Boolean(options.bubbles); this.cancelable = Boolean(options.cancelable); this.composed = false; this.defaultPrevented = false; this.target = null; this.currentTarget = null; this.timeStamp = host.now(); this.eventPhase = 0; this.isTrusted = false; }
  preventDefault() { if (this.cancelable) this.defaultPrevented = true; }
  stopPropagation() {}
  stopImmediatePropagation() { this._stopped = true; }
  composedPath() { return this.target ? [this.target] : []; }
}
class CustomEvent extends Event { constructor(type, options = {}) { super(type, options); this.detail = options.detail ?? null; } }
class MessageEvent extends Event { constructor(type, options = {}) { super(type, options); this.data = options.data ?? null; this.origin = ""; this.ports = []; } }
const listeners = new P.WeakMap();
const of = (target) => { if (!listeners.has(target)) listeners.set(target, []); return listeners.get(target); };
class EventTarget {
  addEventListener(type, listener, options) { if (!listener) return; const list = of(this); if (!list.some((one) => one.type === type && one.listener === listener)) list.push({ type, listener, once: Boolean(options?.once) }); }
  removeEventListener(type, listener) { const list = of(this); const at = list.findIndex((one) => one.type === type && one.listener === listener); if (at >= 0) list.splice(at, 1); }
  dispatchEvent(event) {
    event.target = event.currentTarget = this;
    const own = this[`on${event.type}`];
    if (typeof own === "function") own.call(this, event);
    for (const one of P.slice(of(this))) {
      if (one.type !== event.type) continue;
      if (one.once) this.removeEventListener(one.type, one.listener);
      try { if (typeof one.listener === "function") one.listener.call(this, event); else one.listener.handleEvent(event); } catch (error) { require("event_loop").uncaught(error); }
      if (event._stopped) break;
    }
    return !event.defaultPrevented;
  }
}
class AbortSignal extends EventTarget {
  constructor() { super(); internal.hide(this, { state: { aborted: false, reason: undefined } }); }
  get aborted() { return this.state.aborted; }
  get reason() { return this.state.reason; }
  throwIfAborted() { if (this.aborted) throw this.reason; }
  static abort(reason) { const made = new AbortSignal(); stop(made, reason); return made; }
  static timeout(delay) { const made = new AbortSignal(); require("event_loop").addTimer(() => stop(made, new DOMException("The operation was aborted due to timeout", "TimeoutError")), delay, [], false, true); return made; }
  static any(signals) { const made = new AbortSignal(); for (const one of signals) { if (one.aborted) stop(made, one.reason); else one.addEventListener("abort", () => stop(made, one.reason)); } return made; }
}
const stop = (signal, reason = new DOMException("This operation was aborted", "AbortError")) => {
  if (signal.state.aborted) return;
  P.Object.assign(signal.state, { aborted: true, reason });
  signal.dispatchEvent(new Event("abort"));
};
class AbortController {
  constructor() { internal.hide(this, { own: new AbortSignal() }); }
  get signal() { return this.own; }
  abort(reason) { stop(this.own, reason); }
}
for (const [made, name] of [[EventTarget, "EventTarget"], [Event, "Event"], [AbortController, "AbortController"], [AbortSignal, "AbortSignal"], [DOMException, "DOMException"], [CustomEvent, "CustomEvent"], [MessageEvent, "MessageEvent"]]) P.defineProperty(made.prototype, P.Symbol.toStringTag, { value: name, configurable: true });
module.exports = { DOMException, Event, CustomEvent, MessageEvent, EventTarget, AbortSignal, AbortController };
