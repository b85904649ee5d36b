// `async_hooks`: enough of it that contexts follow synchronous calls and promises made within them.
let current = new P.Map();
class AsyncLocalStorage {
  run(store, callback, ...parts) { const before = current; current = new P.Map(before); current.set(this, store); try { return callback(...parts); } finally { current = before; } }
  exit(callback, ...parts) { return this.run(undefined, callback, ...parts); }
  getStore() { return current.get(this); }
  enterWith(store) { current = new P.Map(current); current.set(this, store); }
  disable() { current.delete(this); }
  static bind(callback) { const held = current; return (...parts) => within(held, callback, parts); }
  static snapshot() { const held = current; return (callback, ...parts) => within(held, callback, parts); }
}
const within = (held, callback, parts) => { const before = current; current = held; try { return callback(...parts); } finally { current = before; } };
class AsyncResource {
  constructor(type) { this.type = type; internal.hide(this, { held: current }); }
  runInAsyncScope(callback, self, ...parts) { return within(this.held, (...all) => P.apply(callback, self, all), parts); }
  bind(callback) { return (...parts) => this.runInAsyncScope(callback, undefined, ...parts); }
  static bind(callback) { return AsyncLocalStorage.bind(callback); }
  emitDestroy() { return this; }
  asyncId() { return 1; }
  triggerAsyncId() { return 0; }
}
const then = P.Promise.prototype.then;
internal.hide(P.Promise.prototype, { then(resolved, rejected) {
  if (current.size === 0) return P.apply(then, this, [resolved, rejected]);
  const held = current;
  const carry = (callback) => (typeof callback === "function" ? (value) => within(held, callback, [value]) : callback);
  return P.apply(then, this, [carry(resolved), carry(rejected)]);
} });
module.exports = { AsyncLocalStorage, AsyncResource, createHook: () => ({ enable() { return this; }, disable() { return this; } }), executionAsyncId: () => 1, triggerAsyncId: () => 0, executionAsyncResource: () => ({}), asyncWrapProviders: {} };
