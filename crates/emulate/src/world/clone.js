// `structuredClone`, and channels that use it.
const { DOMException, EventTarget, MessageEvent } = require("events_target");
const EventEmitter = require("events");
const loop = require("event_loop");
const refuse = (value) => { throw new DOMException(`${typeof value === "symbol" ? P.String(value) : typeof value === "function" ? P.String(value).slice(0, 60) : "#<Object>"} could not be cloned.`, "DataCloneError"); };
const copy = (value, seen) => {
  if (typeof value === "function" || typeof value === "symbol") refuse(value);
  if (typeof value !== "object" || value === null) return value;
  if (seen.has(value)) return seen.get(value);
  const keep = (made) => { seen.set(value, made); return made; };
  if (P.isArray(value)) { const made = keep(new Array(value.length)); for (const key of P.Object.keys(value)) made[key] = copy(value[key], seen); return made; }
  if (value instanceof P.Date) return keep(new globalThis.Date(value.getTime()));
  if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags));
  if (value instanceof P.Map) { const made = keep(new P.Map()); for (const [key, one] of value) made.set(copy(key, seen), copy(one, seen)); return made; }
  if (value instanceof P.Set) { const made = keep(new P.Set()); for (const one of value) made.add(copy(one, seen)); return made; }
  if (value instanceof P.ArrayBuffer) return keep(value.slice(0));
  if (ArrayBuffer.isView(value)) { const buffer = copy(value.buffer, seen); return keep(value instanceof P.DataView ? new P.DataView(buffer, value.byteOffset, value.byteLength) : new (globalThis.Buffer.isBuffer(value) ? P.Uint8Array : value.constructor)(buffer, value.byteOffset, value.length)); }
  if (value instanceof P.Error) { const made = keep(new ({ TypeError: P.TypeError, RangeError: P.RangeError, SyntaxError: P.SyntaxError }[value.name] ?? P.Error)(value.message)); if ("cause" in value) made.cause = copy(value.cause, seen); P.defineProperty(made, "stack", { value: value.stack, writable: true, configurable: true }); return made; }
  for (const Box of [P.Number, P.String, Boolean, BigInt]) if (value instanceof Box) return keep(Object(value.valueOf()));
  if (value instanceof P.Promise || value instanceof P.WeakMap || value instanceof P.WeakSet) refuse(value);
  const made = keep({});
  for (const key of P.Object.keys(value)) made[key] = copy(value[key], seen);
  return made;
};
function structuredClone(value) {
  if (arguments.length === 0) throw internal.nodeError("ERR_MISSING_ARGS", 'The value argument must be specified');
  return copy(value, new P.Map());
}
class MessagePort extends EventTarget {
  constructor() { super(); internal.hide(this, { other: null, emitter: new EventEmitter() }); }
  postMessage(message) { const { other } = this; if (!other) return; const data = structuredClone(message); loop.later(() => { other.emitter.emit("message", data); other.dispatchEvent(new MessageEvent("message", { data })); }); }
  on(name, listener) { this.emitter.on(name, listener); return this; }
  once(name, listener) { this.emitter.once(name, listener); return this; }
  off(name, listener) { this.emitter.off(name, listener); return this; }
  start() {}
  close() { this.emitter.emit("close"); }
  ref() {}
  unref() {}
}
class MessageChannel { constructor() { this.port1 = new MessagePort(); this.port2 = new MessagePort(); this.port1.other = this.port2; this.port2.other = this.port1; } }
class BroadcastChannel extends EventTarget { constructor(name) { super(); this.name = name; } postMessage() {} close() {} unref() {} ref() {} }
module.exports = { structuredClone, MessageChannel, MessagePort, BroadcastChannel };
