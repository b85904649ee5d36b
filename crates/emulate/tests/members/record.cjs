// Prints what each module of Node's own holds, a line of JSON for each: names, kinds, flags, headers of functions,
// values of constants. Run with Node 20; the answer is `src/world/members.jsonl`.
"use strict";
process.removeAllListeners("warning");
process.on("warning", () => {});
process.on("unhandledRejection", () => {});
const untouched = Object.getOwnPropertyNames(globalThis).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
const { builtinModules } = require("module");
const vm = require("vm");
const language = new Set(vm.runInNewContext("Object.getOwnPropertyNames(globalThis)"));
const languageValues = new Set([...language].map((name) => globalThis[name]));
languageValues.delete(console);
languageValues.add(Object.prototype).add(Function.prototype);
const machine = new Set(["env", "execPath", "argv", "argv0", "pid", "ppid", "title", "moduleLoadList", "mainModule", "main", "debugPort", "builtinModules", "_cache", "_pathCache", "globalPaths", "allowedNodeEnvironmentFlags", "_preload_modules", "channels"]);
const header = (value) => {
  const text = Function.prototype.toString.call(value);
  if (/\{ \[native code\] \}$/.test(text)) return "";
  const arrow = /^(async )?(\([^)]*\)|\w+) =>/.exec(text);
  if (arrow) return `${arrow[0]} {`;
  if (text.startsWith("class")) return text.slice(0, text.indexOf("{") + 1).replace(/\s+/g, " ");
  const end = text.search(/\) \{/);
  return end < 0 || end > 160 ? `function ${value.name}() {` : text.slice(0, end + 3).replace(/\s+/g, " ");
};
const flagsOf = (found) => (found.enumerable ? 1 : 0) | (found.writable || found.set ? 2 : 0) | (found.configurable ? 4 : 0) | ("value" in found ? 0 : 8);
const entriesOf = (owner, seen, depth, skip = []) => {
  const all = [];
  for (const key of Object.getOwnPropertyNames(owner)) {
    if (skip.includes(key)) continue;
    const found = Object.getOwnPropertyDescriptor(owner, key);
    let value;
    try { value = owner[key]; } catch { value = undefined; }
    all.push(entry(key, flagsOf(found), value, seen, depth));
  }
  return all;
};
const entry = (key, flags, value, seen, depth) => {
  const known = languageValues.has(value) || seen.has(value) || depth > 3 || machine.has(key);
  if (typeof value === "function") {
    seen.add(value);
    const text = header(value);
    const kind = text.startsWith("class") ? 2 : Object.hasOwn(value, "prototype") ? 1 : 0;
    const own = known ? [] : entriesOf(value, seen, depth + 1, ["length", "name", "prototype", "arguments", "caller", "main"]);
    const proto = known || !value.prototype ? [] : entriesOf(value.prototype, seen, depth + 1, ["constructor", "main"]);
    const made = [key, flags, "f", value.name, value.length, kind, text];
    if (own.length || proto.length) made.push(own, proto);
    return made;
  }
  if (typeof value === "object" && value !== null) {
    const isPlain = !known && !Array.isArray(value) && !ArrayBuffer.isView(value);
    seen.add(value);
    return isPlain ? [key, flags, "o", entriesOf(value, seen, depth + 1)] : [key, flags, Array.isArray(value) ? "a" : "o"];
  }
  if (value === null) return [key, flags, "z"];
  if (machine.has(key)) return [key, flags, typeof value];
  if (typeof value === "bigint") return [key, flags, "bigint", `${value}`];
  return typeof value === "symbol" || value === undefined ? [key, flags, typeof value] : [key, flags, typeof value, Number.isFinite(value) || typeof value !== "number" ? value : undefined];
};
const print = (name, value) => console.log(JSON.stringify([name, entry(name, 7, value, new Set(), 0)]));
for (const name of [...builtinModules, "node:sea", "node:test", "node:test/reporters"].sort()) if (!["process", "console"].includes(name)) print(name, require(name));
console.log(JSON.stringify(["builtinModules", builtinModules]));
print("process", process);
print("console", console);
for (const name of Object.getOwnPropertyNames(globalThis).sort()) {
  const value = globalThis[name];
  if (!language.has(name) && !["global", "globalThis", "process", "console"].includes(name)) print(`globalThis.${name}`, value);
}
console.log(JSON.stringify(["globalThis", untouched.map(([name, found]) => [name, flagsOf(found), typeof globalThis[name], flagsOf(Object.getOwnPropertyDescriptor(globalThis, name))])]));
console.log(JSON.stringify(["flags", [...process.allowedNodeEnvironmentFlags]]));
