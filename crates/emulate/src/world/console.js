// `console`.
const util = require("util");
const counts = new P.Map();
const times = new P.Map();
let indent = "";
const write = (name) => (...parts) => {
  const text = util.formatWith({}, ...parts);
  const lines = indent ? `${indent}${text.replace(/\n/g, `\n${indent}`)}` : text;
  internal.process[name].write(`${lines}\n`);
};
const log = write("stdout");
const error = write("stderr");
const table = (rows) => {
  if (typeof rows !== "object" || rows === null) return log(rows);
  const keys = P.Object.keys(rows);
  const columns = [];
  let hasValues = false;
  for (const key of keys) { const row = rows[key]; if (typeof row === "object" && row !== null) { for (const name of P.Object.keys(row)) if (!columns.includes(name)) columns.push(name); } else hasValues = true; }
  const show = (value) => util.inspect(value, { depth: 0, maxArrayLength: 3, breakLength: Infinity });
  const head = ["(index)", ...columns, ...(hasValues ? ["Values"] : [])];
  const body = keys.map((key) => { const row = rows[key]; const isObject = typeof row === "object" && row !== null; return [key, ...columns.map((name) => (isObject && name in row ? show(row[name]) : "")), ...(hasValues ? [isObject ? "" : show(row)] : [])]; });
  const widths = head.map((name, at) => Math.max(name.length, ...body.map((row) => row[at].length)) + 2);
  const line = (left, middle, right) => left + widths.map((width) => "─".repeat(width)).join(middle) + right;
  const row = (cells) => `│${cells.map((cell, at) => ` ${cell}${" ".repeat(widths[at] - cell.length - 1)}`).join("│")}│`;
  log([line("┌", "┬", "┐"), row(head), line("├", "┼", "┤"), ...body.map(row), line("└", "┴", "┘")].join("\n"));
};
const console = {
  log, warn: error, dir: (value, options) => log(util.inspect(value, { customInspect: false, ...options })), time(label = "default") { times.set(label, host.look()); },
  timeEnd(label = "default") { log(`${label}: ${(host.look() - (times.get(label) ?? 0)).toFixed(3)}ms`); times.delete(label); }, timeLog(label = "default") { log(`${label}: ${(host.look() - (times.get(label) ?? 0)).toFixed(3)}ms`); },
  trace(...parts) { error(`Trace: ${util.formatWith({}, ...parts)}`.trim()); }, assert(value, ...parts) { if (!value) error(parts.length ? `Assertion failed: ${util.formatWith({}, ...parts)}` : "Assertion failed"); }, clear() {},
  count(label = "default") { counts.set(label, (counts.get(label) ?? 0) + 1); log(`${label}: ${counts.get(label)}`); }, countReset(label = "default") { counts.delete(label); },
  group(...parts) { if (parts.length) log(...parts); indent += "  "; }, groupEnd() { indent = indent.slice(2); }, table, debug: log, info: log, dirxml: log, error, groupCollapsed(...parts) { console.group(...parts); }, context() {}, profile() {}, profileEnd() {}, timeStamp() {},
};
class Console {
  constructor(stdout, stderr) {
    const out = stdout?.write ? stdout : stdout?.stdout;
    const bad = stderr ?? stdout?.stderr ?? out;
    for (const name of P.Object.keys(console)) this[name] = console[name];
    this.log = this.info = this.debug = (...parts) => { out.write(`${util.formatWith({}, ...parts)}\n`); };
    this.error = this.warn = (...parts) => { bad.write(`${util.formatWith({}, ...parts)}\n`); };
  }
}
console.Console = Console;
for (const name of P.Object.keys(console)) if (typeof console[name] === "function" && !console[name].name) P.defineProperty(console[name], "name", { value: name, configurable: true });
P.defineProperty(console, P.Symbol.toStringTag, { value: "console", configurable: true });
module.exports = { console };
