// `child_process`: nothing is started; what would be is emulated, and its answer given.
const EventEmitter = require("events");
const { Buffer } = require("buffer");
const loop = require("event_loop");
const { Readable, Writable } = require("stream");
const path = require("path");
const { argumentNames } = require("misc");
const plain = (value) => internal.plain(internal.textOfReply?.(value) ?? value);
const quote = (words) => P.join(P.map(words, (word) => (/[\s"'$|&;<>()]/.test(word) ? `"${P.replace(word, /"/g, '\\"')}"` : word)), " ");
const folderOf = (options) => { let folder = options?.cwd ?? internal.folder(); if (folder?.href) folder = require("url_legacy").fileURLToPath(folder); return path.resolve(P.String(folder)); };
const environmentOf = (options) => { const given = options?.env ?? internal.environment(); const made = {}; for (const name of P.Object.keys(given)) if (given[name] !== undefined) made[name] = internal.plain(given[name]); return made; };
/** Tells of a command where it is asked for: it is run later, when the asking code is no longer on the stack. */
const tell = (asked, options) => {
  const flags = [options?.detached && "detached", options?.windowsHide && "hidden", options?.stdio === "ignore" && "ignored"].filter(Boolean).join(" ");
  internal.record("process.spawn", asked.line ?? quote(asked.words), flags || undefined);
};
/** Runs a command to its end. */
const run = (asked, options, input) => {
  if (input) internal.record("process.input", asked.line ?? quote(asked.words), undefined, input);
  const text = host.spawn(P.JSON.stringify({ ...asked, folder: folderOf(options), environment: environmentOf(options), input: input ? internal.asBytes(input) : "" }));
  const ended = P.JSON.parse(text);
  return { code: ended.code, stdout: Buffer.from(ended.output, "latin1"), stderr: Buffer.from(ended.errors, "latin1"), messages: ended.messages };
};
const shape = (file, parts, options) => {
  file = plain(file);
  const words = [file, ...P.map(parts ?? [], plain)];
  return options?.shell ? { line: parts?.length ? P.join(words, " ") : file } : { words: words[0] === internal.process.execPath ? ["node", ...words.slice(1)] : words };
};
let nextPid = 3100;
class ChildProcess extends EventEmitter {
  constructor(asked, options) {
    super();
    tell(asked, options);
    this.pid = nextPid++;
    this.connected = false; this.killed = false; this.exitCode = null; this.signalCode = null;
    this.spawnfile = asked.words?.[0] ?? "/bin/sh"; this.spawnargs = asked.words ?? ["/bin/sh", "-c", asked.line];
    const stdio = P.isArray(options?.stdio) ? options.stdio : Array(3).fill(options?.stdio ?? "pipe");
    const isPiped = (at) => stdio[at] === "pipe" || stdio[at] === undefined || stdio[at] === null || stdio[at] === "overlapped";
    this.stdout = isPiped(1) ? new Readable({ read() {} }) : null;
    this.stderr = isPiped(2) ? new Readable({ read() {} }) : null;
    const chunks = [];
    let wait;
    this.stdin = isPiped(0) ? new Writable({ write(chunk, _, done) { chunks.push(chunk); done(); }, final(done) { wait?.(); done(); } }) : null;
    this.stdio = [this.stdin, this.stdout, this.stderr];
    const start = () => {
      if (this.isStarted) return;
      this.isStarted = true;
      const ended = run(asked, options, chunks.length ? Buffer.concat(chunks) : options?.input);
      this.finish(ended, stdio);
    };
    wait = () => loop.later(start);
    loop.later(() => { this.emit("spawn"); loop.addImmediate({ callback: () => { if (!chunks.length || this.stdin?.writableEnded) start(); else loop.later(start, 50); }, parts: [] }); });
  }
  finish(ended, stdio) {
    if (stdio?.[1] === "inherit") internal.output += internal.latin1(ended.stdout);
    if (stdio?.[2] === "inherit") internal.errors += internal.latin1(ended.stderr);
    for (const [stream, bytes] of [[this.stdout, ended.stdout], [this.stderr, ended.stderr]]) if (stream) { if (bytes.length) stream.push(bytes); stream.push(null); }
    for (const message of ended.messages ?? []) loop.later(() => this.emit("message", P.JSON.parse(message)));
    loop.later(() => {
      this.exitCode = ended.code;
      if (ended.code === 127 && this.spawnfile !== "/bin/sh") { const error = internal.systemError("ENOENT", `spawn ${this.spawnfile}`); this.emit("error", error); }
      this.emit("exit", ended.code, null);
      loop.addImmediate({ callback: () => loop.later(() => { this.stdout?.resume?.(); this.emit("close", ended.code, null); }), parts: [] });
    });
  }
  kill(signal = "SIGTERM") { this.killed = true; internal.record("process.end", `kill ${this.spawnfile} ${signal}`); return true; }
  ref() {}
  unref() {}
  send(message, ...rest) { this.sent?.push(P.JSON.stringify(message)); const done = rest.find((one) => typeof one === "function"); if (done) loop.later(() => done(null)); return true; }
  disconnect() { this.connected = false; }
  [P.Symbol.dispose]() { this.kill(); }
}
const split = (parts, options) => (P.isArray(parts) ? [parts, options ?? {}] : [[], parts ?? {}]);
const spawn = (file, parts, options) => { internal.needString(plain(file), "file"); [parts, options] = split(parts, options); return new ChildProcess(shape(file, parts, options), options); };
const shown = (bytes, encoding) => (encoding === "buffer" || encoding === null ? bytes : bytes.toString(encoding ?? "utf8"));
const collect = (child, shownAs, options, callback) => {
  const [out, bad] = [[], []];
  child.stdout?.on("data", (chunk) => out.push(chunk));
  child.stderr?.on("data", (chunk) => bad.push(chunk));
  child.on("error", () => {});
  child.on("close", (code) => {
    const [stdout, stderr] = [shown(Buffer.concat(out), options.encoding), shown(Buffer.concat(bad), options.encoding)];
    let error = null;
    if (code !== 0) error = P.Object.assign(new P.Error(`Command failed: ${shownAs}\n${stderr}`), { code, killed: false, signal: null, cmd: shownAs, stdout, stderr });
    callback?.(error, stdout, stderr);
  });
  return child;
};
function exec(command, options, callback) {
  if (typeof options === "function") { callback = options; options = {}; }
  command = plain(command);
  return collect(new ChildProcess({ line: command }, { ...options, stdio: undefined }), command, options ?? {}, callback);
}
function execFile(file, parts, options, callback) {
  const given = [parts, options, callback];
  const done = given.find((one) => typeof one === "function");
  const list = P.isArray(parts) ? parts : [];
  const settings = given.find((one) => one && typeof one === "object" && !P.isArray(one)) ?? {};
  return collect(spawn(file, list, settings), quote([plain(file), ...list]), settings, done);
}
const spawnSync = (file, parts, options) => {
  [parts, options] = split(parts, options);
  const asked = shape(file, parts, options);
  tell(asked, options);
  const ended = run(asked, options, options.input);
  const isInherited = options.stdio === "inherit" || options.stdio?.[1] === "inherit";
  if (isInherited) { internal.output += internal.latin1(ended.stdout); internal.errors += internal.latin1(ended.stderr); }
  const [stdout, stderr] = isInherited ? [null, null] : [shown(ended.stdout, options.encoding ?? null), shown(ended.stderr, options.encoding ?? null)];
  return { status: ended.code, signal: null, output: [null, stdout, stderr], pid: nextPid++, stdout, stderr };
};
const orThrow = (result, shownAs) => {
  if (result.status === 0) return result.stdout;
  throw P.Object.assign(new P.Error(`Command failed: ${shownAs}${result.stderr?.length ? `\n${result.stderr}` : ""}`), result);
};
const execSync = (command, options = {}) => orThrow(spawnSync(command, [], { ...options, shell: true }), plain(command));
const execFileSync = (file, parts, options) => { [parts, options] = split(parts, options); return orThrow(spawnSync(file, parts, options), quote([plain(file), ...parts])); };
const fork = (file, parts, options) => {
  [parts, options] = split(parts, options);
  if (file?.href) file = require("url_legacy").fileURLToPath(file);
  const child = P.Object.create(ChildProcess.prototype);
  EventEmitter.call(child);
  P.Object.assign(child, { pid: nextPid++, connected: true, killed: false, exitCode: null, spawnfile: "node", sent: [], stdin: null, stdout: options.silent ? new Readable({ read() {} }) : null, stderr: options.silent ? new Readable({ read() {} }) : null });
  internal.record("process.spawn", `node ${file} ${parts.join(" ")}`.trim(), "fork");
  loop.later(() => {
    const program = { kind: "main", target: path.resolve(folderOf(options), plain(file)), arguments: P.map(parts, plain), execArguments: options.execArgv ?? [], folder: folderOf(options), environment: environmentOf(options), message: "null", messages: child.sent };
    const ended = P.JSON.parse(host.spawn(P.JSON.stringify({ program })));
    child.finish({ code: ended.code, stdout: Buffer.from(ended.output, "latin1"), stderr: Buffer.from(ended.errors, "latin1"), messages: ended.messages });
  }, 1);
  return child;
};
for (const call of [exec, execFile]) P.defineProperty(call, argumentNames, { value: ["stdout", "stderr"] });
module.exports = { ChildProcess, exec, execFile, execFileSync, execSync, fork, spawn, spawnSync, _forkChild() {} };
