// `JSON` with V8's words for what it refuses.
const about = (text, at) => {
  const context = 10;
  const char = text[at];
  const shown = text.length < 2 * context + 1 ? `"${text}"` : at < context ? `"${P.text(text, 0, at + context)}"...` : at >= text.length - context ? `..."${P.text(text, at - context)}"` : `..."${P.text(text, at - context, at + context)}"...`;
  return `Unexpected token '${char}', ${shown} is not valid JSON`;
};
class Refusal { constructor(message) { this.message = message; } }
const refuse = (text, at, words) => {
  if (at >= text.length) throw new Refusal("Unexpected end of JSON input");
  if (words) throw new Refusal(`${words} in JSON at position ${at}`);
  const char = text[at];
  if (char === '"') throw new Refusal(`Unexpected string in JSON at position ${at}`);
  if (char === "-" || (char >= "0" && char <= "9")) throw new Refusal(`Unexpected number in JSON at position ${at}`);
  throw new Refusal(about(text, at));
};
const isDigit = (char) => char >= "0" && char <= "9";
const blank = (text, at) => { while (text[at] === " " || text[at] === "\n" || text[at] === "\r" || text[at] === "\t") at += 1; return at; };
const string = (text, at) => {
  for (at += 1; ; at++) {
    const char = text[at];
    if (char === undefined) throw new Refusal(`Unterminated string in JSON at position ${at}`);
    if (char === '"') return at + 1;
    if (char < " ") refuse(text, at, "Bad control character in string literal");
    if (char === "\\") {
      at += 1;
      if (text[at] === undefined) throw new Refusal(`Unterminated string in JSON at position ${at}`);
      if (text[at] === "u") { for (let count = 0; count < 4; count++) { at += 1; const one = text[at]; if (one === undefined || P.indexOf("0123456789abcdefABCDEF", one) < 0) refuse(text, at, one === undefined ? undefined : "Bad Unicode escape"); } }
      else if (P.indexOf('"\\/bfnrt', text[at]) < 0) refuse(text, at, "Bad escaped character");
    }
  }
};
const number = (text, at) => {
  if (text[at] === "-") { at += 1; if (!isDigit(text[at])) { if (at >= text.length) throw new Refusal(`No number after minus sign in JSON at position ${at}`); refuse(text, at, "No number after minus sign"); } }
  if (text[at] === "0") { at += 1; if (isDigit(text[at])) refuse(text, at); } else while (isDigit(text[at])) at += 1;
  if (text[at] === ".") { at += 1; if (!isDigit(text[at])) { if (at >= text.length) throw new Refusal(`Unterminated fractional number in JSON at position ${at}`); refuse(text, at, "Unterminated fractional number"); } while (isDigit(text[at])) at += 1; }
  if (text[at] === "e" || text[at] === "E") { at += 1; if (text[at] === "+" || text[at] === "-") at += 1; if (!isDigit(text[at])) { if (at >= text.length) throw new Refusal(`Exponent part is missing a number in JSON at position ${at}`); refuse(text, at, "Exponent part is missing a number"); } while (isDigit(text[at])) at += 1; }
  return at;
};
const word = (text, at, whole) => { for (let index = 0; index < whole.length; index++) if (text[at + index] !== whole[index]) refuse(text, at + index); return at + whole.length; };
/** Newer Nodes tell line and column too. */
const placed = (text, message) => {
  const at = P.startsWith(host.nodeVersion, "20.") ? undefined : / at position (\d+)$/.exec(message)?.[1];
  if (at === undefined) return message;
  const lines = P.split(P.text(text, 0, +at), "\n");
  return `${message} (line ${lines.length} column ${lines[lines.length - 1].length + 1})`;
};
const value = (text, at, depth) => {
  if (depth > 2000) throw new Refusal(undefined);
  at = blank(text, at);
  const char = text[at];
  if (char === "{") {
    at = blank(text, at + 1);
    if (text[at] === "}") return at + 1;
    if (text[at] !== '"') { if (at >= text.length) throw new Refusal(`Expected property name or '}' in JSON at position ${at}`); refuse(text, at, "Expected property name or '}'"); }
    for (;;) {
      at = blank(text, string(text, at));
      if (text[at] !== ":") { if (at >= text.length) throw new Refusal(`Expected ':' after property name in JSON at position ${at}`); refuse(text, at, "Expected ':' after property name"); }
      at = blank(text, value(text, at + 1, depth + 1));
      if (text[at] === "}") return at + 1;
      if (text[at] !== ",") { if (at >= text.length) throw new Refusal(`Expected ',' or '}' after property value in JSON at position ${at}`); refuse(text, at, "Expected ',' or '}' after property value"); }
      at = blank(text, at + 1);
      if (text[at] !== '"') { if (at >= text.length) throw new Refusal(`Expected double-quoted property name in JSON at position ${at}`); refuse(text, at, "Expected double-quoted property name"); }
    }
  }
  if (char === "[") {
    at = blank(text, at + 1);
    if (text[at] === "]") return at + 1;
    for (;;) {
      at = blank(text, value(text, at, depth + 1));
      if (text[at] === "]") return at + 1;
      if (text[at] !== ",") { if (at >= text.length) throw new Refusal(`Expected ',' or ']' after array element in JSON at position ${at}`); refuse(text, at, "Expected ',' or ']' after array element"); }
      at += 1;
    }
  }
  if (char === '"') return string(text, at);
  if (char === "-" || isDigit(char ?? "")) return number(text, at);
  if (char === "t") return word(text, at, "true");
  if (char === "f") return word(text, at, "false");
  if (char === "n") return word(text, at, "null");
  return refuse(text, at);
};
/** V8's words for why `text` is no JSON. */
exports.refusal = (text) => {
  if (text === "undefined" || text === "NaN" || text === "Infinity" || text === "[object Object]") return `"${text}" is not valid JSON`;
  try {
    const end = blank(text, value(text, 0, 0));
    if (end < text.length) return placed(text, `Unexpected non-whitespace character after JSON at position ${end}`);
  } catch (error) {
    if (error instanceof Refusal) return error.message === undefined ? undefined : placed(text, error.message);
  }
  return undefined;
};
/** V8's words for a value that holds itself. */
exports.circle = (start) => {
  const path = [];
  const find = (owner, depth) => {
    P.push(path, owner);
    if (depth < 60) for (const key of P.Object.keys(owner)) {
      const held = P.getOwnPropertyDescriptor(owner, key)?.value;
      if (typeof held !== "object" || held === null) continue;
      for (let at = 0; at < path.length; at++) if (path[at] === held) return [at, [key]];
      const found = find(held, depth + 1);
      if (found) return [found[0], [key, ...found[1]]];
    }
    path.length -= 1;
    return undefined;
  };
  const found = find(start, 0);
  if (!found) return undefined;
  const [from, keys] = found;
  const kind = (owner) => `object with constructor '${owner?.constructor?.name ?? "Object"}'`;
  const named = (owner, key) => (P.isArray(owner) ? `index ${key}` : `property '${key}'`);
  let text = `Converting circular structure to JSON\n    --> starting at ${kind(path[from])}`;
  for (let at = from; at < keys.length - 1; at++) {
    if (keys.length - from > 4 && at > from && at < keys.length - 2) { if (at === from + 1) text += "\n    |     ..."; continue; }
    text += `\n    |     ${named(path[at], keys[at])} -> ${kind(path[at + 1])}`;
  }
  return `${text}\n    --- ${named(path[keys.length - 1], keys[keys.length - 1])} closes the circle`;
};
