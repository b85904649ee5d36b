// `querystring`.
const unescape = (text) => { try { return decodeURIComponent(text); } catch { return require("buffer").Buffer.from(text.replace(/%([0-9a-f]{2})/gi, (_, hex) => P.fromCharCode(P.parseInt(hex, 16))), "latin1").toString(); } };
const escape = (text) => encodeURIComponent(typeof text === "string" ? text : typeof text === "object" ? P.String(text) : `${text}`).replace(/%7E/g, "~");
const plain = (value) => (typeof value === "string" ? value : typeof value === "number" && isFinite(value) ? `${value}` : typeof value === "bigint" || typeof value === "boolean" ? `${value}` : "");
const api = {
  escape, unescape, unescapeBuffer: (text) => require("buffer").Buffer.from(unescape(text)),
  stringify(object, separator = "&", equals = "=", options) {
    const encode = options?.encodeURIComponent ?? api.escape;
    if (object === null || typeof object !== "object") return "";
    const pairs = [];
    for (const key of P.Object.keys(object)) for (const value of P.isArray(object[key]) ? object[key] : [object[key]]) pairs.push(`${encode(plain(key))}${equals}${encode(plain(value))}`);
    return pairs.join(separator);
  },
  parse(text, separator = "&", equals = "=", options) {
    const made = P.Object.create(null);
    if (typeof text !== "string" || text === "") return made;
    const decode = options?.decodeURIComponent ?? api.unescape;
    const most = options?.maxKeys ?? 1000;
    let parts = text.split(separator);
    if (most > 0) parts = parts.slice(0, most);
    for (const part of parts) {
      if (part === "") continue;
      const at = part.indexOf(equals);
      const [key, value] = (at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + equals.length)]).map((one) => decode(one.replace(/\+/g, " ")));
      if (!(key in made)) made[key] = value;
      else if (P.isArray(made[key])) made[key].push(value);
      else made[key] = [made[key], value];
    }
    return made;
  },
};
api.encode = api.stringify;
api.decode = api.parse;
module.exports = api;
