// Every way from text to code, each text kept as a layer.
const nativeEval = P.eval;
const unwrap = (value) => (typeof value === "object" && value !== null ? internal.textOfReply?.(value) ?? value : value);

const seen = (via, text) => {
  const number = host.layer(via, internal.plain(text));
  const stack = internal.rawStack();
  internal.record("code.eval", via, undefined, text, stack);
  const file = `evalmachine.<anonymous>#${number}`;
  const place = /^ {4}at (?!.*node:internal\/)(?:(\S*) )?\((.*:\d+:\d+)\)$/m.exec(stack);
  internal.setOrigin(file, via, place?.[1] && place[1] !== "<eval>" ? place[1] : "<anonymous>", place?.[2] ?? "<anonymous>");
  return file;
};
internal.layer = seen;
const prepared = (text, file) => { try { return host.prepare(internal.plain(text), file, "script", false); } catch { return internal.plain(text); } };
/** Runs text as a script of the global scope; what the engine refuses is repaired first. */
internal.evaluate = (text, file, isExact = false) => {
  const ready = prepared(text, file);
  internal.keepSource(file, ready);
  if (P.includes(ready, "RegExp.$")) internal.followMatches();
  try {
    return host.evaluate(ready, file);
  } catch (error) {
    if (isExact || !(error instanceof P.SyntaxError)) throw error;
    let repaired;
    try { repaired = host.prepare(internal.plain(text), file, "script", true); } catch { throw error; }
    if (repaired === text) throw error;
    return host.evaluate(repaired, file);
  }
};
/** A function of `parameters` around `body`, in which direct `eval` is observed. */
internal.compileFunction = (body, parameters, file, name = "", kind = "function") => {
  const make = (text) => {
    const head = `(${kind} ${name}(${parameters}) {`;
    const whole = `${head}${text}\n})`;
    internal.setPrefix(file, head.length);
    if (P.includes(text, "RegExp.$") || P.includes(text, "RegExp.last")) internal.followMatches();
    internal.keepSource(file, whole);
    return host.evaluate(whole, file);
  };
  let prepared;
  try { prepared = host.prepare(internal.plain(body), file, "commonjs", false); } catch { prepared = internal.plain(body); }
  try {
    return make(prepared);
  } catch (error) {
    if (name !== "" || !(error instanceof P.SyntaxError)) throw error;
    let repaired;
    try { repaired = host.prepare(internal.plain(body), file, "commonjs", true); } catch { throw error; }
    return make(repaired);
  }
};

const wrapped = {
  eval(source) {
    source = unwrap(source);
    if (typeof source !== "string") return source;
    return internal.evaluate(source, seen("eval", source), true);
  },
}.eval;
internal.indirectEval = wrapped;
const setEval = (value) => P.defineProperty(globalThis, "eval", { value, writable: true, enumerable: false, configurable: true });
setEval(wrapped);
let isArmed = false;
// `eval(x)` reads `(arm(),eval(around(disarm(),x)))`: the engine sees its own evaluator, called directly.
const arm = () => {
  if (globalThis.eval === wrapped) { isArmed = true; setEval(nativeEval); }
};
const disarm = () => {
  if (isArmed) { isArmed = false; setEval(wrapped); }
};
const around = (_, ...parts) => {
  const source = unwrap(parts[0]);
  if (typeof source !== "string") return source;
  internal.lastEval = seen("eval", source);
  internal.keepSource("<input>", source);
  try { return host.prepare(internal.plain(source), "eval.js", "script", false); } catch { return source; }
};
// Bindings of the global scope that are no properties of the global object.
host.evaluate("let $$a,$$o,$$e;(a,o,e)=>{$$a=a;$$o=o;$$e=e}", "node:internal/code")(arm, disarm, around);

const kinds = [
  [P.Function, "function", "anonymous"],
  [P.getPrototypeOf(async () => {}).constructor, "async function", "anonymous"],
  [P.getPrototypeOf(function* () {}).constructor, "function*", "anonymous"],
  [P.getPrototypeOf(async function* () {}).constructor, "async function*", "anonymous"],
];
for (const [native, kind, name] of kinds) {
  const build = (target, parts, newTarget) => {
    const texts = P.map(parts, (part) => P.String(unwrap(part)));
    const body = texts.length ? texts[texts.length - 1] : "";
    const parameters = P.join(P.slice(texts, 0, -1), ",");
    const file = seen("Function", parameters ? `(${parameters}) => {\n${body}\n}` : body);
    const made = internal.compileFunction(`\n${body}`, `${parameters}\n`, file, name, kind);
    internal.printAs(made, `${kind} ${name}(${parameters}\n) {\n${body}\n}`);
    if (newTarget !== undefined && newTarget !== proxy) P.setPrototypeOf(made, newTarget.prototype);
    return made;
  };
  const proxy = new P.Proxy(native, {
    apply: (target, _, parts) => build(target, parts),
    construct: (target, parts, newTarget) => build(target, parts, newTarget),
  });
  P.defineProperty(native.prototype, "constructor", { value: proxy, writable: kind === "function", enumerable: false, configurable: true });
  if (kind === "function") P.defineProperty(globalThis, "Function", { value: proxy, writable: true, enumerable: false, configurable: true });
}

// The program that the network serves calls this. No property of the global object: it must not be seen in a list.
host.evaluate(`let ${host.markerWord};(f)=>{${host.markerWord}=f}`, "node:internal/code")(
  (variant) => { internal.record("code.marker-ran", "javascript"); return variant; },
);
