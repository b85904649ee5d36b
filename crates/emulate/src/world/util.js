// `util`.
const tools = require("inspect");
const { inspect, show, property, keysOf, list, isIndex, prefixOf, nameOf, tagOf, functionBase, errorText, reduce, paint } = tools;
const tag = P.Symbol.toStringTag;
const is = (name) => (value) => typeof value === "object" && value !== null && P.apply(Object.prototype.toString, value, []) === `[object ${name}]`;
const probe = (prototype, method, isGetter) => {
  const found = P.getOwnPropertyDescriptor(prototype, method);
  const call = isGetter ? found.get : found.value;
  return (value) => { if (value === null || typeof value !== "object") return false; try { P.apply(call, value, []); return true; } catch { return false; } };
};
const typedName = (value) => { try { return P.apply(P.getOwnPropertyDescriptor(P.getPrototypeOf(P.Uint8Array.prototype), tag).get, value, []); } catch { return undefined; } };
const types = {
  isDate: probe(P.Date.prototype, "getTime"), isMap: probe(P.Map.prototype, "size", true), isSet: probe(P.Set.prototype, "size", true),
  isRegExp: (value) => value instanceof RegExp, isNativeError: (value) => value instanceof P.Error, isPromise: (value) => value instanceof P.Promise,
  isTypedArray: (value) => typedName(value) !== undefined, isUint8Array: (value) => typedName(value) === "Uint8Array", isArrayBufferView: ArrayBuffer.isView, isAnyArrayBuffer: (value) => value instanceof P.ArrayBuffer || is("SharedArrayBuffer")(value),
  isArrayBuffer: (value) => value instanceof P.ArrayBuffer, isSharedArrayBuffer: is("SharedArrayBuffer"), isDataView: is("DataView"), isWeakMap: is("WeakMap"), isWeakSet: is("WeakSet"), isGeneratorObject: is("Generator"),
  isGeneratorFunction: (value) => typeof value === "function" && /^(async\s*)?(function\s*)?\*/.test(P.toString(value)), isAsyncFunction: (value) => typeof value === "function" && /^async\b/.test(P.toString(value)),
  isBoxedPrimitive: (value) => [P.String, P.Number, Boolean, P.Symbol, BigInt].some((Type) => value instanceof Type), isStringObject: (value) => value instanceof P.String, isNumberObject: (value) => value instanceof P.Number, isBooleanObject: (value) => value instanceof Boolean, isSymbolObject: (value) => value instanceof P.Symbol, isBigIntObject: (value) => value instanceof BigInt,
  isMapIterator: is("Map Iterator"), isSetIterator: is("Set Iterator"), isArgumentsObject: is("Arguments"), isProxy: () => false, isExternal: () => false, isModuleNamespaceObject: is("Module"), isCryptoKey: () => false, isKeyObject: () => false,
};
for (const name of ["Int8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array"]) types[`is${name}`] = (value) => typedName(value) === name;

/** What `inspect` shows of an object. */
const showObject = (context, value, depth) => {
  const keys = keysOf(value, context);
  let base = "";
  let [open, close] = ["{", "}"];
  let entries = () => [];
  let isList = false;
  if (P.isArray(value)) {
    const prefix = nameOf(value) !== "Array" || tagOf(value) ? prefixOf(value, "Array", `(${value.length})`) : "";
    [open, close, isList] = [`${prefix}[`, "]", true];
    const named = keys.filter((key) => !isIndex(key));
    if (value.length === 0 && named.length === 0) return `${open}]`;
    keys.splice(0, keys.length, ...named);
    entries = () => list(context, value, depth);
  } else if (types.isSet(value) || types.isMap(value)) {
    const isMap = types.isMap(value);
    const kind = isMap ? "Map" : "Set";
    const name = nameOf(value);
    open = `${name !== null && name !== kind ? `${name}(${value.size}) [${kind}] ` : prefixOf(value, kind, `(${value.size})`)}{`;
    if (value.size === 0 && keys.length === 0) return `${open}}`;
    entries = () => { const out = []; context.indent += 2; for (const one of isMap ? P.Map.prototype.entries.call(value) : P.Set.prototype.values.call(value)) P.push(out, isMap ? `${show(context, one[0], depth + 1)} => ${show(context, one[1], depth + 1)}` : show(context, one, depth + 1)); context.indent -= 2; return out; };
  } else if (types.isTypedArray(value)) {
    [open, close, isList] = [`${prefixOf(value, typedName(value), `(${value.length})`)}[`, "]", true];
    keys.splice(0, keys.length, ...keys.filter((key) => !isIndex(key)));
    if (value.length === 0 && keys.length === 0) return `${open}]`;
    entries = () => list(context, value, depth);
  } else if (tagOf(value) === "Map Iterator" || tagOf(value) === "Set Iterator") open = `[${tagOf(value)}] {`;
  else if (tagOf(value) === "Arguments" || is("Arguments")(value)) { [open, close, isList] = ["[Arguments] [", "]", true]; keys.splice(0, keys.length, ...keys.filter((key) => !isIndex(key))); if (!value.length) return "[Arguments] []"; entries = () => list(context, value, depth); }
  else if (typeof value === "function") { base = functionBase(value); if (keys.length === 0) return paint(context, base, "special"); }
  else if (value instanceof RegExp) { base = P.apply(RegExp.prototype.toString, value, []); if (keys.length === 0) return paint(context, base, "regexp"); }
  else if (types.isDate(value)) { base = Number.isNaN(P.Date.prototype.getTime.call(value)) ? "Invalid Date" : P.Date.prototype.toISOString.call(value); if (keys.length === 0) return paint(context, base, "date"); }
  else if (value instanceof P.Error) { base = errorText(context, value, keys); if ("cause" in value && !keys.includes("cause")) P.push(keys, "cause"); if (keys.length === 0) return base; }
  else if (types.isAnyArrayBuffer(value)) { open = `${prefixOf(value, "ArrayBuffer")}{`; entries = () => [`[Uint8Contents]: <${[...new P.Uint8Array(value)].slice(0, 50).map((byte) => (byte + 256).toString(16).slice(1)).join(" ")}>`, `byteLength: ${value.byteLength}`]; }
  else if (types.isPromise(value)) { open = `${prefixOf(value, "Promise")}{`; entries = () => { const state = internal.promiseState?.(value); return [state ?? paint(context, "<pending>", "special")]; }; }
  else if (tagOf(value) === "WeakMap" || tagOf(value) === "WeakSet") { open = `${prefixOf(value, tagOf(value))}{`; entries = () => [paint(context, "<items unknown>", "special")]; }
  else if (is("Module")(value)) open = `[${tagOf(value)}: null prototype] {`;
  else if (types.isBoxedPrimitive(value)) {
    const kind = nameOf(value) ?? "Object";
    base = `[${value instanceof P.String ? "String" : value instanceof P.Number ? "Number" : value instanceof Boolean ? "Boolean" : kind}: ${tools.primitive(context, value.valueOf())}]`;
    if (value instanceof P.String) keys.splice(0, keys.length, ...keys.filter((key) => !isIndex(key)));
    if (keys.length === 0) return base;
  } else {
    const name = nameOf(value);
    if (name === "Object" && !tagOf(value)) { if (keys.length === 0) return "{}"; }
    else { open = `${prefixOf(value, "Object")}{`; if (keys.length === 0) return `${open}}`; }
  }
  if (depth > context.depth) return paint(context, `[${(nameOf(value) === null ? `${tagOf(value) || "Object"}: null prototype` : prefixOf(value, "Object").trim()) || "Array"}]`.replace("[Array(", "[Array(").replace(/\[Array\(\d+\)\]/, "[Array]"), "special");
  P.push(context.seen, value);
  context.currentDepth = depth;
  context.current = isList ? value : undefined;
  const out = entries();
  for (const key of keys) P.push(out, property(context, value, key, depth, false));
  context.seen.pop();
  if (context.circular?.has(value)) { const mark = `<ref *${context.circular.get(value)}>`; if (base) base = `${mark} ${base}`; else open = `${mark} ${open}`; }
  context.current = isList ? value : undefined;
  return reduce(context, out, base, open, close, isList, depth);
};
const formatWith = (options, ...parts) => {
  const first = parts[0];
  let text = "";
  let at = 0;
  if (typeof first === "string") {
    if (parts.length === 1) return first;
    at = 1;
    text = first.replace(/%([sdijfoOc%])/g, (whole, kind) => {
      if (kind === "%") return "%";
      if (at >= parts.length) return whole;
      const value = parts[at++];
      switch (kind) {
        case "s": return typeof value === "number" ? (Object.is(value, -0) ? "-0" : `${value}`) : typeof value === "bigint" ? `${value}n` : typeof value === "object" && value !== null ? (hasOwnText(value) ? P.String(value) : inspect(value, { ...options, depth: 0, colors: false, compact: 3 })) : P.String(value);
        case "d": return typeof value === "bigint" ? `${value}n` : typeof value === "symbol" ? "NaN" : typeof value === "object" ? `${+value}` : `${P.Number(value)}`;
        case "i": return typeof value === "bigint" ? `${value}n` : typeof value === "symbol" ? "NaN" : `${P.parseInt(value)}`;
        case "f": return typeof value === "symbol" ? "NaN" : `${parseFloat(value)}`;
        case "j": try { return P.JSON.stringify(value); } catch { return "[Circular]"; }
        case "o": return inspect(value, { ...options, showHidden: true, depth: 4 });
        case "O": return inspect(value, options);
        default: return "";
      }
    });
  }
  for (; at < parts.length; at++) text += `${at > 0 ? " " : ""}${typeof parts[at] === "string" ? parts[at] : inspect(parts[at], options)}`;
  return text;
};
const hasOwnText = (value) => value instanceof P.Error || (typeof value.toString === "function" && value.toString !== Object.prototype.toString && value.toString !== Array.prototype.toString && P.Object.prototype.hasOwnProperty.call(value, "toString")) || (value.constructor && !["Object", "Array", "Map", "Set", "Date"].includes(value.constructor.name) && value.toString !== Object.prototype.toString && typeof value.toString === "function" && !types.isTypedArray(value));
module.exports = { showObject, types, formatWith, format: (...parts) => formatWith({}, ...parts), inspect, ...require("misc").utilities(types) };
