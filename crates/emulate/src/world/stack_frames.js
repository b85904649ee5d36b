// The frames of Node's own code that stand in a stack of Node 20, where the world has frames of its own.
const load = ["Module._compile (node:internal/modules/cjs/loader:1521:14)", "Module._extensions..js (node:internal/modules/cjs/loader:1623:10)", "Module.load (node:internal/modules/cjs/loader:1266:32)", "Module._load (node:internal/modules/cjs/loader:1091:12)"];
const required = [...load, "Module.require (node:internal/modules/cjs/loader:1289:19)", "require (node:internal/modules/helpers:182:18)"];
const groups = {
  require: required, later: [], fire: ["listOnTimeout (node:internal/timers:581:17)", "process.processTimers (node:internal/timers:519:7)"],
  runImmediates: ["process.processImmediate (node:internal/timers:483:21)"], drain: ["process.processTicksAndRejections (node:internal/process/task_queues:77:11)"], emit: ["EventEmitter.emit (node:events:524:28)"],
};
const jobs = ["process.processTicksAndRejections (node:internal/process/task_queues:95:5)"];
const bottoms = {
  main: [...load, "Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)", "node:internal/main/run_main_module:28:49"],
  text: ["runScriptInThisContext (node:internal/vm:209:10)", "node:internal/process/execution:118:14", "[eval]-wrapper:6:24", "runScript (node:internal/process/execution:101:62)", "evalScript (node:internal/process/execution:133:3)", "node:internal/main/eval_string:51:3"],
};
let isStarted = false;
/** The program's first run of events has begun: what runs from there on has no loader beneath it. */
internal.startEvents = () => { isStarted = true; };
const names = P.Object.keys(groups);
/** The frames that stand for one of the world's own, or nothing. */
exports.groupOf = (name, isJob) => {
  if (isJob && name === "drain") return jobs;
  for (let at = 0; at < names.length; at++) if (names[at] === name) return groups[name];
  return undefined;
};
/** The frames at the very bottom. */
exports.bottom = (program) => (isStarted ? [] : program.kind === "main" || program.kind === "package" ? bottoms.main : program.kind === "text" || program.kind === "print" ? bottoms.text : []);
let paths;
/** The language's own functions, as V8 names them in a stack. */
exports.paths = () => {
  if (paths) return paths;
  paths = new P.Map();
  const add = (owner, name) => {
    for (const key of P.ownKeys(owner)) {
      if (typeof key !== "string" || key === "constructor") continue;
      const value = P.getOwnPropertyDescriptor(owner, key).value;
      if (typeof value === "function" && !P.mapHas(paths, value)) P.mapSet(paths, value, `${name}.${key}`);
    }
  };
  for (let at = 0; at < kinds.length; at++) {
    const name = kinds[at][0];
    const owner = globalThis[name] ?? kinds[at][1];
    if (typeof owner === "function") { P.mapSet(paths, owner, name); add(owner, "Function"); if (owner.prototype) add(owner.prototype, name); } else if (owner) add(owner, name);
  }
  return paths;
};
const kinds = [];
for (const name of ["Object", "Array", "Function", "String", "Number", "Boolean", "Symbol", "BigInt", "Math", "JSON", "Reflect", "Promise", "Map", "Set", "WeakMap", "WeakSet", "Date", "RegExp", "Error", "ArrayBuffer", "DataView", "Uint8Array", "Proxy"]) P.push(kinds, [name, globalThis[name]]);
for (const name of ["eval", "parseInt", "parseFloat", "isNaN", "isFinite", "decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent", "escape", "unescape"]) P.push(kinds, [name, globalThis[name]]);
P.push(kinds, ["Atomics", globalThis.Atomics]);
P.push(kinds, ["TypedArray", P.getPrototypeOf(globalThis.Uint8Array)]);
