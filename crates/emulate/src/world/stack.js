// Stacks as V8 writes them, without the world's own frames; and functions that print as the platform's do.
const ownFile = "node:internal/";
const nativeError = P.Error;
const accessor = P.getOwnPropertyDescriptor(nativeError, "prepareStackTrace");
const setPrepare = (value) => P.apply(accessor.set, nativeError, [value]);
internal.wrappers = new P.WeakSet();
let isRaw = false;
let rawText = "";
let isUsed = false;

const { likeV8, likePlace } = require("words");
const { paths: builtinPaths } = require("stack_frames");
const { groupOf, bottom } = require("stack_frames");
/** Where a text that was compiled at run time was compiled: what V8 calls its origin. */
const origins = new P.Map();
internal.setOrigin = (file, via, name, where) => { P.mapSet(origins, file, { via, name, where }); };
/** The column in the file, where the engine's is that in what was compiled. */
const columnOf = (site) => {
  const column = site.getColumnNumber();
  return site.getLineNumber() === 1 ? P.Math.max(1, column - (P.mapGet(prefixes, site.getFileName()) ?? 0)) : column;
};
const prefixes = new P.Map();
/** Keeps how much was written before the first line of `file` when it was compiled. */
internal.setPrefix = (file, length) => { P.mapSet(prefixes, file, length); };
const whereOf = (site, evals = internal.lastEval) => {
  const file = site.getFileName();
  const at = `${site.getLineNumber()}:${likePlace(site, columnOf(site))}`;
  const origin = P.mapGet(origins, file === "<input>" ? evals : file);
  if (!origin) return `${file}:${at}`;
  return origin.via === "eval" || origin.via === "Function" ? `eval at ${origin.name} (${origin.where}), <anonymous>:${at}` : `evalmachine.<anonymous>:${at}`;
};
const isWrapper = P.bind(P.WeakSet.prototype.has, internal.wrappers);
const nativeName = { get: undefined };
const nameAt = (site) => (nativeName.get ? P.apply(nativeName.get, site, []) : site.getFunctionName());
const makers = ["Promise", "Map", "Set", "WeakMap", "WeakSet", "Proxy", "ArrayBuffer", "DataView"];
const describe = (site, evals) => {
  if (site.isNative() || isOwn(site)) { const path = P.mapGet(builtinPaths(), site.getFunction()) ?? nameAt(site); return `${site.isConstructor() || P.listIncludes(makers, path) ? "new " : ""}${path} (<anonymous>)`; }
  const where = whereOf(site, evals);
  const name = nameAt(site);
  const made = site.getFunction();
  if (typeof made === "function" && isWrapper(made)) return `Object.<anonymous> (${where})`;
  if (name === "<eval>") return P.startsWith(where, "eval at") ? `eval (${where})` : where;
  if (!name) return P.startsWith(where, "eval at") ? `eval (${where})` : where;
  if (name === "anonymous" && P.startsWith(where, "eval at")) return `eval (${where})`;
  if (site.isConstructor()) return `new ${name} (${where})`;
  return `${typeof made === "function" ? receiver(made, name) : name} (${where})`;
};
/** A method is named after what it was called on: as far as its text tells that it is one. */
const receiver = (made, name) => {
  if (P.getOwnPropertyDescriptor(made, "prototype")) return name;
  const text = P.text(P.toString(made), 0, 80);
  return P.startsWith(text, "async") || P.startsWith(text, "(") || P.includes(P.split(text, "\n")[0], "=>") || !P.startsWith(text, name) ? name : `Object.${name}`;
};
const callers = { fire: "Timeout", runImmediates: "Immediate", __proto__: null };
const called = (site, owner) => {
  const name = nameAt(site);
  const as = owner === "Timeout" ? "_onTimeout" : "_onImmediate";
  return name ? `${owner}.${name} [as ${as}] (${whereOf(site)})` : `${owner}.${as} (${whereOf(site)})`;
};
const isOwn = (site) => {
  const file = site.getFileName();
  return typeof file === "string" && P.startsWith(file, ownFile);
};
const header = (error) => {
  try {
    const name = error.name === undefined ? "Error" : P.String(error.name);
    const message = error.message === undefined ? "" : P.String(error.message);
    return message === "" ? name : name === "" ? message : `${name}: ${message}`;
  } catch {
    return "Error";
  }
};
const limit = () => {
  const value = nativeError.stackTraceLimit;
  return typeof value === "number" ? P.Math.max(0, P.Math.min(200, value)) : 0;
};
/** Gives `error` a stack that is written when first looked at, as V8's is. */
const own = (error, make) => {
  try {
    const message = error instanceof nativeError ? P.getOwnPropertyDescriptor(error, "message") : undefined;
    if (message?.configurable) delete error.message;
    internal.lazy(error, "stack", make);
    if (message?.configurable) P.defineProperty(error, "message", message);
  } catch { /* what cannot be extended has no stack */ }
};
const isCalledBy = (sites, at) => at + 1 < sites.length && !isOwn(sites[at + 1]) && !sites[at + 1].isNative();
const quiet = ["Reflect.apply", "Function.call", "Function.apply", "Reflect.construct"];
const isBuiltin = (site) => { const path = P.mapGet(builtinPaths(), site.getFunction()); return path !== undefined && !P.listIncludes(quiet, path); };
/** The frames as V8 would have them: the release's own, and what stands for those of the world. */
const framesOf = (sites, most, last) => {
  const frames = [];
  for (let at = 0; at < sites.length && frames.length < most; at++) {
    const site = sites[at];
    const isOurs = isOwn(site);
    const isCalled = isCalledBy(sites, at);
    if (!isOurs && !site.isNative()) { P.push(frames, site); continue; }
    if (isCalled && isBuiltin(site)) { P.push(frames, site); continue; }
    const known = isOurs && isCalled && nameAt(site) !== "emit" ? internal.placeOf?.(site.getFunction()) : undefined;
    if (known !== undefined) { P.push(frames, site.isConstructor() ? `new ${known}` : known); continue; }
    if (site.isNative() || (at > 0 && isOwn(sites[at - 1]) && groupOf(nameAt(sites[at - 1]), false))) continue;
    const group = groupOf(nameAt(site), at > 0 && !isOwn(sites[at - 1]));
    const owner = callers[nameAt(site)];
    const top = frames[frames.length - 1];
    if (owner !== undefined && typeof top === "object") frames[frames.length - 1] = called(top, owner);
    if (group) for (let index = 0; index < group.length && frames.length < most; index++) P.push(frames, group[index]);
  }
  if (sites.length) for (let index = 0; index < last.length && frames.length < most; index++) P.push(frames, last[index]);
  return frames;
};
setPrepare((error, sites) => {
  if (isRaw) {
    let text = "";
    for (let at = 0; at < sites.length; at++) text += `    at ${nameAt(sites[at]) ?? ""} (${sites[at].getFileName()}:${sites[at].getLineNumber()}:${columnOf(sites[at])})\n`;
    rawText = text;
    return text;
  }
  // The engine asks again when an error passes through code of ours.
  if (typeof error !== "object" || error === null || P.getOwnPropertyDescriptor(error, "stack") !== undefined) return "";
  if (sites.length && error instanceof nativeError) likeV8(error, isOwn(sites[0].isNative() && sites[1] ? sites[1] : sites[0]) ? [] : sites);
  last = sites;
  own(error, stackOf(error, sites));
  return "";
});
let last = [];
/** Writes the stack of `error`, from what is known when it was made and what is asked for when it is looked at. */
const stackOf = (error, sites) => {
  const most = limit();
  const under = bottom(internal.program);
  const hasLimit = typeof nativeError.stackTraceLimit === "number";
  const evals = internal.lastEval;
  return () => {
    if (!hasLimit) return undefined;
    const custom = nativeError.prepareStackTrace;
    if (typeof custom === "function" && !isUsed) {
      isUsed = true;
      const visible = [];
      for (let at = 0; at < sites.length && visible.length < most; at++) if (!isOwn(sites[at]) && (!sites[at].isNative() || (isCalledBy(sites, at) && isBuiltin(sites[at])))) P.push(visible, sites[at]);
      try { return custom(error, visible); } finally { isUsed = false; }
    }
    let text = header(error);
    const frames = framesOf(sites, most, under);
    for (let at = 0; at < frames.length; at++) text += `\n    at ${typeof frames[at] === "string" ? frames[at] : describe(frames[at], evals)}`;
    return text;
  };
};
const capture = nativeError.captureStackTrace;
internal.hide(nativeError, {
  captureStackTrace(target, top) {
    if (typeof target !== "object" && typeof target !== "function" || target === null) throw new P.TypeError(`Invalid argument`);
    last = [];
    capture({}, typeof top === "function" ? top : nativeError.captureStackTrace);
    own(target, stackOf(target, last));
  },
});
P.defineProperty(nativeError.captureStackTrace, "length", { value: 2, configurable: true });
P.apply(P.getOwnPropertyDescriptor(nativeError, "stackTraceLimit")?.set ?? (() => {}), nativeError, [60]);
P.defineProperty(nativeError, "stackTraceLimit", { value: 10, writable: true, enumerable: true, configurable: true });
P.defineProperty(nativeError, "prepareStackTrace", { value: undefined, writable: true, enumerable: false, configurable: true });

// V8's errors hold their stack themselves. One that ran out of stack has none of its own: there was no room to write it.
delete nativeError.prototype.stack;
P.defineProperty(RangeError.prototype, "stack", { get: { get() { return `${header(this)}\n    at <anonymous>`; } }.get, set: { set(value) { P.defineProperty(this, "stack", { value, writable: true, enumerable: false, configurable: true }); } }.set, enumerable: false, configurable: true });

/** The whole stack, for the recorder. */
internal.rawStack = () => {
  isRaw = true;
  rawText = "";
  new nativeError();
  isRaw = false;
  return rawText;
};

// What V8's call sites have beside the engine's.
let prototype;
{
  isUsed = false;
  nativeError.prepareStackTrace = (_, sites) => { prototype = P.getPrototypeOf(sites[0] ?? {}); return ""; };
  const save = ownFile;
  (0, host.evaluate)("new Error().stack", "node");
  nativeError.prepareStackTrace = undefined;
  void save;
}
if (prototype && prototype !== P.Object.prototype) {
  nativeName.get = prototype.getFunctionName;
  internal.hide(prototype, {
    getFunctionName() { const name = P.apply(nativeName.get, this, []); return name === "<eval>" ? null : name; }, getThis() { return globalThis; }, getTypeName() { return null; }, getMethodName() { return null; },
    getEvalOrigin() { return undefined; }, isToplevel() { return true; }, isEval() { return false; }, isConstructor() { return false; },
    isAsync() { return false; }, isPromiseAll() { return false; }, getPromiseIndex() { return null; },
    getScriptNameOrSourceURL() { return this.getFileName(); }, getScriptHash() { return ""; }, getEnclosingLineNumber() { return 0; },
    getPosition() { return 0; }, toString() { return describe(this); },
  });
}

const printed = new P.WeakMap();
const getPrinted = P.bind(P.WeakMap.prototype.get, printed);
const setPrinted = P.bind(P.WeakMap.prototype.set, printed);
/** Makes `made` print as `text`: code that was compiled from a changed text. */
internal.printAs = (made, text) => { setPrinted(made, text); return made; };
/** Headers of functions that Node writes in JavaScript: their text is no native code there. */
internal.headers = new P.WeakMap();
const headerOf = P.bind(P.WeakMap.prototype.get, internal.headers);
const withBody = (head) => (P.startsWith(head, "class ")
  ? `${head}\n  constructor(...args) {\n    super(...args);\n  }\n}`
  : `${head}\n  return ReflectApply(impl, this, arguments);\n}`);
const nameOf = (value) => {
  const name = P.getOwnPropertyDescriptor(value, "name")?.value;
  return typeof name === "string" ? name : "";
};
internal.hide(P.Function.prototype, {
  toString() {
    const known = typeof this === "function" ? getPrinted(this) : undefined;
    if (known !== undefined) return known;
    if (typeof this !== "function") throw new P.TypeError("Function.prototype.toString requires that 'this' be a Function");
    const head = typeof this === "function" ? headerOf(this) : undefined;
    if (head !== undefined && head !== "") return withBody(head);
    const text = P.toString(this);
    const file = P.fileOf(this);
    const isOwn = typeof file === "string" && P.startsWith(file, ownFile);
    if (isOwn && head === undefined && !P.mapHas(builtinPaths(), this)) return withBody(P.startsWith(text, "class") ? `class ${nameOf(this)} {` : `function ${nameOf(this)}(...args) {`);
    if (isOwn || P.includes(text, "[native code]")) { const name = nameOf(this); return `function ${P.startsWith(name, "bound ") ? "" : name}() { [native code] }`; }
    return P.includes(text, "$$a(),") ? P.join(P.split(P.join(P.split(P.join(P.split(text, "($$a(),"), ""), "$$e($$o(),"), ""), "/*)*/))"), "") : text;
  },
});
for (const name of ["fileName", "lineNumber", "columnNumber"]) delete P.Function.prototype[name];
