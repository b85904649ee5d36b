// What the code asks that is no step of its own: each question could have had another answer.
const counts = new P.Map();
/** Notes that `subject` was asked for; a few times for each, since each asking may stand elsewhere. */
internal.ask = (subject) => {
  const count = P.mapGet(counts, subject) ?? 0;
  if (count >= 8) return;
  P.mapSet(counts, subject, count + 1);
  host.ask("host", subject, internal.rawStack());
};
let isListening = false;
const noted = new P.Set();
const addNoted = P.bind(P.Set.prototype.add, noted);
const note = (kind, text) => {
  const key = `${kind} ${text}`;
  if (noted.size > 64 || P.has(noted, key)) return;
  addNoted(key);
  host.ask(kind, text, internal.rawStack());
};
/** From the first reply on: what of it the code looks for. */
internal.listen = () => {
  if (isListening) return;
  isListening = true;
  const isReply = (value) => typeof value === "string" && value.length < 4096 && (value === host.reply || internal.hasMarker(value));
  const texts = { startsWith: P.startsWith, endsWith: P.endsWith, includes: P.includes, indexOf: P.indexOf, split: P.split };
  const proto = P.String.prototype;
  const wrap = (owner, name, look) => {
    const { value: native } = P.getOwnPropertyDescriptor(owner, name);
    const made = { [name](...parts) { look(this, parts[0]); return P.apply(native, this, parts); } }[name];
    P.defineProperty(made, "length", { value: native.length, configurable: true });
    P.defineProperty(owner, name, { value: made, writable: true, enumerable: false, configurable: true });
  };
  for (const name of P.Object.keys(texts)) {
    wrap(proto, name, (self, looked) => { if (typeof looked === "string" && looked.length > 0 && looked.length < 200 && !internal.hasMarker(looked) && isReply(self)) note("text", looked); });
  }
  const pattern = (looked) => { if (looked instanceof RegExp) note("pattern", `${looked.flags}/${looked.source}`); };
  for (const name of ["match", "matchAll", "search", "replace"]) wrap(proto, name, (self, looked) => { if (isReply(self)) pattern(looked); });
  for (const name of ["test", "exec"]) wrap(RegExp.prototype, name, (self, looked) => { if (isReply(looked)) pattern(self); });
};
/** The text of an address; where the network's reply stands for one, a host that the reply could have named. */
internal.addressOf = (value) => {
  const text = P.String(internal.textOfReply?.(value) ?? value);
  if (!internal.hasMarker?.(text)) return text;
  const at = P.indexOf(text, host.marker);
  if (at < 0) return text;
  const before = P.text(text, 0, at);
  const after = P.text(text, at + host.marker.length);
  return `${before === "" ? "https://" : before}${host.markerWord}.reply.invalid${after}`;
};
