// Calls what a package exports, as its user would: each function twice, classes made and their methods called.
const loop = require("event_loop");
const { argumentsFor, takeGiven } = require("drive_arguments");
const source = (value) => { try { return P.text(P.toString(value), 0, 3000); } catch { return ""; } };
const seen = new P.WeakSet();
const wasSeen = P.bind(P.WeakSet.prototype.has, seen);
const see = P.bind(P.WeakSet.prototype.add, seen);
const queue = [];
const most = internal.program.calls;
let count = 0;
/** Whether a function is the world's own, or a stand-in. */
const isForeign = (value) => {
  if (internal.isStub(value)) return true;
  let file;
  try { file = P.fileOf(value); } catch { return true; }
  return typeof file !== "string" || P.startsWith(file, "node:");
};
const members = (value) => {
  const found = [];
  let keys = [];
  try { keys = P.ownKeys(value); } catch { return found; }
  for (const key of keys) {
    if (typeof key !== "string" || ["prototype", "constructor", "caller", "arguments", "length", "name", "super_"].includes(key)) continue;
    let descriptor;
    try { descriptor = P.getOwnPropertyDescriptor(value, key); } catch { continue; }
    if (!descriptor) continue;
    let member = descriptor.value;
    // Bundlers export through getters.
    if (descriptor.get && descriptor.enumerable) try { member = value[key]; } catch { continue; }
    if (member !== null && (typeof member === "function" || typeof member === "object")) P.push(found, [key, member]);
  }
  return found;
};
const methods = (value) => {
  const found = [];
  for (let proto = P.getPrototypeOf(value), hops = 0; proto && proto !== Object.prototype && proto !== P.Function.prototype && hops < 4; proto = P.getPrototypeOf(proto), hops++) {
    for (const key of P.ownKeys(proto)) {
      const method = typeof key === "string" && key !== "constructor" ? P.getOwnPropertyDescriptor(proto, key)?.value : undefined;
      if (typeof method === "function" && !isForeign(method)) P.push(found, [key, method]);
    }
  }
  return found;
};
const isClass = (value) => P.startsWith(source(value), "class") || (typeof value.prototype === "object" && value.prototype !== null && P.ownKeys(value.prototype).length > 1);
/** Puts what can be called of a value into the queue. */
const walk = (value, name, depth, self, generation) => {
  if (value === null || (typeof value !== "function" && typeof value !== "object") || depth > 3) return;
  try { if (wasSeen(value)) return; see(value); } catch { return; }
  if (typeof value === "function") {
    if (isForeign(value)) return;
    if (isClass(value)) P.push(queue, { name: `new ${name}`, make: value, generation });
    else P.push(queue, { name, call: value, self, generation });
  } else if (value instanceof P.Promise || ArrayBuffer.isView(value) || P.isArray(value) || internal.isStub(value)) return;
  for (const [key, member] of members(value)) if (queue.length < most * 2) walk(member, key === "default" ? name : `${name}.${key}`, depth + 1, value, generation);
};
const follow = (value, name, generation) => {
  if (value === null || (typeof value !== "object" && typeof value !== "function") || generation > 2) return;
  try {
    if (typeof value.then === "function" && !internal.isStub(value)) { P.then(P.resolved(value), (result) => follow(result, name, generation), () => {}); return; }
    walk(value, name, 1, undefined, generation + 1);
    if (typeof value === "object") for (const [key, method] of methods(value).slice(0, 24)) P.push(queue, { name: `${name}.${key}`, call: method, self: value, generation: generation + 1 });
  } catch { /* what cannot be walked through is left */ }
};
const announce = (name) => host.announce(P.text(name, 0, 200), takeGiven());
const attempt = (step, number) => {
  const made = step.make ?? step.call;
  const parts = argumentsFor(source(made), made.length, Boolean(step.make), number);
  announce(`${step.name}(${P.join(P.map(parts, (one) => (typeof one === "string" ? `"${P.text(one, 0, 24)}"` : one === null ? "null" : typeof one)), ", ")})`);
  if (!step.make) return P.apply(made, step.self, parts);
  const object = P.construct(made, parts);
  follow(object, P.text(step.name, 4), step.generation);
  return object;
};
/** One export, called until a call does not throw, and then once more. */
const drive = (step) => {
  for (let number = 0; number < 3; number++) {
    let result;
    try { result = attempt(step, number); } catch (error) { if (error === internal.exiting) return; continue; }
    if (!step.make) follow(result, `${step.name}()`, step.generation);
    let failed = false;
    if (result instanceof P.Promise) P.then(result, undefined, () => { failed = true; });
    loop.settle();
    if (failed) { loop.fresh(); continue; }
    // Some wait for the second call.
    if (!step.make) { loop.fresh(); try { const again = attempt(step, number); if (again instanceof P.Promise) P.then(again, undefined, () => {}); } catch { /* as the first could have */ } loop.settle(); }
    return;
  }
};
let isOpen = false;
/** Calls the next export; false when none is left. */
exports.next = (value) => {
  loop.fresh();
  internal.isExited = false;
  if (!isOpen) { isOpen = true; walk(value, internal.program.target, 0, undefined, 0); return queue.length > 0; }
  const step = P.shift(queue);
  if (!step || count >= most) return false;
  count += 1;
  drive(step);
  return true;
};
