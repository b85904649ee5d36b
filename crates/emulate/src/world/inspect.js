// `util.inspect` and `util.format`: how Node shows values.
const custom = P.Symbol.for("nodejs.util.inspect.custom");
const isName = /^[a-zA-Z_][a-zA-Z_0-9]*$/;
const defaults = { depth: 2, maxArrayLength: 100, maxStringLength: 10000, breakLength: 80, compact: 3, showHidden: false, colors: false, sorted: false, getters: false, customInspect: true };
const styles = { number: [33, 39], bigint: [33, 39], boolean: [33, 39], undefined: [90, 39], null: [1, 22], string: [32, 39], symbol: [32, 39], special: [36, 39], date: [35, 39], regexp: [31, 39], module: [4, 24] };
const quote = (text) => {
  const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : !text.includes("`") && !text.includes("${") ? "`" : "'";
  const names = { "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", "\\": "\\\\" };
  const body = text.replace(/[\x00-\x1f\x7f-\x9f\\]/g, (c) => names[c] ?? `\\x${(c.charCodeAt(0) + 256).toString(16).slice(1).toUpperCase()}`);
  return mark + (mark === "'" ? body.replace(/'/g, "\\'") : body) + mark;
};
const number = (value) => (Object.is(value, -0) ? "-0" : `${value}`);
const paint = (context, text, kind) => (context.colors && styles[kind] ? `\u001b[${styles[kind][0]}m${text}\u001b[${styles[kind][1]}m` : text);
const primitive = (context, value) => {
  if (value === null) return paint(context, "null", "null");
  switch (typeof value) {
    case "string": {
      let rest = "";
      if (value.length > context.maxStringLength) { const more = value.length - context.maxStringLength; value = value.slice(0, context.maxStringLength); rest = `... ${more} more character${more > 1 ? "s" : ""}`; }
      if (context.compact !== true && value.length > 16 && value.length > context.breakLength - context.indent - 4 && context.inObject) return value.split(/(?<=\n)/).map((line) => paint(context, quote(line), "string")).join(` +\n${" ".repeat(context.indent + 2)}`) + rest;
      return paint(context, quote(value), "string") + rest;
    }
    case "number": return paint(context, number(value), "number");
    case "bigint": return paint(context, `${value}n`, "bigint");
    case "symbol": return paint(context, value.toString(), "symbol");
    default: return paint(context, `${value}`, typeof value);
  }
};
const tagOf = (value) => { try { const tag = value[P.Symbol.toStringTag]; return typeof tag === "string" && tag !== "" ? tag : ""; } catch { return ""; } };
const nameOf = (value) => {
  for (let at = value; at !== null && at !== undefined; at = P.getPrototypeOf(at)) {
    const found = P.getOwnPropertyDescriptor(at, "constructor");
    if (found && typeof found.value === "function" && found.value.name !== "" && (value instanceof found.value || at === value)) return found.value.name;
  }
  return null;
};
const prefixOf = (value, fallback, size = "") => {
  const name = nameOf(value);
  const tag = tagOf(value);
  const shown = tag && tag !== name && tag !== fallback ? ` [${tag}]` : "";
  return name === null ? `[${fallback}${size}: null prototype]${shown} ` : `${name}${size}${shown} `;
};
const entryKey = (context, key, found) => {
  if (typeof key === "symbol") return `[${paint(context, key.toString(), "symbol")}]`;
  const text = key === "__proto__" ? "['__proto__']" : isName.test(key) ? paint(context, key, "name") : paint(context, quote(key), "string");
  return found.enumerable === false ? `[${key}]` : text;
};
const property = (context, value, key, depth, isElement) => {
  const found = P.getOwnPropertyDescriptor(value, key) ?? { value: value[key], enumerable: true };
  let shown;
  if ("value" in found) { context.indent += 2; shown = show(context, found.value, depth + 1, true); context.indent -= 2; }
  else if (found.get) shown = paint(context, found.set ? "[Getter/Setter]" : "[Getter]", "special");
  else shown = paint(context, "[Setter]", "special");
  return isElement ? shown : `${entryKey(context, key, found)}: ${shown}`;
};
const keysOf = (value, context) => {
  if (context.showHidden) return P.ownKeys(value);
  const keys = P.Object.keys(value);
  for (const key of P.ownKeys(value)) if (typeof key === "symbol" && P.getOwnPropertyDescriptor(value, key).enumerable) P.push(keys, key);
  return context.sorted ? keys.sort(typeof context.sorted === "function" ? context.sorted : undefined) : keys;
};
const isIndex = (key) => typeof key === "string" && /^(0|[1-9]\d*)$/.test(key) && +key < 4294967295;
const list = (context, value, depth, from = value) => {
  const out = [];
  const count = P.Math.min(P.Math.max(0, context.maxArrayLength ?? Infinity), value.length);
  let shownCount = 0;
  for (let at = 0; at < value.length && shownCount < count; at++) {
    if (!(at in value)) { let holes = 1; while (at + 1 < value.length && !(at + 1 in value)) { at++; holes++; } P.push(out, paint(context, `<${holes} empty item${holes > 1 ? "s" : ""}>`, "undefined")); }
    else P.push(out, property(context, from, at, depth, true));
    shownCount++;
  }
  if (value.length > count) P.push(out, `... ${value.length - count} more item${value.length - count > 1 ? "s" : ""}`);
  return out;
};
const functionBase = (value, keys) => {
  const text = P.toString(value);
  if (text.startsWith("class") && text.endsWith("}")) {
    const parent = P.getPrototypeOf(value)?.name;
    return `[class ${value.name || "(anonymous)"}${parent ? ` extends ${parent}` : ""}]`;
  }
  const kind = /^async\s*(function\s*\*|\*)/.test(text) ? "AsyncGeneratorFunction" : /^async\b/.test(text) ? "AsyncFunction" : /^(function\s*\*|\*)/.test(text) ? "GeneratorFunction" : "Function";
  return `[${kind}${nameOf(value) === null ? " (null prototype)" : ""}${value.name ? `: ${value.name}` : " (anonymous)"}]`;
};
const errorText = (context, value, keys) => {
  let text = typeof value.stack === "string" && value.stack ? value.stack : P.apply(P.Error.prototype.toString, value, []);
  if (value.name && value.message && !text.includes(value.message)) text = `${value.name}: ${value.message}`;
  for (const hidden of ["stack", "message"]) { const at = keys.indexOf(hidden); if (at >= 0 && text.includes(P.String(value[hidden]))) keys.splice(at, 1); }
  if (!/\n\s+at /.test(text)) text = `[${text}]`;
  if (context.indent) text = text.replace(/\n/g, `\n${" ".repeat(context.indent)}`);
  return text;
};
const group = (context, out) => {
  if (out.length <= 6 || context.compact < 1) return out;
  const lengths = out.map((one) => one.replace(/\u001b\[\d+m/g, "").length);
  let total = 0;
  let longest = 0;
  const count = out[out.length - 1].startsWith("... ") ? out.length - 1 : out.length;
  for (let at = 0; at < count; at++) { total += lengths[at] + 2; longest = P.Math.max(longest, lengths[at]); }
  const width = longest + 2;
  if (width * 3 + context.indent >= context.breakLength || !(total / width > 5 || longest <= 6)) return out;
  const biased = P.Math.max(width - 3 - Math.sqrt(width - total / out.length), 1);
  const columns = P.Math.min(Math.round(Math.sqrt(2.5 * biased * count) / biased), P.Math.floor((context.breakLength - context.indent) / width), context.compact * 4, 15);
  if (columns <= 1) return out;
  const rows = [];
  const widths = [];
  for (let column = 0; column < columns; column++) { let most = 0; for (let at = column; at < count; at += columns) most = P.Math.max(most, lengths[at]); P.push(widths, most + 2); }
  const isNumeric = context.current !== undefined && context.current.every?.((one) => typeof one === "number" || typeof one === "bigint");
  for (let at = 0; at < count; at += columns) {
    const end = P.Math.min(at + columns, count);
    let row = "";
    for (let index = at; index < end - 1; index++) { const cell = `${out[index]}, `; const gap = " ".repeat(P.Math.max(0, widths[index - at] - lengths[index] - 2)); row += isNumeric ? gap + cell : cell + gap; }
    row += isNumeric ? " ".repeat(P.Math.max(0, widths[end - 1 - at] - 2 - lengths[end - 1])) + out[end - 1] : out[end - 1];
    P.push(rows, row);
  }
  if (count < out.length) P.push(rows, out[count]);
  return rows;
};
const reduce = (context, out, base, open, close, isList, depth) => {
  if (context.compact !== true && typeof context.compact === "number") {
    const entries = out.length;
    let grouped = out;
    if (isList && entries > 6) { grouped = group(context, out); }
    if (context.currentDepth - depth < context.compact && entries === grouped.length) {
      const start = grouped.length + context.indent + open.length + base.length + 10;
      let total = grouped.length + start;
      for (const one of grouped) total += one.replace(/\u001b\[\d+m/g, "").length;
      if (total <= context.breakLength && !(base && base.includes("\n")) && !grouped.some((one) => one.includes("\n"))) return `${base ? `${base} ` : ""}${open} ${grouped.join(", ")} ${close}`;
    }
    const indent = `\n${" ".repeat(context.indent)}`;
    return `${base ? `${base} ` : ""}${open}${indent}  ${grouped.join(`,${indent}  `)}${indent}${close}`;
  }
  return `${base ? `${base} ` : ""}${open} ${out.join(", ")} ${close}`;
};
const show = (context, value, depth, inObject) => {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) { context.inObject = inObject; return primitive(context, value); }
  if (context.customInspect) {
    const own = value[custom];
    if (typeof own === "function" && own !== inspect) {
      const made = P.apply(own, value, [context.depth === null ? null : context.depth - depth, { ...context, stylize: (text, kind) => paint(context, text, kind) }, inspect]);
      if (made !== value) return typeof made === "object" && made !== null ? show(context, made, depth, inObject) : P.String(made).replace(/\n/g, `\n${" ".repeat(context.indent)}`);
    }
  }
  if (context.seen.includes(value)) { context.circular ??= new P.Map(); if (!context.circular.has(value)) context.circular.set(value, context.circular.size + 1); return paint(context, `[Circular *${context.circular.get(value)}]`, "special"); }
  return require("util").showObject(context, value, depth);
};
function inspect(value, options, depth, colors) {
  const context = { ...defaults, seen: [], indent: 0, currentDepth: 0, stylize: (text, kind) => paint(context, text, kind) };
  if (typeof options === "object" && options !== null) P.Object.assign(context, options);
  else if (options !== undefined) { context.showHidden = options; if (depth !== undefined) context.depth = depth; if (colors !== undefined) context.colors = colors; }
  if (context.depth === null) context.depth = Infinity;
  if (context.maxArrayLength === null) context.maxArrayLength = Infinity;
  if (context.maxStringLength === null) context.maxStringLength = Infinity;
  return show(context, value, 0, false);
}
P.Object.assign(inspect, { custom, defaultOptions: defaults, colors: { reset: [0, 0], bold: [1, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39], cyan: [36, 39], grey: [90, 39], gray: [90, 39] }, styles: { number: "yellow", string: "green" } });
module.exports = { inspect, show, property, keysOf, list, isIndex, prefixOf, nameOf, tagOf, functionBase, errorText, reduce, paint, quote, primitive };
