// Stacks as V8 writes them, without the world's own frames; and functions that print as the platform's do.
const ownFile = "node:internal/";
const nativeError = P.Error;
const accessor = P.getOwnPropertyDescriptor(nativeError, "prepareStackTrace");
const setPrepare = (value) => P.apply(accessor.set, nativeError, [value]);
let isRaw = false;
let isUsed = false;

const describe = (site) => {
  const file = site.getFileName();
  const name = site.getFunctionName();
  const where = site.isNative() ? "native" : `${file}:${site.getLineNumber()}:${site.getColumnNumber()}`;
  return name ? `${name} (${where})` : where;
};
const shown = (site) => {
  const file = site.getFileName();
  return !(typeof file === "string" ? P.startsWith(file, ownFile) : site.isNative());
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
const phrases = [
  [/^cannot read property '(.*)' of (undefined|null)$/, (m) => `Cannot read properties of ${m[2]} (reading '${m[1]}')`],
  [/^cannot set property '(.*)' of (undefined|null)$/, (m) => `Cannot set properties of ${m[2]} (setting '${m[1]}')`],
];
const test = RegExp.prototype.exec;
/** The engine's own messages, in V8's words. */
const likeV8 = (error) => {
  const message = P.getOwnPropertyDescriptor(error, "message")?.value;
  if (typeof message !== "string" || !P.startsWith(message, "cannot ")) return;
  for (const [pattern, say] of phrases) {
    const match = P.apply(test, pattern, [message]);
    if (match) P.defineProperty(error, "message", { value: say(match), writable: true, enumerable: false, configurable: true });
  }
};
const limit = () => {
  const value = nativeError.stackTraceLimit;
  return typeof value === "number" ? P.Math.max(0, P.Math.min(200, value)) : 0;
};
setPrepare((error, sites) => {
  if (isRaw) {
    let text = "";
    for (let at = 0; at < sites.length; at++) text += `    at (${sites[at].getFileName()}:${sites[at].getLineNumber()}:${sites[at].getColumnNumber()})\n`;
    return text;
  }
  if (error instanceof P.TypeError) likeV8(error);
  const visible = [];
  const most = limit();
  for (let at = 0; at < sites.length && visible.length < most; at++) if (shown(sites[at])) P.push(visible, sites[at]);
  const custom = nativeError.prepareStackTrace;
  if (typeof custom === "function" && !isUsed) {
    isUsed = true;
    try { return custom(error, visible); } finally { isUsed = false; }
  }
  if (typeof nativeError.stackTraceLimit !== "number") return undefined;
  let text = header(error);
  for (const site of visible) text += `\n    at ${describe(site)}`;
  return text;
});
P.apply(P.getOwnPropertyDescriptor(nativeError, "stackTraceLimit")?.set ?? (() => {}), nativeError, [60]);
P.defineProperty(nativeError, "stackTraceLimit", { value: 10, writable: true, enumerable: true, configurable: true });
P.defineProperty(nativeError, "prepareStackTrace", { value: undefined, writable: true, enumerable: false, configurable: true });

/** The whole stack, for the recorder. */
internal.rawStack = () => {
  isRaw = true;
  const error = new nativeError();
  const text = error.stack;
  isRaw = false;
  return typeof text === "string" ? text : "";
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
const nameOf = (value) => {
  const name = P.getOwnPropertyDescriptor(value, "name")?.value;
  return typeof name === "string" ? name : "";
};
internal.hide(P.Function.prototype, {
  toString() {
    const known = typeof this === "function" ? getPrinted(this) : undefined;
    if (known !== undefined) return known;
    const text = P.toString(this);
    const file = P.fileOf(this);
    const isOwn = typeof file === "string" && P.startsWith(file, ownFile);
    if (isOwn && P.startsWith(text, "class")) return `class ${nameOf(this)} { }`;
    if (isOwn || P.includes(text, "[native code]")) return `function ${nameOf(this)}() { [native code] }`;
    return text;
  },
});
for (const name of ["fileName", "lineNumber", "columnNumber"]) delete P.Function.prototype[name];
