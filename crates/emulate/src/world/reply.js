// What the network says: one text that is a program, and an object of which every property leads to it.
const universal = new P.WeakMap();
const isKnown = P.bind(P.WeakMap.prototype.has, universal);
const reply = host.reply;
const fixed = P.JSON.parse(host.replyFields);
/** What a reply has when all is well: no error. */
const isComplaint = (key) => /^(errors?|err|failure|failed|isError|exception|message_error)$/.test(key) && host.replyStatus < 400;
const hasMarker = (text) => typeof text === "string" && P.includes(text, host.markerWord);
const make = (name, depth) => {
  const fields = new P.Map();
  const proxy = new P.Proxy(new P.String(reply), {
    get(target, key) {
      if (key === P.Symbol.toPrimitive) return () => reply;
      if (key === "toString" || key === "valueOf" || key === "toJSON") return () => reply;
      if (key === "then") return undefined;
      if (key === P.Symbol.iterator) return function* () { yield make(`${name}[0]`, depth + 1); };
      if (typeof key === "symbol") return undefined;
      if (key === "length") return 1;
      if (key === "constructor") return Object;
      if (fields.has(key)) return fields.get(key);
      if (key in fixed) { internal.record("net.reply-field", name ? `${name}.${key}` : key); return fixed[key]; }
      if (typeof P.String.prototype[key] === "function") return P.bind(P.String.prototype[key], reply);
      if (typeof Array.prototype[key] === "function") return P.bind(Array.prototype[key], [make(`${name}[0]`, depth + 1)]);
      if (depth > 10 || isComplaint(key)) return undefined;
      internal.record("net.reply-field", name ? `${name}.${key}` : key);
      const value = make(name ? `${name}.${key}` : key, depth + 1);
      fields.set(key, value);
      return value;
    },
    set(_, key, value) { fields.set(key, value); return true; },
    has: (_, key) => typeof key === "string",
    getPrototypeOf: () => Object.prototype,
    ownKeys: () => ["data"],
    getOwnPropertyDescriptor: (_, key) => (key === "data" ? { value: make(`${name}.data`, depth + 1), writable: true, enumerable: true, configurable: true } : P.getOwnPropertyDescriptor(new P.String(reply), key)),
  });
  universal.set(proxy, true);
  return proxy;
};
/** The text of a reply's object; nothing for other values. */
internal.textOfReply = (value) => (typeof value === "object" && value !== null && isKnown(value) ? reply : undefined);
/** The object that a reply's text is read as. */
internal.replyOf = (text) => {
  if (internal.textOfReply(text) !== undefined) return text;
  if (!hasMarker(text)) return undefined;
  try { return P.JSON.parse(text); } catch { return make("", 0); }
};
internal.replyObject = () => make("", 0);
internal.hasMarker = hasMarker;
internal.replyBytes = () => internal.utf8(reply);
/** The bytes that a reply's text spells in an encoding: a server whose client decodes would have encoded. */
internal.decodedReply = (text, encoding) => {
  if (encoding !== "base64" && encoding !== "base64url" && encoding !== "hex") return undefined;
  text = internal.textOfReply(text) ?? text;
  if (!hasMarker(text)) return undefined;
  internal.record("net.reply-field", `decoded from ${encoding}`);
  return internal.utf8(host.marker);
};
