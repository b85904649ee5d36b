// `vm`: other global scopes, each text a layer.
const contexts = new P.WeakMap();
const engine = ["Object", "Array", "Function", "String", "Number", "Boolean", "Symbol", "BigInt", "Math", "JSON", "Reflect", "Proxy", "Promise", "Map", "Set", "WeakMap", "WeakSet", "WeakRef", "Date", "RegExp", "Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "URIError", "AggregateError", "ArrayBuffer", "SharedArrayBuffer", "DataView", "Atomics", "Uint8Array", "Int8Array", "Uint16Array", "Int16Array", "Uint32Array", "Int32Array", "Float32Array", "Float64Array", "Uint8ClampedArray", "BigInt64Array", "BigUint64Array", "Intl", "WebAssembly", "parseInt", "parseFloat", "isNaN", "isFinite", "encodeURIComponent", "decodeURIComponent", "encodeURI", "decodeURI", "escape", "unescape", "eval", "NaN", "Infinity", "undefined", "Iterator", "FinalizationRegistry"];
const asked = ["window", "document", "self", "define", "module", "exports", "require", "navigator", "Deno", "Bun", "importScripts", "WorkerGlobalScope", "XMLHttpRequest", "location", "localStorage", "alert", "jQuery", "$", "__filename", "__dirname"];
const scopeOf = (sandbox) => {
  let scope = contexts.get(sandbox);
  if (scope) return scope;
  scope = new P.Proxy(sandbox, {
    has: () => true,
    get(target, key) {
      if (key === P.Symbol.unscopables) return undefined;
      if (key in target) return target[key];
      if (key === "globalThis") return scope;
      if (engine.includes(key)) return globalThis[key];
      if (key === "console") return globalThis.console;
      // `typeof` cannot be told from a use: what is asked for so is not there, what is nowhere is an error.
      if (typeof key === "string" && !(key in globalThis) && !P.listIncludes(asked, key)) throw new ReferenceError(`${key} is not defined`);
      return undefined;
    },
    set(target, key, value) { target[key] = value; return true; },
    deleteProperty(target, key) { return delete target[key]; },
  });
  contexts.set(sandbox, scope);
  return scope;
};
/** The evaluator's own names are not the sandbox's. */
const own = { has: (_, key) => key !== "$$text" && key !== "eval" && key !== host.markerWord };
const isContext = (value) => { if (typeof value !== "object" || value === null) throw internal.argumentType("object", "of type object", value); return contexts.has(value); };
const createContext = (sandbox = {}) => { scopeOf(sandbox); return sandbox; };
const text = (code) => P.String(internal.textOfReply?.(code) ?? code);
const nameOf = (code, options) => { void options; return internal.layer("vm", code); };
const runInThisContext = (code, options) => { code = text(code); return internal.evaluate(code, nameOf(code, options)); };
const runInContext = (code, sandbox, options) => {
  code = text(code);
  const file = nameOf(code, options);
  const scope = scopeOf(sandbox);
  return host.evaluate("(function($$scope,$$text,eval){return (function(){with($$scope){return eval($$text)}}).call($$scope)})", file)(new P.Proxy(scope, own), code, P.eval);
};
class Script {
  constructor(code, options) { internal.hide(this, { code: text(code) }); this.cachedDataRejected = undefined; void options; check(this.code); }
  runInThisContext(options) { return runInThisContext(this.code, options); }
  runInContext(sandbox, options) { return runInContext(this.code, sandbox, options); }
  runInNewContext(sandbox, options) { return runInContext(this.code, createContext(sandbox), options); }
  createCachedData() { return globalThis.Buffer.alloc(0); }
}
const check = (code) => { try { host.evaluate(`(function(){return;${P.replace(code, /^#!/, "//")}\n})`, "evalmachine.<anonymous>"); } catch (error) { if (error instanceof P.SyntaxError && !/\b(import|export|await)\b/.test(code)) throw error; } };
const compileFunction = (code, parameters = [], options) => { code = text(code); return internal.compileFunction(code, P.join(parameters, ","), nameOf(code, options)); };
class Module { constructor(code) { this.status = "unlinked"; internal.layer("vm", P.String(code)); this.namespace = {}; } async link() { this.status = "linked"; } async evaluate() { this.status = "evaluated"; } }
module.exports = { Script, createContext, isContext, runInThisContext, runInContext, runInNewContext: (code, sandbox, options) => runInContext(code, createContext(sandbox ?? {}), options), createScript: (code, options) => new Script(code, options), compileFunction, measureMemory: async () => ({}), Module, SourceTextModule: Module, SyntheticModule: Module, constants: { USE_MAIN_CONTEXT_DEFAULT_LOADER: P.Symbol("vm") } };
