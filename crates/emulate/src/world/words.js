// What the engine says of errors, in V8's words. Where V8 names an expression and the engine does not, it is read from
// the source at the place of the error.
const exec = RegExp.prototype.exec;
const match = (pattern, text) => P.apply(exec, pattern, [text]);
const sources = new P.Map();
/** Keeps the text that was compiled as `file`: the places of its errors are places in it. */
internal.keepSource = (file, text) => { if (typeof file === "string") P.mapSet(sources, file, text); };
const sourceOf = (file) => P.mapGet(sources, file) ?? (typeof file === "string" && P.startsWith(file, "/") ? host.files.text(file) : undefined);
const lineOf = (text, line) => {
  let start = 0;
  for (let at = 1; at < line; at++) { start = P.indexOf(text, "\n", start) + 1; if (start === 0) return ""; }
  const end = P.indexOf(text, "\n", start);
  return P.text(text, start, end < 0 ? undefined : end);
};
const closers = { "(": ")", "[": "]", "{": "}" };
const openers = { ")": "(", "]": "[", "}": "{" };
const isWord = (char) => char !== undefined && match(/[\w$\u0080-\uffff#]/, char) !== null;
/** The start of the expression that ends before `end`, with its argument lists in short: V8's way to name it. */
const nameBefore = (text, end) => {
  let at = end;
  let name = "";
  for (let steps = 0; steps < 40; steps++) {
    while (at > 0 && text[at - 1] === " ") at -= 1;
    const char = text[at - 1];
    if (char === undefined) break;
    if (isWord(char)) {
      const last = at;
      while (at > 0 && isWord(text[at - 1])) at -= 1;
      name = P.text(text, at, last) + name;
    } else if (char === ")" || char === "]" || char === "}") {
      const last = at;
      let depth = 0;
      do { at -= 1; if (openers[text[at]]) depth += 1; else if (closers[text[at]]) depth -= 1; } while (depth > 0 && at > 0);
      if (depth !== 0) return undefined;
      const inside = P.text(text, at + 1, last - 1);
      const isTail = isWord(text[at - 1]) || text[at - 1] === ")" || text[at - 1] === "]";
      const string = match(/^\s*(['"])([A-Za-z_$][\w$]*)\1\s*$/, inside);
      if (char === "}") return `(intermediate value)${name}`;
      if (char === "]") name = string && isTail ? `.${string[2]}${name}` : `[${inside}]${name}`;
      else if (isTail) name = `(...)${name}`;
      else return match(/^\s*[\w$.]+\s*$/, inside) ? `${P.trim(inside)}${name}` : `(intermediate value)${name}`;
      if (!isTail) break;
      continue;
    } else if (char === "'" || char === '"' || char === "`") {
      const start = text.lastIndexOf(char, at - 2);
      return start < 0 ? undefined : `"${P.text(text, start + 1, at - 1)}"${name}`;
    } else break;
    while (at > 0 && text[at - 1] === " ") at -= 1;
    if (text[at - 1] === ".") {
      const isOptional = text[at - 2] === "?";
      at -= isOptional ? 2 : 1;
      name = `${isOptional ? "?." : "."}${name}`;
      continue;
    }
    if (match(/(^|[^\w$.])new\s*$/, P.text(text, P.Math.max(0, at - 8), at)) && P.includes(name, "(...)")) return P.replace(name, /^[^(]*\(\.\.\.\)/, "(intermediate value)");
    break;
  }
  return name === "" ? undefined : name;
};
const placeOf = (sites) => {
  const site = sites[0];
  if (!site || site.isNative()) return undefined;
  const text = sourceOf(site.getFileName());
  return typeof text === "string" ? [lineOf(text, site.getLineNumber()), P.Math.max(0, site.getColumnNumber() - 1)] : undefined;
};
/** The column that V8 tells for what the engine found at `column`: of the member's name, or of `new`. */
exports.likePlace = (site, column) => {
  const text = sourceOf(site.getFileName());
  if (typeof text !== "string" || text.length > 400000) return column;
  const line = lineOf(text, site.getLineNumber());
  const offset = site.getColumnNumber() - 1;
  if (line[offset] === ".") return column + 1;
  if (line[offset] === " ") { let at = offset; while (line[at] === " ") at += 1; return column + at - offset; }
  const isNew = match(/\bnew\s+(?:[\w$]+\.)*$/, P.text(line, P.Math.max(0, offset - 40), offset));
  return isNew ? column - isNew[0].length : column;
};
/** The callee at a place, and whether it is constructed. */
const callee = (sites) => {
  const place = placeOf(sites);
  if (!place) return undefined;
  let [line, at] = place;
  const isNew = match(/\bnew\s*$/, P.text(line, P.Math.max(0, at - 8), at)) !== null;
  if (P.text(line, at, at + 4) === "new ") at += 4;
  while (at < line.length && line[at] === " ") at += 1;
  for (; at < line.length; at++) {
    if (line[at] === "[") { let depth = 0; do { if (line[at] === "[") depth += 1; else if (line[at] === "]") depth -= 1; at += 1; } while (depth > 0 && at < line.length); at -= 1; continue; }
    if (isWord(line[at]) || line[at] === "." || line[at] === " " || line[at] === "?") continue;
    break;
  }
  const name = nameBefore(line, at);
  return name === undefined ? undefined : { name, isNew };
};
const iterated = (sites) => {
  const place = placeOf(sites);
  if (!place) return undefined;
  const [line, at] = place;
  return match(/(?:\bof\s+|\.\.\.|\]\s*=\s*)(\{\}|[\w$.]+)/, P.text(line, at))?.[1];
};
const notCallable = (sites) => { const found = callee(sites); return found ? `${found.name} is not a ${found.isNew ? "constructor" : "function"}` : sites[0]?.isNative() ? "undefined is not a function" : "(intermediate value) is not a function"; };
const fixed = {
  "invalid array length": "Invalid array length", "invalid string length": "Invalid string length", "invalid repeat count": "Invalid count value: -1",
  "bad normalization form": "The normalization form should be one of NFC, NFD, NFKC, NFKD.", "not a symbol": "undefined is not a symbol", "new.target only allowed within functions": "new.target expression is not allowed here", "super() is only valid in a derived class constructor": "'super' keyword unexpected here", "class statement requires a name": "Unexpected token '{'", "unsupported keyword: export": "Unexpected token 'export'", "unsupported keyword: import": "Cannot use import statement outside a module", "Date value is NaN": "Invalid time value", "object is not extensible": "Cannot add property, object is not extensible", "cannot convert symbol to string": "Cannot convert a Symbol value to a string",
  "cannot convert symbol to number": "Cannot convert a Symbol value to a number", "cannot convert BigInt to number": "Cannot mix BigInt and other types, use explicit conversions", "bigint argument with unary +": "Cannot convert a BigInt value to a number",
  "BigInt are forbidden in JSON.stringify": "Do not know how to serialize a BigInt", toPrimitive: "Cannot convert object to primitive value", "circular prototype chain": "Cyclic __proto__ value",
  "invalid 'instanceof' right operand": "Right-hand side of 'instanceof' is not callable", "empty array": "Reduce of empty array with no initial value", "promise self resolution": "Chaining cycle detected for promise #<Promise>", "cannot invoke a running generator": "Generator is already running",
  "revoked proxy": "Cannot perform 'get' on a proxy that has been revoked", "invalid value used as WeakMap key": "Invalid value used as weak map key", "cannot convert to BigInt: not an integer": "The number 1.5 cannot be converted to a BigInt because it is not an integer", "invalid BigInt literal": "Cannot convert x to a BigInt", "null or undefined are forbidden": "String.prototype.toString called on null or undefined",
  "invalid code point": "Invalid code point -1", "too many arguments in function call (only 65534 allowed)": "Maximum call stack size exceeded", "stack overflow": "Maximum call stack size exceeded", "no setter for property": "Cannot set property of #<Object> which has only a getter",
  "could not delete property": "Cannot delete property of #<Object>", "Setter must be a function": "Setter must be a function: undefined", "Getter must be a function": "Getter must be a function: undefined", "iterator must return an object": "Iterator result undefined is not an object",
  "resolver is not a function": "Promise resolver undefined is not a function", "Property description must be an object": "Property description must be an object: undefined", "proxy: bad prototype": "Object prototype may only be an Object or null", "out-of-bound access": "Offset is outside the bounds of the DataView",
  "this is not initialized": "Must call super constructor in derived class before accessing 'this' or returning from derived constructor", "derived class constructor must return an object or undefined": "Derived constructors may only return object or undefined",
};
const property = (found) => (P.startsWith(found, "Symbol.") ? `Symbol(${found})` : found);
const phrases = [
  ["c", /^cannot read property '([^]*)' of (undefined|null)$/i, (m) => (m[1] === "Symbol.iterator" ? `${m[2]} is not iterable` : `Cannot read properties of ${m[2]} (reading '${property(m[1])}')`)],
  ["c", /^cannot set property '([^]*)' of (undefined|null)$/i, (m) => `Cannot set properties of ${m[2]} (setting '${property(m[1])}')`],
  ["i", /^invalid number of digits$/, (_, sites) => { const name = callee(sites)?.name ?? ""; return P.endsWith(name, "toPrecision") ? "toPrecision() argument must be between 1 and 100" : P.endsWith(name, "toExponential") ? "toExponential() argument must be between 0 and 100" : "toFixed() digits argument must be between 0 and 100"; }],
  ["C", /^Cannot read properties of (undefined|null) \(reading 'Symbol\.iterator'\)$/, (m) => `${m[1]} is not iterable`],
  ["n", /^not a function$/, (_, sites) => notCallable(sites)],
  ["n", /^not a constructor$/, (_, sites) => P.replace(notCallable(sites), /function$/, "constructor")],
  ["p", /^property is not a function$/, (_, sites) => notCallable(sites)],
  ["v", /^value is not iterable$/, (_, sites) => `${iterated(sites) ?? "object"} is not iterable`],
  ["'", /^'([^]*)' is read-only$/, (m, sites) => { const place = placeOf(sites); const found = place ? match(/^\s*(?:\+\+|--)?\s*([\w$]+)\s*(?:[-+*/%&|^?<>]*=[^=]|\+\+|--|$)/, P.text(place[0], place[1])) : undefined; return found?.[1] === m[1] ? "Assignment to constant variable." : `Cannot assign to read only property '${m[1]}' of object '${match(/^\d+$/, m[1]) ? "[object Array]" : "#<Object>"}'`; }],
  ["'", /^'([^]*)' is not defined$/, (m) => `${m[1]} is not defined`],
  ["c", /^class constructors must be invoked with 'new'$/, (_, sites) => `Class constructor ${sites[0]?.getFunctionName() ?? ""} cannot be invoked without 'new'`],
  ["m", /^must be called with new$/, (_, sites) => (builtinName(sites[0] ?? noSite) === "Promise" || callee(sites)?.name === "Promise") ? "Promise constructor cannot be invoked without 'new'" : `Constructor ${sites[0]?.isNative() ? sites[0].getFunctionName() : callee(sites)?.name ?? "Map"} requires 'new'`],
  ["c", /^constructor requires 'new'$/i, (_, sites) => `Constructor ${sites[0]?.isNative() ? sites[0].getFunctionName() : callee(sites)?.name ?? "Map"} requires 'new'`],
  ["i", /^invalid 'in' operand$/, (_, sites) => { const place = placeOf(sites); const found = place ? match(/(?:['"](\w+)['"]|\b([\w$.]+))\s+in\s+([\w$.'"]+)/, place[0]) : undefined; return `Cannot use 'in' operator to search for '${found?.[1] ?? found?.[2] ?? "x"}' in ${P.replace(found?.[3] ?? "undefined", /^['"]|['"]$/g, "")}`; }],
  ["n", /^not a TypedArray$/, () => "this is not a typed array."],
  ["c", /^cannot convert (?:to object|undefined or null to object)$/i, (_, sites) => (sites[0] && !sites[0].isNative() ? destructured(sites) : undefined) ?? "Cannot convert undefined or null to object"],
  ["p", /^parent class must be constructor$/, (_, sites) => { const place = placeOf(sites); return `Class extends value ${(place ? match(/\bextends\s+([\d.]+|true|false)/, place[0])?.[1] : undefined) ?? "undefined"} is not a constructor or null`; }],
  ["i", /^invalid array (?:index|buffer length)$/, () => "Invalid array buffer length"],
  ["f", /^function name expected$/, (_, sites, token) => (token === "(" ? "Function statements require a function name" : unexpected(token))],
  ["c", /^cannot convert to BigInt$/i, () => "Cannot convert undefined to a BigInt"],
  ["l", /^lexical variable '?([^']*)'? is not initialized$/, (m) => `Cannot access '${m[1]}' before initialization`],
  ["C", /^Cannot access '?([^']*)'? before initialization$/, (m) => `Cannot access '${m[1]}' before initialization`],
  ["i", /^invalid redefinition of/, (_, sites) => { const place = placeOf(sites); return `Identifier '${place ? match(/([\w$]+)[^\w$]*$/, P.text(place[0], 0, place[1]))?.[1] : "x"}' has already been declared`; }],
  ["n", /^not an object$/, (_, sites) => nonObject(sites[0]?.isNative() ? builtinName(sites[0]) : "")],
  ["r", /^redeclaration of '([^']*)'$/, (m) => `Identifier '${m[1]}' has already been declared`],
  ["r", /^return not in a function$/, () => "Illegal return statement"],
  ["u", /^unexpected token(?: in expression)?: ''$/, () => "Unexpected end of input"],
  ["u", /^unexpected token(?: in expression)?: '([^]*)'$/, (m) => unexpected(m[1])],
  ["e", /^expecting/, (_, sites, token) => { const place = placeOf(sites); return place && match(/\bawait\s*$/, P.text(place[0], 0, place[1])) ? "await is only valid in async functions and the top level bodies of modules" : unexpected(token); }],
  ["i", /^(?:invalid (?:number literal|first character)|identifier expected)/, () => "Invalid or unexpected token"],
  ["u", /^unexpected (?:end of string|character|end of template)/, () => "Invalid or unexpected token"],
  ["u", /^unexpected end of (?:comment|regexp)/, (m) => (P.includes(m[0], "regexp") ? "Invalid regular expression: missing /" : "Invalid or unexpected token")],
  ["u", /^unexpected 'await' keyword$/, () => "await is only valid in async functions and the top level bodies of modules"],
  ["i", /^invalid assignment left-hand side$/, () => "Invalid left-hand side in assignment"],
  ["i", /^invalid regular expression flags$/, (_, sites) => { const place = placeOf(sites); const found = place && !(sites[0] && sites[0].isNative()) ? match(/RegExp\s*\([^)]*,\s*(['"])(\w*)\1/, place[0]) : undefined; return found ? `Invalid flags supplied to RegExp constructor '${found[2]}'` : "Invalid regular expression flags"; }],
  ["v", /^variable name expected$/, (_, sites, token) => unexpected(token)],
  ["b", /^break must be inside loop or switch$/, () => "Illegal break statement"],
  ["c", /^continue must be inside loop$/, () => "Illegal continue statement: no surrounding iteration statement"],
];
const builtinName = (site) => P.mapGet(require("stack_frames").paths(), site.getFunction()) ?? site.getFunctionName() ?? "";
const nonObject = (name) => {
  if (name === "Map" || name === "WeakMap" || name === "Function.fromEntries") return "Iterator value x is not an entry object";
  if (name === "Proxy") return "Cannot create proxy with a non-object as target or handler";
  if (P.endsWith(name, "setPrototypeOf") || name === "Function.create") return "Object prototype may only be an Object or null: undefined";
  return `${P.replace(name || "Object", /^Function\./, "Object.")} called on non-object`;
};
const noSite = { getFunction: () => undefined, getFunctionName: () => "" };
const destructured = (sites) => {
  const place = placeOf(sites);
  const found = place ? match(/\{\s*([\w$]+)[^{}]*\}\s*(?:(?:=|\bof\b)\s*([\w$.]+))?/, P.text(place[0], place[1])) : undefined;
  if (!found) return undefined;
  const from = found[2] ?? "undefined";
  return `Cannot destructure property '${found[1]}' of '${from}' as it is ${from === "null" ? "null" : "undefined"}.`;
};
const keywords = ["break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "export", "extends", "finally", "for", "function", "if", "import", "in", "instanceof", "new", "return", "super", "switch", "this", "throw", "try", "typeof", "var", "void", "while", "with", "null", "true", "false"];
const unexpected = (token) => {
  if (token === "@") return "Invalid or unexpected token";
  if (token === "export") return "Unexpected token 'export'";
  if (token === undefined || token === "") return "Unexpected end of input";
  if (token === "let" || token === "static" || token === "yield") return "Unexpected strict mode reserved word";
  if (match(/^['"]/, token)) return "Unexpected string";
  if (match(/^`/, token)) return "Unexpected template string";
  if (match(/^\d/, token)) return "Unexpected number";
  return match(/^[\w$]/, token) && !keywords.includes(token) ? `Unexpected identifier '${token}'` : `Unexpected token '${token}'`;
};
const tokenAt = (sites) => { const place = placeOf(sites); return place ? match(/[\w$]+|'[^']*'|"[^"]*"|=>|[^\s]/, P.text(place[0], place[1]))?.[0] : undefined; };
const groups = { "(": "Unterminated group", ")": "Unmatched ')'", "[": "Unterminated character class", "\\": "\\ at end of pattern" };
/** Rewrites the message of an error that the engine itself made. */
exports.likeV8 = (error, sites) => {
  const found = P.getOwnPropertyDescriptor(error, "message");
  const message = found?.value;
  if (typeof message !== "string" || message.length > 300 || !found.writable) return;
  const say = (text) => { if (text !== message) P.defineProperty(error, "message", { value: text, writable: true, enumerable: false, configurable: true }); };
  if (error instanceof URIError) { say(match(/^(?:expecting|invalid|malformed|decodeURI|bad)/i, message) ? "URI malformed" : message); return; }
  if (P.apply(P.Object.prototype.hasOwnProperty, fixed, [message])) { say(fixed[message]); return; }
  if (P.endsWith(message, " is not initialized")) { say(`Cannot access '${P.text(message, 0, -19)}' before initialization`); return; }
  const first = message[0];
  for (let at = 0; at < phrases.length; at++) {
    const phrase = phrases[at];
    if (P.lower(phrase[0]) !== P.lower(first)) continue;
    const parts = match(phrase[1], message);
    if (parts) { say(phrase[2](parts, sites, error instanceof P.SyntaxError ? tokenAt(sites) : undefined)); return; }
  }
};
/** What V8 says of a pattern that is none. */
exports.pattern = (source, flags) => `Invalid regular expression: /${source}/${flags ?? ""}: ${groups[match(/[([\\)]/, source)?.[0]] ?? "Nothing to repeat"}`;
