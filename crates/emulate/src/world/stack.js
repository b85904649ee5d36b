// Stacks as V8 writes them, without the world's own frames; and functions that print as the platform's do.
const ownFile = "node:internal/";
const nativeError = P.Error;
const accessor = P.getOwnPropertyDescriptor(nativeError, "prepareStackTrace");
const setPrepare = (value) => P.apply(accessor.set, nativeError, [value]);
internal.wrappers = new P.WeakSet();
let isRaw = false;
let rawText = "";
let isUsed = false;

const { likeV8 } = require("words");
const { paths: builtinPaths } = require("stack_frames");
const { groupOf, bottom } = require("stack_frames");
/** Where a text that was compiled at run time was compiled: what V8 calls its origin. */
const origins = new P.Map();
internal.setOrigin = (file, via, name, where) => { P.mapSet(origins, file, { via, name, where }); };
const whereOf = (site) => {
  const file = site.getFileName();
  const at = `${site.getLineNumber()}:${site.getColumnNumber()}`;
  const origin = P.mapGet(origins, file === "<input>" ? internal.lastEval : file);
  if (!origin) return `${file}:${at}`;
  return origin.via === "eval" || origin.via === "Function" ? `eval at ${origin.name} (${origin.where}), <anonymous>:${at}` : `evalmachine.<anonymous>:${at}`;
};
const isWrapper = P.bind(P.WeakSet.prototype.has, internal.wrappers);
const describe = (site) => {
  if (site.isNative() || isOwn(site)) return `${site.isConstructor() ? "new " : ""}${P.mapGet(builtinPaths(), site.getFunction()) ?? site.getFunctionName()} (<anonymous>)`;
  const where = whereOf(site);
  const name = site.getFunctionName();
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
  const name = site.getFunctionName();
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
const own = (error, value) => {
  try {
    const message = P.getOwnPropertyDescriptor(error, "message");
    if (message?.configurable) delete error.message;
    P.defineProperty(error, "stack", { value, writable: true, enumerable: false, configurable: true });
    if (message?.configurable) P.defineProperty(error, "message", message);
  } catch { /* what cannot be extended has no stack */ }
  return value;
};
setPrepare((error, sites) => {
  if (isRaw) {
    let text = "";
    for (let at = 0; at < sites.length; at++) text += `    at ${sites[at].getFunctionName() ?? ""} (${sites[at].getFileName()}:${sites[at].getLineNumber()}:${sites[at].getColumnNumber()})\n`;
    rawText = text;
    return text;
  }
  if (sites.length && error instanceof nativeError) likeV8(error, isOwn(sites[0].isNative() && sites[1] ? sites[1] : sites[0]) ? [] : sites);
  const visible = [];
  const texts = [];
  const most = limit();
  for (let at = 0; at < sites.length && texts.length < most; at++) {
    const site = sites[at];
    const isOurs = isOwn(site);
    const isCalled = at + 1 < sites.length && !isOwn(sites[at + 1]) && !sites[at + 1].isNative();
    if ((isOurs || site.isNative()) && isCalled && P.mapHas(builtinPaths(), site.getFunction())) { P.push(visible, site); P.push(texts, ""); continue; }
    if (!isOurs && !site.isNative()) { P.push(visible, site); P.push(texts, ""); continue; }
    const known = isOurs && isCalled && site.getFunctionName() !== "emit" ? internal.placeOf?.(site.getFunction()) : undefined;
    if (known !== undefined) { P.push(texts, site.isConstructor() ? `new ${known}` : known); continue; }
    if (site.isNative() || (at > 0 && isOwn(sites[at - 1]) && groupOf(sites[at - 1]))) continue;
    const group = groupOf(site, at > 0 && sites[at - 1].isNative());
    const receiverOf = texts[texts.length - 1] === "" ? callers[site.getFunctionName()] : undefined;
    if (receiverOf !== undefined) texts[texts.length - 1] = receiverOf;
    if (group) for (let index = 0; index < group.length && texts.length < most; index++) P.push(texts, group[index]);
  }
  if (sites.length && texts.length < most) { const last = bottom(internal.program); for (let index = 0; index < last.length && texts.length < most; index++) P.push(texts, last[index]); }
  const custom = nativeError.prepareStackTrace;
  if (typeof custom === "function" && !isUsed) {
    isUsed = true;
    try { return own(error, custom(error, visible)); } finally { isUsed = false; }
  }
  if (typeof nativeError.stackTraceLimit !== "number") return own(error, undefined);
  let text = header(error);
  let next = 0;
  for (let at = 0; at < texts.length; at++) text += `\n    at ${texts[at] === "" ? describe(visible[next++]) : texts[at] === "Timeout" || texts[at] === "Immediate" ? called(visible[next++], texts[at]) : texts[at]}`;
  return own(error, text);
});
P.apply(P.getOwnPropertyDescriptor(nativeError, "stackTraceLimit")?.set ?? (() => {}), nativeError, [60]);
P.defineProperty(nativeError, "stackTraceLimit", { value: 10, writable: true, enumerable: true, configurable: true });
P.defineProperty(nativeError, "prepareStackTrace", { value: undefined, writable: true, enumerable: false, configurable: true });

// V8's errors hold their stack themselves. One that ran out of stack has none of its own: there was no room to write it.
delete nativeError.prototype.stack;
P.defineProperty(RangeError.prototype, "stack", { get: { get() { return `${header(this)}\n    at <anonymous>`; } }.get, set: { set(value) { own(this, value); } }.set, enumerable: false, configurable: true });

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
  internal.hide(prototype, {
    getThis() { return undefined; }, getTypeName() { return null; }, getMethodName() { return null; },
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
    const head = typeof this === "function" ? headerOf(this) : undefined;
    if (head !== undefined && head !== "") return withBody(head);
    const text = P.toString(this);
    const file = P.fileOf(this);
    const isOwn = typeof file === "string" && P.startsWith(file, ownFile);
    if (isOwn && head === undefined && P.startsWith(text, "class")) return `class ${nameOf(this)} { }`;
    if (isOwn || P.includes(text, "[native code]")) return `function ${nameOf(this)}() { [native code] }`;
    return text;
  },
});
for (const name of ["fileName", "lineNumber", "columnNumber"]) delete P.Function.prototype[name];
