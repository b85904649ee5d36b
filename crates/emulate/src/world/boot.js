// The first code of every emulated process: takes what it needs of the language before anyone can change it,
// makes the world, runs the program, and drives its events to the end.
const { apply, construct, ownKeys, getOwnPropertyDescriptor, defineProperty, getPrototypeOf, setPrototypeOf } = Reflect;
const uncurry = (method) => (self, ...rest) => apply(method, self, rest);
const P = {
  apply, construct, ownKeys, getOwnPropertyDescriptor, defineProperty, getPrototypeOf,
  setPrototypeOf: (target, prototype) => { setPrototypeOf(target, prototype); return target; },
  Error, TypeError, RangeError, SyntaxError, Date, Function, Promise, Proxy, Map, Set, WeakMap, WeakSet, Symbol, Uint8Array,
  ArrayBuffer, DataView, JSON: { parse: JSON.parse, stringify: JSON.stringify }, Object: { ...Object, keys: Object.keys,
    assign: Object.assign, create: Object.create, freeze: Object.freeze, entries: Object.entries }, eval: globalThis.eval,
  String, Number, Math: { floor: Math.floor, min: Math.min, max: Math.max }, parseInt, isArray: Array.isArray,
  bind: uncurry(Function.prototype.bind), toString: uncurry(Function.prototype.toString),
  push: uncurry(Array.prototype.push), shift: uncurry(Array.prototype.shift), splice: uncurry(Array.prototype.splice),
  slice: uncurry(Array.prototype.slice), join: uncurry(Array.prototype.join), map: uncurry(Array.prototype.map),
  listIncludes: uncurry(Array.prototype.includes), includes: uncurry(String.prototype.includes), startsWith: uncurry(String.prototype.startsWith),
  endsWith: uncurry(String.prototype.endsWith), text: uncurry(String.prototype.slice), indexOf: uncurry(String.prototype.indexOf),
  replace: uncurry(String.prototype.replace), split: uncurry(String.prototype.split), trim: uncurry(String.prototype.trim),
  lower: uncurry(String.prototype.toLowerCase), wellFormed: uncurry(String.prototype.toWellFormed),
  subarray: uncurry(Uint8Array.prototype.subarray), fromCharCode: String.fromCharCode,
  then: uncurry(Promise.prototype.then), resolved: P_resolve(Promise), has: uncurry(Set.prototype.has),
  mapGet: uncurry(Map.prototype.get), mapSet: uncurry(Map.prototype.set), mapHas: uncurry(Map.prototype.has),
  fileOf: uncurry(getOwnPropertyDescriptor(Function.prototype, "fileName").get),
};
P.language = { Object, Array, String, Number, Boolean, BigInt, Symbol, Math, JSON, Reflect, Promise, Map, Set, WeakMap, WeakSet, RegExp, Proxy, Error, TypeError, RangeError, SyntaxError, ReferenceError, URIError, ArrayBuffer, SharedArrayBuffer, DataView, Uint8Array, Int32Array, Atomics, parseInt, parseFloat, isNaN, isFinite, decodeURIComponent, encodeURIComponent };
function P_resolve(promise) {
  const resolve = promise.resolve;
  return (value) => apply(resolve, promise, [value]);
}
P.Object.prototype = Object.prototype;
P.Object.getPrototypeOf = getPrototypeOf;

const program = P.JSON.parse(programText);
const internal = { program, output: "", errors: "", sent: [] };

/** Bytes as a text with a character for each: how they cross to the machine. */
internal.latin1 = (bytes) => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += apply(P.fromCharCode, null, P.subarray(bytes, at, at + 8192));
  return text;
};
internal.utf8 = (text) => host.decode(P.wellFormed(text), "utf8");
internal.plain = (value) => P.wellFormed(typeof value === "string" ? value : P.String(value));
const asBytes = (value) => {
  if (typeof value === "string") return internal.latin1(internal.utf8(value));
  if (value instanceof Uint8Array) return internal.latin1(value);
  if (ArrayBuffer.isView(value)) return internal.latin1(new P.Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  if (value instanceof ArrayBuffer) return internal.latin1(new P.Uint8Array(value));
  return internal.latin1(internal.utf8(internal.plain(value)));
};
internal.asBytes = asBytes;
/** Tells the recorder; the only way out for what was seen. */
internal.record = (operation, subject, detail, bytes, stack) => {
  host.record(operation, internal.plain(subject), detail === undefined ? undefined : internal.plain(detail),
    bytes === undefined || bytes === null ? undefined : asBytes(bytes), stack ?? internal.rawStack());
};

const files = new P.Map();
/** A file of the world, run once. */
const load = (name) => {
  const known = P.mapGet(files, name);
  if (known) return known.exports;
  const module = { exports: {} };
  P.mapSet(files, name, module);
  host.builtin(name)(load, module, module.exports, host, P, internal);
  return module.exports;
};
internal.load = load;
/** Defines what enumeration does not show, as the platform's own globals are. */
internal.hide = (target, properties) => {
  for (const name of ownKeys(properties)) {
    const found = getOwnPropertyDescriptor(properties, name);
    found.enumerable = false;
    defineProperty(target, name, found);
  }
};
const waiting = new P.WeakSet();
const hooks = new P.WeakMap();
const hookOf = uncurry(P.WeakMap.prototype.get);
const setHook = uncurry(P.WeakMap.prototype.set);
/** Calls `told` with the value of a lazy property when that is made. */
internal.whenMade = (get, told) => { setHook(hooks, get, told); };
const isWaiting = uncurry(P.WeakSet.prototype.has);
const addWaiting = uncurry(P.WeakSet.prototype.add);
/** A property that is made when first used. */
internal.lazy = (target, name, make, enumerable = false, isAccessor = false, isShown = isAccessor) => {
  let made;
  let isMade = false;
  const get = { get() {
    if (isMade) return made;
    made = make();
    isMade = true;
    hookOf(hooks, get)?.(made);
    if (!isAccessor) defineProperty(target, name, { value: made, writable: true, configurable: true, enumerable });
    return made;
  } }.get;
  if (!isShown) addWaiting(waiting, get);
  defineProperty(get, "name", { value: `get ${P.String(name)}`, configurable: true });
  defineProperty(target, name, {
    configurable: true, enumerable, get,
    set: { set(value) { defineProperty(target, name, { value, writable: true, configurable: true, enumerable }); } }.set,
  });
};
/** Makes a property that is still to be made: who looks at it as a whole must see its value. */
internal.settle = (target, name) => {
  if (target === null || (typeof target !== "object" && typeof target !== "function")) return;
  const get = getOwnPropertyDescriptor(target, name)?.get;
  if (get && isWaiting(waiting, get)) void target[name];
};

load("words");
load("stack");
load("errors");
load("code");
const loop = load("event_loop");
load("stub");
load("globals");
load("reply");
load("asking");
const process = load("process");
if (host.isBrowser) load("browser");
let failure = null;
try {
  load("module").start(program);
} catch (error) {
  failure = loop.uncaught(error);
}
if (!failure) failure = loop.run();
if (host.isBrowser && program.process === 0) {
  // The page is there: its user pays.
  loop.fresh();
  internal.isDriving = true;
  load("browser_user").act();
  loop.settle();
}
// The package's user calls what it exports.
if (!failure && program.calls && !process.hasExited()) {
  host.setDriver(() => {
    internal.isDriving = true;
    return load("drive").next(load("module").exported());
  });
}
return P.JSON.stringify({
  code: process.exitCodeOf(failure), output: internal.output, errors: internal.errors, messages: internal.sent, failure,
});
