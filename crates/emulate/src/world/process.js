// `process`.
const loop = require("event_loop");
const EventEmitter = require("events");
const { program } = internal;
const isWindows = host.platform === "win32";
internal.exiting = new P.Error("exit");
let folder = program.folder || "/";
internal.folder = () => (isWindows ? folder.replace(/\//g, "\\") : folder);

const process = new EventEmitter();
const proto = P.Object.create(P.getPrototypeOf(process), { constructor: { value: function process() {}, enumerable: false }, [P.Symbol.toStringTag]: { value: "process", configurable: true } });
P.setPrototypeOf(process, proto);

/** The environment: each look is recorded. */
const values = P.Object.create(null);
for (const name of P.Object.keys(program.environment)) values[name] = program.environment[name];
const caseless = (name) => {
  if (!isWindows || typeof name !== "string" || name in values) return name;
  const lower = P.lower(name);
  return P.Object.keys(values).find((known) => P.lower(known) === lower) ?? name;
};
const quiet = new P.Set(["NODE_DEBUG", "NODE_NDEBUG", "NODE_EXTRA_CA_CERTS"]);
const target = P.Object.assign({}, values);
const environment = new P.Proxy(target, {
  get(target, name) {
    name = caseless(name);
    if (typeof name === "string" && !(name in Object.prototype) && !P.has(quiet, name)) internal.record("env.read", name, target[name] === undefined ? "unset" : undefined);
    return target[name];
  },
  has(target, name) {
    if (typeof name === "string") internal.record("env.read", name, "has");
    return caseless(name) in target;
  },
  defineProperty(target, name, found) {
    if (!found.configurable || !found.writable || !found.enumerable) throw internal.nodeError("ERR_INVALID_OBJECT_DEFINE_PROPERTY", "'process.env' only accepts a configurable, writable, and enumerable data descriptor");
    target[caseless(name)] = P.String(found.value);
    return true;
  },
  set(target, name, value) { if (typeof value === "symbol") throw new P.TypeError("Cannot convert a Symbol value to a string"); target[caseless(name)] = typeof name === "symbol" ? value : P.String(value); return true; },
  ownKeys(target) { internal.record("env.read-all", "process.env"); return P.ownKeys(target); },
  getOwnPropertyDescriptor(target, name) { return P.getOwnPropertyDescriptor(target, caseless(name)); },
});
internal.environment = () => {
  const copy = {};
  for (const name of P.ownKeys(target)) if (typeof name === "string") copy[name] = target[name];
  return copy;
};

const binary = isWindows ? "C:\\Program Files\\nodejs\\node.exe" : host.platform === "darwin" ? "/opt/homebrew/bin/node" : "/usr/local/bin/node";
const main = ["main", "worker"].includes(program.kind) ? [require("path").resolve(internal.folder(), program.target)] : program.kind === "package" ? [require("path").join(internal.folder(), "index.js")] : [];
const bindings = ["async_wrap", "buffer", "cares_wrap", "config", "constants", "contextify", "crypto", "fs", "fs_event_wrap", "http_parser", "icu", "inspector", "js_stream", "natives", "os", "pipe_wrap", "process_wrap", "signal_wrap", "spawn_sync", "stream_wrap", "tcp_wrap", "tls_wrap", "tty_wrap", "udp_wrap", "url", "util", "uv", "v8", "zlib"];
/** A diagnostic report: among the rest, the whole environment. */
const report = () => {
  internal.record("env.read-all", "process.report");
  return {
    header: { reportVersion: 3, event: "JavaScript API", trigger: "GetReport", filename: null, dumpEventTime: "2026-03-10T10:00:01Z", processId: process.pid, threadId: 0, cwd: process.cwd(), commandLine: process.argv, nodejsVersion: process.version, ...(host.platform === "linux" ? { glibcVersionRuntime: "2.39", glibcVersionCompiler: "2.28" } : {}), wordSize: 64, arch: process.arch, platform: process.platform, componentVersions: process.versions, release: process.release, osName: require("os").type(), osRelease: require("os").release(), osVersion: require("os").version(), osMachine: require("os").machine(), cpus: require("os").cpus(), networkInterfaces: [], host: host.hostname },
    javascriptStack: { message: "Error: JavaScript Callstack", stack: [], errorProperties: {} }, javascriptHeap: { totalMemory: 6537216, usedMemory: 5102344 }, nativeStack: [], resourceUsage: {}, uvthreadResourceUsage: {}, libuv: [], workers: [], environmentVariables: internal.environment(), userLimits: {}, sharedObjects: [],
  };
};
class NodeEnvironmentFlagsSet extends P.Set {}
const isNewer = !P.startsWith(host.nodeVersion, "20.");
const releases = `https://nodejs.org/download/release/v${host.nodeVersion}/node-v${host.nodeVersion}`;
P.Object.assign(process, {
  version: `v${host.nodeVersion}`,
  versions: { node: host.nodeVersion, acorn: "8.15.0", ada: "2.9.2", ares: "1.34.6", brotli: "1.1.0", cjs_module_lexer: "1.4.1", cldr: "47.0", icu: "77.1", llhttp: "8.1.2", modules: isNewer ? "127" : "115", napi: "9", nghttp2: "1.61.0", openssl: "3.0.17", simdutf: "6.0.3", tz: "2025b", undici: "6.22.0", unicode: "16.0", uv: "1.46.0", uvwasi: "0.0.21", v8: isNewer ? "12.4.254.21-node.33" : "11.3.244.8-node.38", zlib: "1.3.0.1-motley" },
  arch: host.architecture ?? (host.platform === "darwin" ? "arm64" : "x64"), platform: host.platform,
  release: { name: "node", lts: isNewer ? "Jod" : "Iron", sourceUrl: `${releases}.tar.gz`, headersUrl: `${releases}-headers.tar.gz` },
  argv: [binary, ...main, ...(program.process === 0 ? host.arguments : []), ...program.arguments], argv0: "node", execArgv: program.kind === "text" || program.kind === "print" ? [...program.execArguments, program.kind === "print" ? "-p" : "-e", program.target] : program.execArguments, execPath: binary, title: "node",
  env: environment, pid: 2871 + program.process * 11, ppid: 2860 + program.process * 11, debugPort: 9229, exitCode: undefined, features: { inspector: true, debug: false, uv: true, ipv6: true, tls_alpn: true, tls_sni: true, tls_ocsp: true, tls: true, cached_builtins: true },
  config: { target_defaults: {}, variables: {} }, report: { writeReport: () => "", getReport: () => report(), directory: "", filename: "", compact: false, signal: "SIGUSR2", reportOnFatalError: false, reportOnSignal: false, reportOnUncaughtException: false }, moduleLoadList: [], _events: process._events,
});
P.Object.assign(process, {
  cwd() { return internal.folder(); },
  chdir(to) {
    const path = require("path").resolve(internal.folder(), to);
    const found = host.files.stat(path, true);
    if (typeof found === "string") throw internal.systemError(found, "chdir", internal.folder(), to);
    folder = path;
  },
  nextTick: loop.nextTick,
  exit(code) {
    if (code !== undefined) process.exitCode = code;
    internal.record("process.end", `exit ${process.exitCode ?? 0}`);
    if (!internal.isExited) {
      try { process.emit("exit", process.exitCode ?? 0); } catch (error) { if (error !== internal.exiting) loop.uncaught(error); }
    }
    internal.isExited = true;
    throw internal.exiting;
  },
  reallyExit(code) { process.exit(code); },
  abort() { process.exit(134); },
  kill(pid, signal = "SIGTERM") {
    if (typeof pid !== "number" && (typeof pid !== "string" || !/^-?\d+$/.test(pid))) throw internal.argumentType("pid", "of type number", pid);
    if (typeof signal === "string" && !(signal in require("os").constants.signals)) throw internal.nodeError("ERR_UNKNOWN_SIGNAL", `Unknown signal: ${signal}`);
    if (+pid > 99999) { const error = new P.Error("kill ESRCH"); throw P.Object.assign(error, { errno: -3, code: "ESRCH", syscall: "kill" }); }
    internal.record("process.end", `kill ${pid} ${signal}`); if (pid === process.pid && signal !== 0) process.exit(143); return true; },
  uptime() { return 0.041 + host.look() / 1000; },
  hrtime(before) {
    if (before !== undefined && !P.isArray(before)) throw internal.argumentType("time", "an instance of Array", before);
    const ms = 812345.6 + host.look();
    let seconds = P.Math.floor(ms / 1000);
    let nanoseconds = P.Math.floor((ms % 1000) * 1e6);
    if (before) { seconds -= before[0]; nanoseconds -= before[1]; if (nanoseconds < 0) { seconds -= 1; nanoseconds += 1e9; } }
    return [seconds, nanoseconds];
  },
  memoryUsage() { const used = P.Math.min(1200000, P.Math.floor(host.look() * 40000)); return { rss: 46137344 + used, heapTotal: 6537216, heapUsed: 5102344 + used, external: 1423911, arrayBuffers: 10515 }; },
  constrainedMemory() { return 0; }, availableMemory() { return 8123456789; },
  cpuUsage(before) { const spent = P.Math.floor(host.look() * 900); return before ? { user: P.Math.max(0, 31250 + spent - before.user), system: P.Math.max(0, 9120 - before.system) } : { user: 31250 + spent, system: 9120 }; }, resourceUsage() { return { userCPUTime: 31250, systemCPUTime: 9120, maxRSS: 45056, sharedMemorySize: 0, unsharedDataSize: 0, unsharedStackSize: 0, minorPageFault: 2281, majorPageFault: 0, swappedOut: 0, fsRead: 0, fsWrite: 8, ipcSent: 0, ipcReceived: 0, signalsCount: 0, voluntaryContextSwitches: 21, involuntaryContextSwitches: 6 }; },
  umask() { return 18; }, emitWarning(warning, type) { const text = typeof warning === "string" ? `${typeof type === "string" ? type : type?.type ?? "Warning"}: ${warning}` : `${warning.name}: ${warning.message}`; internal.errors += `(node:${process.pid}) ${text}\n`; },
  getActiveResourcesInfo() { return []; }, hasUncaughtExceptionCaptureCallback() { return false; }, setUncaughtExceptionCaptureCallback() {}, setSourceMapsEnabled() {},
  binding(name) {
    internal.record("module.stub", `process.binding ${name}`);
    if (!P.listIncludes(bindings, name)) throw new P.Error(`No such module: ${name}`);
    return internal.stubRecord(`process.binding("${name}")`);
  },
  _linkedBinding(name) { return process.binding(name); },
  dlopen(module, file) { internal.record("module.load", file, "native"); module.exports = internal.stub(file); },
  getBuiltinModule(name) { return internal.builtin(name); }, loadEnvFile() {}, _getActiveHandles() { return []; }, _getActiveRequests() { return []; }, _tickCallback() {}, assert() {}, openStdin() { return process.stdin; },
});
internal.hide(process.hrtime, { bigint() { return BigInt(P.Math.floor((812345.6 + host.look()) * 1e6)); } });
internal.hide(process.memoryUsage, { rss() { return 46137344; } });
if (!isWindows) P.Object.assign(process, { getuid() { internal.record("host.ask", "getuid"); return 1001; }, geteuid() { return 1001; }, getgid() { return 127; }, getegid() { return 127; }, getgroups() { return [127, 4]; }, setuid() {}, setgid() {}, seteuid() {}, setegid() {}, setgroups() {}, initgroups() {} });

const output = (name, fd) => () => {
  const { Writable } = require("stream");
  const stream = new Writable({ decodeStrings: false, write(chunk, encoding, done) {
    const text = typeof chunk === "string" ? internal.latin1(internal.utf8(chunk)) : internal.latin1(chunk);
    internal[fd === 1 ? "output" : "errors"] += text;
    if (host.isConsoleKept) internal.record("console.write", name, undefined, chunk);
    done();
  } });
  stream.fd = fd; stream._type = "pipe"; stream._isStdio = true; stream.isTTY = host.isTerminal && program.process === 0 ? true : undefined;
  if (stream.isTTY) P.Object.assign(stream, { columns: 120, rows: 40, getColorDepth: () => 8, hasColors: () => true, getWindowSize: () => [120, 40], clearLine: () => true, cursorTo: () => true, moveCursor: () => true });
  stream.destroySoon = stream.destroy = () => stream; stream._destroy = (_, done) => done();
  return stream;
};
internal.lazy(process, "stdout", output("stdout", 1), true);
internal.lazy(process, "stderr", output("stderr", 2), true);
internal.lazy(process, "stdin", () => {
  const { Readable } = require("stream");
  const stream = new Readable({ read() { if (program.input) this.push(require("buffer").Buffer.from(program.input, "latin1")); this.push(null); } });
  stream.fd = 0; stream.isTTY = host.isTerminal && program.process === 0 ? true : undefined; stream.setRawMode = () => stream; stream.isRaw = false; stream.ref = stream.unref = () => stream;
  return stream;
}, true);

internal.onUncaught = (error) => {
  if (process.listenerCount("uncaughtExceptionMonitor")) process.emit("uncaughtExceptionMonitor", error, "uncaughtException");
  return process.listenerCount("uncaughtException") > 0 && process.emit("uncaughtException", error, "uncaughtException");
};
internal.beforeExit = () => process.emit("beforeExit", process.exitCode ?? 0);
internal.atExit = () => { if (!internal.isExited) { process._exiting = true; process.emit("exit", process.exitCode ?? 0); } };
if (program.message) {
  const channel = { send(message, ...rest) { internal.sent.push(P.JSON.stringify(message)); const done = rest.find((one) => typeof one === "function"); if (done) loop.later(() => done(null)); return true; } };
  if (program.kind !== "worker") {
    P.Object.assign(process, { connected: true, send: channel.send, disconnect() { process.connected = false; }, channel: { ref() {}, unref() {} } });
    for (const message of program.messages) loop.later(() => process.emit("message", P.JSON.parse(message)));
  }
}
internal.process = process;
internal.lazy(process, "allowedNodeEnvironmentFlags", () => new NodeEnvironmentFlagsSet(require("members").recorded("flags")), true);
require("members").complete("process", process);
require("members").complete("events", EventEmitter);
P.defineProperty(globalThis, "process", { get: { get() { return process; } }.get, set: { set(value) { P.defineProperty(globalThis, "process", { value, writable: true, enumerable: false, configurable: true }); } }.set, enumerable: false, configurable: true });
module.exports = { hasExited: () => Boolean(internal.isExited), exitCodeOf: (failure) => +(process.exitCode ?? (failure ? 1 : 0)) || 0 };
