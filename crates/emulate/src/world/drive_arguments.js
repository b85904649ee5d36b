// Arguments as a caller would give them: by the parameters' names, and objects that take any use.
const { Buffer } = require("buffer");
const path = require("path");
const loop = require("event_loop");
const folder = path.join(host.project, "caller");
const url = `https://${host.callerHost}/path`;
const text = "caller text";
/** Secrets that were handed over since the last look: what the recorder is told. */
let given = "";
exports.takeGiven = () => { const taken = given; given = ""; return taken; };
const secret = (value) => { given += `${value}\n`; return value; };

/** An object that has every property, may be called and walked through, and never ends a chain. */
const universal = (isFunction, depth = 0) => {
  const fields = new P.Map();
  const target = isFunction ? function () {} : {};
  return new P.Proxy(target, {
    get(_, key) {
      if (key === "then" || key === "toJSON" || key === "nodeType" || key === "$$typeof" || key === "__esModule") return undefined;
      if (key === P.Symbol.toPrimitive) return (hint) => (hint === "number" ? 3 : text);
      if (key === P.Symbol.iterator) return function* () {};
      if (typeof key === "symbol") return undefined;
      if (key === "toString" || key === "valueOf") return () => text;
      if (key === "length") return 0;
      if (key === "prototype") return target.prototype;
      if (key === "constructor") return Object;
      if (fields.has(key)) return fields.get(key);
      const value = known(key, true) ?? (depth > 6 ? undefined : universal(true, depth + 1));
      fields.set(key, value);
      return value;
    },
    set(_, key, value) { fields.set(key, value); return true; },
    has: () => true,
    apply: () => (depth > 6 ? undefined : universal(true, depth + 1)),
    construct: () => universal(true, depth + 1),
  });
};
/** Settings: what a name asks for is there, the rest is not set. */
const settings = () => {
  const fields = new P.Map();
  return new P.Proxy({}, {
    get(target, key) {
      if (typeof key === "symbol" || key in Object.prototype) return target[key];
      if (fields.has(key)) return fields.get(key);
      const value = known(key, false);
      fields.set(key, value);
      return value;
    },
    set(_, key, value) { fields.set(key, value); return true; },
  });
};
const callback = () => function (...parts) { const next = parts.find((one) => typeof one === "function"); if (next) loop.later(() => next(null)); return undefined; };
/** What a visitor sent: each field is a text. */
const fields = () => new P.Proxy({}, { get: (target, key) => (typeof key === "symbol" || key in Object.prototype ? target[key] : known(key, false) ?? `caller-${key}`) });
const request = () => ({ method: "POST", url: "/caller?a=1", originalUrl: "/caller?a=1", path: "/caller", headers: fields(), query: fields(), params: fields(), body: fields(), cookies: fields(), ip: "192.0.2.7", socket: { remoteAddress: "192.0.2.7" }, connection: { remoteAddress: "192.0.2.7" }, get: (name) => `caller-${name}`, header: (name) => `caller-${name}`, on() { return this; }, once() { return this; }, app: universal(true), session: fields() });
const response = () => { const made = { statusCode: 200, headersSent: false, locals: {}, on() { return made; }, once() { return made; }, getHeader() {}, get() {} }; for (const name of ["status", "set", "header", "setHeader", "type", "json", "send", "end", "write", "writeHead", "redirect", "render", "cookie", "sendStatus", "removeHeader"]) made[name] = () => made; return made; };

const keyNames = /^_?(priv(ate)?_?key|secret_?key|sk|wif|key_?pair|master_?key|signing_?key|wallet_?(key|secret)|xpriv|nsec)$/i;
const phraseNames = /^_?(mnemonic|seed|seed_?(phrase|words)|phrase|recovery_?phrase|words|passphrase)$/i;
const rules = [
  [/^(cb|callback|done|next|fn|func|handler|listener|iteratee|predicate|resolve|reject|on[A-Z]\w*|executor|task|visitor|mapper|cleanup)$/, callback],
  [/^(req|request)$/, request], [/^(res|response|reply)$/, response],
  [/^(ctx|context)$/, () => ({ req: request(), res: response(), request: request(), response: response(), state: {}, ...fields() })],
  [/(url|uri|href|endpoint|link|origin|website)$/i, () => url], [/^(host|hostname|domain|server)$/i, () => host.callerHost],
  [/(file|path|filename|filepath|dir|directory|folder|cwd|root|dest|destination|src)$/i, () => path.join(folder, "file.txt")],
  [/^(n|num|number|count|len|length|size|index|idx|i|j|limit|max|min|depth|width|height|port|ms|delay|timeout|amount|value|x|y|offset|page|id|code|status|level|age|year|month|day|hours)$/i, () => 3],
  [/(items|list|array|arr|args|values|rows|elements|entries|files|names|parts|tokens|ids|keys|plugins|middlewares)$/i, () => ["caller-one", "caller-two"]],
  [/(buf|buffer|bytes|chunk|binary|uint8)$/i, () => Buffer.from(text)],
  [/(date|time|when|now|timestamp)$/i, () => new globalThis.Date(host.startMs)],
  [/(regex|regexp|pattern|re)$/i, () => /caller/],
  [/(cmd|command|script|program|bin)$/i, () => "caller-command"],
  [/(email|mail)$/i, () => "caller@example.com"], [/(user|username|login|author)$/i, () => "caller"],
  [/(token|api_?key|apikey|password|pwd|pass|secret|auth)$/i, () => "caller-credential"],
  [/(address|account|recipient|to|from|wallet)$/i, () => "0x52908400098527886E0F7030069857D2E4169EE7"],
  [/(options|opts|option|config|configuration|conf|settings|params|props|o)$/i, settings],
  [/(str|string|text|msg|message|name|title|label|html|markup|source|content|input|data|body|line|word|css|markdown|md|json|xml|yaml|template|query|key|type|format|locale|lang|color|selector|tag|prefix|suffix|sep|separator|char|version|env|mode|event|channel|topic|model)$/i, () => text],
  [/^(is|has|should|can|enable|use|no|allow|force)([A-Z_]|$)/, () => true],
];
/** The value that a name asks for, or nothing. */
const known = (name, isBytes) => {
  if (typeof name !== "string") return undefined;
  if (keyNames.test(name)) return isBytes ? new P.Uint8Array(Buffer.from(secret(host.argumentKey))) : secret(host.argumentKey);
  if (phraseNames.test(name)) return secret(host.argumentPhrase);
  for (const [pattern, make] of rules) if (pattern.test(name)) return make();
  return undefined;
};

/** The parameters of a function's text: names, with what stands behind `=`. */
const parametersOf = (source, isClass) => {
  let from = 0;
  if (isClass) { from = source.search(/\bconstructor\s*\(/); if (from < 0) return undefined; }
  const lone = /^(?:async\s+)?([A-Za-z_$][\w$]*)\s*=>/.exec(source);
  if (lone) return [{ name: lone[1] }];
  const open = source.indexOf("(", from);
  if (open < 0) return [];
  const parts = [];
  let depth = 0;
  let part = "";
  for (let at = open + 1; at < source.length; at++) {
    const character = source[at];
    if (depth === 0 && (character === ")" || character === ",")) { if (part.trim()) parts.push(part.trim()); part = ""; if (character === ")") break; continue; }
    if ("([{".includes(character)) depth += 1;
    if (")]}".includes(character)) depth -= 1;
    part += character;
  }
  return parts.map((one) => {
    if (one.startsWith("{")) return { members: [...one.slice(1).matchAll(/([A-Za-z_$][\w$]*)\s*(?::\s*[\w$]+)?\s*(=[^,}]*)?\s*[,}]/g)].map((match) => ({ name: match[1], standard: match[2] })) };
    const [name, ...rest] = one.replace(/^\.\.\./, "").split("=");
    return { name: name.trim(), standard: rest.length ? rest.join("=").trim() : undefined };
  });
};
/** The arguments of a call; `attempt` 0 goes by names, 1 gives objects that take any use, 2 gives texts. */
exports.argumentsFor = (source, count, isClass, attempt) => {
  const found = parametersOf(source, isClass) ?? [{ name: "options" }];
  while (found.length < count) found.push({ name: "" });
  return found.slice(0, 8).map(({ name, members, standard }) => {
    if (members) {
      const made = attempt === 1 ? universal(false) : {};
      for (const one of members) { const value = known(one.name, attempt === 1); if (value !== undefined) made[one.name] = value; else if (one.standard === undefined && attempt !== 1) made[one.name] = text; }
      return made;
    }
    const value = known(name, attempt === 1);
    const isObject = value !== null && typeof value === "object" && value.constructor === undefined;
    if (value !== undefined && !(attempt === 1 && (isObject || value === text))) return value;
    if (standard !== undefined && attempt === 0) return undefined;
    return attempt === 1 ? universal(false) : attempt === 2 ? 3 : text;
  });
};
