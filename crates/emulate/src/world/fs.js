// `fs`: the synchronous calls, and the callbacks made of them.
const path = require("path");
const { Buffer } = require("buffer");
const loop = require("event_loop");
const { constants, Stats, Dirent, statsOf } = require("fs_stat");
const { files } = host;
const { record } = internal;
const fail = (code, call, name, dest) => { throw internal.systemError(code, call, name, dest); };
const named = (value, name = "path") => {
  if (typeof value === "number") return value;
  if (value instanceof P.Uint8Array) value = Buffer.from(value).toString();
  else if (value && typeof value === "object" && value.href) value = require("url_legacy").fileURLToPath(value);
  value = internal.textOfReply?.(value) ?? value;
  if (typeof value !== "string") throw internal.argumentType(name, "of type string or an instance of Buffer or URL", value);
  if (P.includes(value, "\0")) throw internal.nodeError("ERR_INVALID_ARG_VALUE", `The argument '${name}' must be a string, Uint8Array, or URL without null bytes. Received ${require("inspect").inspect(value)}`);
  return value;
};
const full = (value, name) => { const plain = named(value, name); return typeof plain === "number" ? opened(plain).path : path.resolve(plain); };
const isOwn = (name) => P.startsWith(name, host.packageFolder);
const handles = new P.Map();
let nextHandle = 17;
const opened = (fd) => { const found = handles.get(fd); if (!found) throw internal.systemError("EBADF", "read"); return found; };
const encodingOf = (options) => (typeof options === "string" ? options : options?.encoding);
const shown = (bytes, encoding) => (encoding && encoding !== "buffer" ? bytes.toString(encoding) : bytes);
const bytesOf = (data, encoding) => {
  data = internal.textOfReply?.(data) ?? data;
  if (typeof data === "string") return Buffer.from(data, encoding);
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  throw internal.argumentType("data", "of type string or an instance of Buffer, TypedArray, or DataView", data);
};
const readBytes = (name, given) => {
  const found = files.read(name);
  if (typeof found === "string") { if (!isOwn(name)) record("fs.ask", name, found); fail(found, "open", given); }
  record("fs.read", name, undefined, found);
  return Buffer.from(found.buffer);
};
const put = (name, bytes, isAppended, given) => {
  record("fs.write", name, isAppended ? "append" : undefined, bytes);
  const code = files.write(name, internal.latin1(bytes), isAppended);
  if (code) fail(code, "open", given);
};
const ask = (name, follow, call, given, options) => {
  const found = files.stat(name, follow);
  if (!isOwn(name)) record("fs.ask", name, typeof found === "string" ? found : undefined);
  if (typeof found === "string") {
    if (options?.throwIfNoEntry === false && (found === "ENOENT" || found === "ENOTDIR")) return undefined;
    fail(found, call, given);
  }
  return statsOf(found, options?.bigint);
};
const listing = (name, given, options, prefix = "") => {
  const found = files.list(name);
  record("fs.list", name, typeof found === "string" ? found : undefined);
  if (typeof found === "string") fail(found, "scandir", given);
  const out = [];
  for (const one of found) {
    const kind = files.stat(path.join(name, one), false)[0];
    out.push(options?.withFileTypes ? new Dirent(one, path.join(given, prefix), kind) : prefix + one);
    if (options?.recursive && kind === 1) out.push(...listing(path.join(name, one), given, options, `${prefix}${one}${path.sep}`));
  }
  return out;
};
const writes = /^(w|a|r\+|wx|ax|w\+|a\+)/;
const sync = {
  readFileSync(name, options) {
    if (name === 0) return shown(Buffer.from(internal.program.input, "latin1"), encodingOf(options));
    return shown(readBytes(full(name), named(name)), encodingOf(options));
  },
  writeFileSync(name, data, options) {
    const flag = options?.flag ?? "w";
    const target = full(name);
    if (flag.includes("x") && typeof files.stat(target, true) !== "string") fail("EEXIST", "open", named(name));
    put(target, bytesOf(data, encodingOf(options) ?? "utf8"), flag.startsWith("a"), named(name));
    if (options?.mode) sync.chmodSync(target, options.mode);
  },
  appendFileSync(name, data, options) { put(full(name), bytesOf(data, encodingOf(options) ?? "utf8"), true, named(name)); },
  existsSync(name) { try { const target = full(name); const found = files.stat(target, true); if (!isOwn(target)) record("fs.ask", target, typeof found === "string" ? "no" : "yes"); return typeof found !== "string"; } catch { return false; } },
  accessSync(name, mode = 0) { const stats = ask(full(name), true, "access", named(name)); if ((mode & 2) && /^\/(etc|usr|bin|proc|root)\b/.test(full(name))) fail("EACCES", "access", named(name)); void stats; },
  statSync(name, options) { return ask(full(name), true, "stat", named(name), options); },
  lstatSync(name, options) { return ask(full(name), false, "lstat", named(name), options); },
  fstatSync(fd, options) { return ask(opened(fd).path, true, "fstat", fd, options); },
  statfsSync() { return { type: 61267, bsize: 4096, blocks: 18977388, bfree: 8123456, bavail: 8119360, files: 0, ffree: 0 }; },
  readdirSync(name, options) { return listing(full(name), named(name), typeof options === "string" ? undefined : options); },
  mkdirSync(name, options) {
    const isRecursive = typeof options === "object" && Boolean(options?.recursive);
    const target = full(name);
    const isNew = typeof files.stat(target, true) === "string";
    const code = files.makeFolder(target, isRecursive);
    if (code) fail(code, "mkdir", named(name));
    record("fs.write", target, "folder");
    return isRecursive && isNew ? target : undefined;
  },
  mkdtempSync(prefix) { let made = full(prefix); for (let at = 0; at < 6; at++) made += "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"[P.Math.floor(host.random() * 52)]; sync.mkdirSync(made); return named(prefix) + made.slice(-6); },
  rmSync(name, options) {
    const target = full(name);
    const found = files.stat(target, false);
    record("fs.delete", target, options?.recursive ? "recursive" : undefined);
    if (typeof found === "string") { if (options?.force) return; fail(found, "rm", named(name)); }
    if (found[0] === 1 && !options?.recursive) throw internal.nodeError("ERR_FS_EISDIR", `Path is a directory: rm returned EISDIR (is a directory) ${target}`, P.Error);
    files.remove(target, true);
  },
  rmdirSync(name, options) { const target = full(name); record("fs.delete", target, "folder"); const code = files.remove(target, Boolean(options?.recursive)); if (code) fail(code, "rmdir", named(name)); },
  unlinkSync(name) { const target = full(name); record("fs.delete", target); const found = files.stat(target, false); if (found[0] === 1) fail("EISDIR", "unlink", named(name)); const code = files.remove(target, false); if (code) fail(code, "unlink", named(name)); },
  renameSync(from, to) { record("fs.change", full(to, "newPath"), `renamed from ${full(from, "oldPath")}`); const code = files.rename(full(from), full(to)); if (code) fail(code, "rename", named(from), named(to)); },
  copyFileSync(from, to, mode = 0) { if (mode & 1 && sync.existsSync(to)) fail("EEXIST", "copyfile", named(from), named(to)); const found = files.read(full(from)); if (typeof found === "string") fail(found, "copyfile", named(from), named(to)); record("fs.read", full(from), undefined, found); put(full(to), Buffer.from(found.buffer), false, named(to)); },
  cpSync(from, to, options) { const stats = sync.statSync(from); if (!stats.isDirectory()) return sync.copyFileSync(from, to); if (!options?.recursive) throw internal.nodeError("ERR_FS_EISDIR", `Recursive option not enabled, cannot copy a directory: ${from}`, P.Error); sync.mkdirSync(to, { recursive: true }); for (const one of sync.readdirSync(from)) sync.cpSync(path.join(named(from), one), path.join(named(to), one), options); },
  symlinkSync(target, name) { record("fs.change", full(name), `link to ${named(target)}`); const code = files.link(named(target), full(name)); if (code) fail(code, "symlink", named(target), named(name)); },
  linkSync(target, name) { sync.copyFileSync(target, name); },
  readlinkSync(name) { const found = files.target(full(name)); if (found === undefined || found === null) fail(sync.existsSync(name) ? "EINVAL" : "ENOENT", "readlink", named(name)); return found; },
  realpathSync(name) { const target = full(name); const found = files.stat(target, true); if (typeof found === "string") fail(found, "lstat", named(name)); const real = files.real(target); return host.platform === "win32" ? real.replace(/\//g, "\\") : real; },
  chmodSync(name, mode) { if (typeof mode === "string") mode = P.parseInt(mode, 8); record("fs.change", full(name), `mode ${mode.toString(8)}`); const code = files.changeMode(full(name), mode); if (code) fail(code, "chmod", named(name)); },
  fchmodSync() {}, lchmodSync() {}, chownSync() {}, fchownSync() {}, lchownSync() {}, utimesSync() {}, futimesSync() {}, lutimesSync() {}, fsyncSync() {}, fdatasyncSync() {},
  truncateSync(name, length = 0) { const found = Buffer.from(files.read(full(name)) ?? ""); put(full(name), found.subarray(0, length), false, named(name)); },
  ftruncateSync(fd, length = 0) { sync.truncateSync(opened(fd).path, length); },
  openSync(name, flags = "r", mode) {
    const target = full(name);
    const text = typeof flags === "number" ? (flags & 1024 ? "a" : flags & 3 ? (flags & 512 ? "w" : "r+") : "r") : flags;
    const found = files.stat(target, true);
    if (typeof found === "string") { if (text.startsWith("r")) { record("fs.ask", target, found); fail(found, "open", named(name)); } }
    else if (text.includes("x")) fail("EEXIST", "open", named(name));
    if (writes.test(text) && (typeof found === "string" || text.startsWith("w"))) { const code = files.write(target, "", false); if (code) fail(code, "open", named(name)); }
    void mode;
    const fd = nextHandle++;
    handles.set(fd, { path: target, flags: text, position: 0 });
    return fd;
  },
  closeSync(fd) { opened(fd); handles.delete(fd); },
  readSync(fd, buffer, offset = 0, length, position) {
    if (typeof offset === "object" && offset !== null) ({ offset = 0, length, position } = offset);
    if (fd === 0) return 0;
    const own = opened(fd);
    const bytes = readBytes(own.path, own.path);
    const from = typeof position === "number" ? position : own.position;
    const part = bytes.subarray(from, from + (length ?? buffer.byteLength - offset));
    buffer.set(part, offset);
    if (typeof position !== "number") own.position += part.length;
    return part.length;
  },
  writeSync(fd, data, offset, length, position) {
    let bytes = bytesOf(data, typeof length === "string" ? length : "utf8");
    if (typeof data !== "string" && typeof offset === "number") bytes = bytes.subarray(offset, offset + (length ?? bytes.length));
    if (fd === 1 || fd === 2) { internal[fd === 1 ? "output" : "errors"] += internal.latin1(bytes); record("console.write", fd === 1 ? "stdout" : "stderr", undefined, bytes); return bytes.length; }
    const own = opened(fd);
    void position;
    put(own.path, bytes, true, own.path);
    return bytes.length;
  },
  readvSync(fd, list) { let sum = 0; for (const one of list) sum += sync.readSync(fd, one); return sum; },
  writevSync(fd, list) { let sum = 0; for (const one of list) sum += sync.writeSync(fd, one); return sum; },
  opendirSync(name) { const all = sync.readdirSync(name, { withFileTypes: true }); return { path: named(name), readSync: () => all.shift() ?? null, read: async () => all.shift() ?? null, closeSync() {}, close: async () => {}, async *[P.Symbol.asyncIterator]() { yield* all; } }; },
};
const fs = { ...sync, constants, Stats, Dirent, F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 };
/** The answers' names, for calls that give two. */
const pairs = { read: "buffer", write: "buffer", readv: "buffers", writev: "buffers" };
for (const name of P.Object.keys(sync)) {
  const plain = name.slice(0, -4);
  fs[plain] = { [plain](...parts) {
    const at = parts.findLastIndex((one) => typeof one === "function");
    if (at < 0) throw internal.argumentType("cb", "of type function", parts[parts.length - 1]);
    const callback = parts[at];
    const given = parts.slice(0, at);
    if (plain === "exists") { loop.later(() => callback(sync.existsSync(...given))); return; }
    let [value, failure] = [undefined, null];
    try { value = sync[name](...given); } catch (error) { if (error?.code?.startsWith?.("ERR_INVALID_ARG")) throw error; failure = error; if (typeof error?.message === "string") error.stack = `Error: ${error.message}`; }
    loop.later(() => { if (failure) callback(failure); else if (value === undefined) callback(null); else if (pairs[plain]) callback(null, value, given[1]); else callback(null, value); });
  } }[plain];
}
fs.realpath.native = (name, ...rest) => fs.realpath(name, ...rest);
fs.realpathSync.native = sync.realpathSync;
internal.hide(fs.exists, { [P.Symbol.for("nodejs.util.promisify.custom")]: (name) => P.resolved(sync.existsSync(name)) });
const { argumentNames } = require("misc");
P.defineProperty(fs.read, argumentNames, { value: ["bytesRead", "buffer"] });
P.defineProperty(fs.write, argumentNames, { value: ["bytesWritten", "buffer"] });
const EventEmitter = require("events");
P.Object.assign(fs, { watch: (name) => { record("fs.ask", full(name), "watch"); return P.Object.assign(new EventEmitter(), { close() {}, ref() {}, unref() {} }); }, watchFile(name) { record("fs.ask", full(name), "watch"); }, unwatchFile() {}, openAsBlob: async (name) => new globalThis.Blob([sync.readFileSync(name)]) });
internal.files = { handles, named };
internal.lazy(fs, "promises", () => require("fs_promises"), true);
for (const name of ["ReadStream", "WriteStream", "createReadStream", "createWriteStream"]) internal.lazy(fs, name, () => require("fs_streams")[name], true);
module.exports = fs;
