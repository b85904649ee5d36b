// What stands in for modules and members that are not to be had: accepts any use, records it.
const path = require("path");
const { files } = host;
const made = new P.WeakSet();
const make = (name, depth = 0, prototype = undefined) => {
  const fields = new P.Map();
  const target = prototype === undefined ? function () {} : P.Object.create(prototype);
  const stub = new P.Proxy(target, {
    get(_, key) {
      if (key === "then" || key === "__esModule" || key === "toJSON" || key === "asymmetricMatch" || key === "nodeType" || key === "$$typeof") return undefined;
      if (prototype !== undefined && !fields.has(key) && key in target) return target[key];
      if (key === P.Symbol.toPrimitive) return (hint) => (hint === "number" ? 1 : "");
      if (key === P.Symbol.iterator) return function* () {};
      if (key === P.Symbol.asyncIterator) return async function* () {};
      if (key === P.Symbol.hasInstance) return () => false;
      if (typeof key === "symbol") return undefined;
      if (key === "toString" || key === "valueOf") return () => "";
      if (key === "name") return "";
      if (key === "length") return 0;
      if (key === "prototype") return target.prototype;
      if (fields.has(key)) return fields.get(key);
      const value = depth > 12 ? undefined : make(`${name}.${key}`, depth + 1);
      fields.set(key, value);
      return value;
    },
    set(_, key, value) { fields.set(key, value); return true; },
    has: () => true,
    apply(_, __, parts) { return used(`${name}()`, parts, depth); },
    construct(_, parts) { return used(`new ${name}()`, parts, depth); },
    getPrototypeOf: () => prototype ?? P.Function.prototype,
    ownKeys: () => P.ownKeys(target),
    getOwnPropertyDescriptor: (_, key) => P.getOwnPropertyDescriptor(target, key),
  });
  made.add(stub);
  return stub;
};
const used = (name, parts, depth) => {
  let shown = "";
  try { shown = P.join(P.map(parts, (part) => (typeof part === "string" ? part : typeof part === "object" && part !== null ? textOf(part) : typeof part)), " "); } catch { shown = ""; }
  internal.record("stub.use", name, P.text(shown, 0, 2000), shown);
  for (const part of parts) {
    if (typeof part === "function" && !made.has(part)) {
      const callback = part;
      require("event_loop").later(() => { attempt(() => callback(...P.map([0, 0, 0].slice(0, P.Math.min(3, callback.length)), (_, at) => (at === 0 && callback.length > 1 ? null : make(`${name}#${at}`, depth + 1))))); });
    }
  }
  return depth > 12 ? undefined : make(name, depth + 1);
};
/** What a stub calls may fail on what the stub gives it: that says nothing of the program. */
const attempt = (call) => {
  try { call(); } catch (error) {
    if (error === internal.exiting) throw error;
    internal.record("error", "in a callback of a stub", typeof error?.stack === "string" ? error.stack : internal.plain(error));
  }
};
const textOf = (value) => { try { return P.JSON.stringify(value) ?? ""; } catch { return ""; } };
internal.stub = (name) => make(name);
/** Records that a function which Node has and the world has no code for was called, and answers. */
internal.stubUse = (name, parts) => used(name, parts, 0);
/** A stub that is no function. */
internal.stubRecord = (name) => make(name, 0, P.Object.prototype);
/** What `new` of a class answers that the world has no code for. */
internal.stubObject = (name, parts, prototype) => { used(`new ${name}()`, parts, 12); return make(name, 1, prototype); };
const isMade = P.bind(P.WeakSet.prototype.has, made);
internal.isStub = (value) => isMade(value);

const clients = ["axios", "request", "node-fetch", "got", "superagent", "undici", "needle", "cross-fetch", "ky", "phin", "request-promise", "request-promise-native", "isomorphic-fetch", "make-fetch-happen", "socket.io-client", "ws", "ethers", "web3", "@solana/web3.js", "tronweb", "viem", "@ethersproject/contracts", "@ethersproject/providers", "aptos", "@aptos-labs/ts-sdk", "@mysten/sui"];
const optional = (manifest, name) => manifest.peerDependenciesMeta?.[name]?.optional || name in (manifest.optionalDependencies ?? {}) || name in (manifest.devDependencies ?? {});
/** A stand-in for the package `request`, or nothing when the code expects that it may be missing. */
internal.stubFor = (request, from) => {
  const name = P.join(P.slice(P.split(request, "/"), 0, P.startsWith(request, "@") ? 2 : 1), "/");
  if (!clients.includes(name) && from) {
    const file = P.replace(from, /^file:\/\//, "");
    const { manifest } = require("module_resolve").scopeOf(file);
    const isDeclared = name in (manifest.dependencies ?? {}) || (name in (manifest.peerDependencies ?? {}) && !manifest.peerDependenciesMeta?.[name]?.optional);
    if (!isDeclared) {
      if (optional(manifest, name)) return undefined;
      const text = files.text(file) ?? "";
      const at = Math.max(text.indexOf(`'${request}'`), text.indexOf(`"${request}"`), text.indexOf(`\`${request}\``));
      if (at < 0 || /\btry\s*\{[^}]*$/.test(text.slice(Math.max(0, at - 120), at))) return undefined;
    }
  }
  internal.record("module.stub", request);
  if (clients.includes(name)) return require("network_clients").client(name);
  return make(request);
};
void path;
