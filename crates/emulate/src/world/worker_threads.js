// `worker_threads`: a worker runs to its end in a machine process of its own; messages go both ways.
const EventEmitter = require("events");
const loop = require("event_loop");
const path = require("path");
const { program } = internal;
const isWorker = program.kind === "worker" || program.kind === "worker-text";
let count = 0;
const { MessageChannel, MessagePort, BroadcastChannel } = require("clone");
class Worker extends EventEmitter {
  constructor(file, options = {}) {
    super();
    this.threadId = ++count;
    this.sent = [];
    const isText = Boolean(options.eval);
    let target = P.String(file?.href ? (file.protocol === "data:" ? file.href : require("url_legacy").fileURLToPath(file)) : internal.textOfReply?.(file) ?? file);
    internal.record("process.spawn", isText ? "worker" : `worker ${target}`, "worker");
    if (isText) internal.record("code.eval", "worker", undefined, target);
    else if (!P.startsWith(target, "data:")) target = path.resolve(internal.folder(), target);
    loop.later(() => {
      this.emit("online");
      loop.later(() => {
        const made = { kind: isText ? "text" : "worker", target, folder: internal.folder(), environment: internal.environment(), arguments: P.map(options.argv ?? [], P.String), message: P.JSON.stringify({ workerData: options.workerData ?? null, threadId: this.threadId }), messages: this.sent };
        const ended = P.JSON.parse(host.spawn(P.JSON.stringify({ program: made })));
        internal.output += ended.output;
        internal.errors += ended.errors;
        for (const message of ended.messages) loop.later(() => this.emit("message", P.JSON.parse(message)));
        loop.later(() => { if (ended.failure) this.emit("error", new P.Error(P.split(ended.failure, "\n")[0])); this.emit("exit", ended.code); });
      }, 1);
    });
  }
  postMessage(message) { this.sent.push(P.JSON.stringify(message) ?? "null"); }
  terminate() { return P.resolved(0); }
  ref() {}
  unref() {}
  getHeapSnapshot() { return P.resolved(null); }
}
const given = program.message ? P.JSON.parse(program.message) : null;
const isThread = given !== null && typeof given === "object" && "workerData" in given;
let parentPort = null;
if (isThread) {
  parentPort = new EventEmitter();
  P.Object.assign(parentPort, { postMessage(message) { internal.sent.push(P.JSON.stringify(message) ?? "null"); }, close() {}, ref() {}, unref() {}, start() {}, addEventListener(name, listener) { parentPort.on(name, (data) => listener({ data })); } });
  loop.later(() => { for (const message of program.messages) parentPort.emit("message", P.JSON.parse(message)); }, 1);
}
module.exports = { Worker, isMainThread: !isThread && !isWorker, parentPort, workerData: isThread ? given.workerData : null, threadId: isThread ? given.threadId : 0, resourceLimits: {}, SHARE_ENV: P.Symbol.for("nodejs.worker_threads.SHARE_ENV"), MessageChannel, MessagePort, BroadcastChannel, markAsUntransferable() {}, moveMessagePortToContext: (port) => port, receiveMessageOnPort: () => undefined, getEnvironmentData: () => undefined, setEnvironmentData() {}, isMarkedAsUntransferable: () => false };
