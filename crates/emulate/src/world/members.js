// What each module of Node's own holds: names, kinds, order, headers and constants, as recorded of Node 20 itself. What
// the world has no code for is a stub that records its use.
const setHeader = P.bind(P.WeakMap.prototype.set, internal.headers);
const done = new P.WeakSet();
const isDone = P.bind(P.WeakSet.prototype.has, done);
const setDone = P.bind(P.WeakSet.prototype.add, done);
const { defineProperty, getOwnPropertyDescriptor, ownKeys } = P;
const isAccessor = (flags) => (flags & 8) !== 0;
const define = (owner, key, flags, value) => {
  if (isAccessor(flags)) defineProperty(owner, key, { get: { [key]() { return value(); } }[key], set: { [key](given) { defineProperty(this ?? owner, key, { value: given, writable: true, enumerable: (flags & 1) !== 0, configurable: true }); } }[key], enumerable: (flags & 1) !== 0, configurable: (flags & 4) !== 0 });
  else defineProperty(owner, key, { value: value(), writable: (flags & 2) !== 0, enumerable: (flags & 1) !== 0, configurable: (flags & 4) !== 0 });
};
/** A function that Node has and the world has no code for. */
const stubFunction = (place, [, , , name, length, kind, header, own, proto]) => {
  const answer = (parts) => {
    const result = internal.stubUse(`${place}()`, parts);
    return P.startsWith(header, "async ") ? P.resolved(result) : result;
  };
  const made = kind === 0 ? { f(...parts) { return answer(parts); } }.f : function (...parts) { return new.target ? internal.stubObject(place, parts, new.target.prototype) : answer(parts); };
  shape(made, name, length, header, place);
  if (own) complete(made, own, place);
  if (proto && made.prototype) complete(made.prototype, proto, `${place}.prototype`);
  if (kind === 2) defineProperty(made, "prototype", { writable: false });
  setDone(made);
  return made;
};
const places = new P.WeakMap();
const getPlace = P.bind(P.WeakMap.prototype.get, places);
const setPlace = P.bind(P.WeakMap.prototype.set, places);
/** The frame of a function of Node's own, as a stack shows it: `Object.readFileSync (node:fs:448:20)`. */
internal.placeOf = (made) => {
  const place = typeof made === "function" ? getPlace(made) : undefined;
  if (place === undefined) return undefined;
  const parts = P.split(P.replace(place, ".prototype.", "."), ".");
  const name = parts[parts.length - 1];
  let line = 100;
  for (let at = 0; at < place.length; at++) line = (line * 31 + place.charCodeAt(at)) % 1900;
  const owner = parts.length > 2 ? parts[parts.length - 2] : "Object";
  return `${owner}.${name} (node:${parts[0]}:${line + 60}:${(line % 23) + 3})`;
};
const shape = (made, name, length, header, place) => {
  if (getPlace(made) !== undefined) return;
  setPlace(made, place);
  if (getOwnPropertyDescriptor(made, "length")?.value !== length) defineProperty(made, "length", { value: length, configurable: true });
  const named = getOwnPropertyDescriptor(made, "name");
  if (named?.value !== name && (!named || "value" in named)) defineProperty(made, "name", { value: name, configurable: true });
  setHeader(made, header);
};
const valueOf = (place, entry) => {
  const [, , kind, value] = entry;
  switch (kind) {
    case "f": return stubFunction(place, entry);
    case "o": { if (!value) return internal.stub(place); const made = {}; complete(made, value, place); return made; }
    case "a": return [];
    case "z": return null;
    case "bigint": return BigInt(value);
    case "symbol": return P.Symbol(P.replace(entry[0], /^k/, ""));
    case "number": return value ?? 0;
    case "undefined": return undefined;
    default: return value;
  }
};
const within = (found, place, entry) => {
  const value = found.value;
  if (entry[2] === "f" && typeof value === "function") {
    shape(value, entry[3], entry[4], entry[6], place);
    if (!entry[7] || isDone(value)) return;
    setDone(value);
    if (entry[7]) complete(value, entry[7], place);
    if (entry[8] && value.prototype) complete(value.prototype, entry[8], `${place}.prototype`);
  } else if (entry[2] === "o" && entry[3] && typeof value === "object" && value !== null && !isDone(value)) {
    setDone(value);
    complete(value, entry[3], place);
  }
};
/** Gives `owner` what the entries have and it lacks, in their order. */
const complete = (owner, entries, place) => {
  const order = [];
  for (const entry of entries) {
    const key = entry[0];
    P.push(order, key);
    const found = getOwnPropertyDescriptor(owner, key);
    if (found === undefined && key in owner && !(key in P.Object.prototype)) {
      // What the world has from a parent class is no stub for being missing in the child.
      const value = inherited(owner, key);
      if (typeof value?.value === "function" && entry[2] === "f" && entry[5] < 2) { value.value = forward(value.value); shape(value.value, entry[3], entry[4], entry[6], `${place}.${key}`); }
      if (value) defineProperty(owner, key, { ...value, enumerable: (entry[1] & 1) !== 0 });
      continue;
    }
    if (found === undefined) { define(owner, key, entry[1], () => valueOf(`${place}.${key}`, entry)); continue; }
    if (entry[2] === "undefined" && typeof found.value === "function" && host.platform === "linux") { define(owner, key, entry[1], () => undefined); continue; }
    if ("value" in found) within(found, `${place}.${key}`, entry);
    else if (found.get) internal.whenMade(found.get, (value) => within({ value }, `${place}.${key}`, entry));
    if (found.configurable && found.enumerable !== ((entry[1] & 1) !== 0)) defineProperty(owner, key, { enumerable: (entry[1] & 1) !== 0 });
  }
  sort(owner, order);
};
const forward = (method) => ({ f(...parts) { return P.apply(method, this, parts); } }).f;
const inherited = (owner, key) => {
  for (let at = P.getPrototypeOf(owner); at !== null; at = P.getPrototypeOf(at)) { const found = getOwnPropertyDescriptor(at, key); if (found) return found; }
  return undefined;
};
const sort = (owner, order) => {
  const present = ownKeys(owner);
  let at = 0;
  for (const key of present) if (key === order[at]) at += 1;
  if (at === order.length) return;
  for (const key of order) {
    const found = getOwnPropertyDescriptor(owner, key);
    if (!found?.configurable) continue;
    delete owner[key];
    defineProperty(owner, key, found);
  }
};
/** What Node holds under this name, or nothing. */
const recorded = (name) => { const text = host.members(name); return text === undefined || text === null ? undefined : P.JSON.parse(text)[1]; };
exports.recorded = recorded;
exports.sort = sort;
/** Makes `value` hold what Node's module or global of this name does. */
exports.complete = (name, value) => {
  const entry = recorded(name);
  if (!entry || value === null || (typeof value !== "object" && typeof value !== "function")) return value;
  const place = P.replace(name, /^globalThis\./, "");
  within({ value }, place, entry);
  return value;
};
/** A whole module of stubs. */
exports.invented = (name) => { const entry = recorded(name); return entry ? valueOf(name, entry) : internal.stub(name); };
