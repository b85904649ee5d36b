// `readline`.
const EventEmitter = require("events");
const loop = require("event_loop");
class Interface extends EventEmitter {
  constructor(input, output) {
    super();
    const options = input?.input || input?.output ? input : { input, output };
    P.Object.assign(this, { input: options.input, output: options.output, terminal: Boolean(options.terminal), line: "", cursor: 0, history: [], closed: false });
    internal.hide(this, { text: "", text_prompt: options.prompt ?? "> ", waiting: null });
    options.input?.on?.("data", (chunk) => { this.text += P.String(chunk); const lines = this.text.split(/\r?\n/); this.text = lines.pop(); for (const line of lines) this.take(line); });
    options.input?.on?.("end", () => { if (this.text) this.take(this.text); this.text = ""; this.close(); });
  }
  take(line) { if (this.waiting) { const done = this.waiting; this.waiting = null; done(line); } else this.emit("line", line); }
  setPrompt(text) { this.text_prompt = text; }
  getPrompt() { return this.text_prompt; }
  prompt() { this.output?.write?.(this.text_prompt); }
  question(query, options, callback) {
    if (typeof options === "function") callback = options;
    this.output?.write?.(query);
    internal.record("host.ask", `prompt ${query}`);
    this.waiting = callback;
    // Somebody at the terminal agrees.
    loop.later(() => this.take("y"), 500);
  }
  write() {}
  pause() { this.emit("pause"); return this; }
  resume() { this.emit("resume"); return this; }
  close() { if (this.closed) return; this.closed = true; this.emit("close"); }
  getCursorPos() { return { rows: 0, cols: 0 }; }
  async *[P.Symbol.asyncIterator]() {
    const lines = [];
    let wake;
    let isOver = false;
    this.on("line", (line) => { lines.push(line); wake?.(); });
    this.on("close", () => { isOver = true; wake?.(); });
    for (;;) { while (lines.length) yield lines.shift(); if (isOver) return; await new P.Promise((resolve) => { wake = resolve; }); }
  }
}
class PromiseInterface extends Interface { question(query) { return new P.Promise((resolve) => Interface.prototype.question.call(this, query, resolve)); } }
module.exports = { Interface, createInterface: (...parts) => new Interface(...parts), clearLine: () => true, clearScreenDown: () => true, cursorTo: () => true, moveCursor: () => true, emitKeypressEvents() {}, promises: { Interface: PromiseInterface, createInterface: (...parts) => new PromiseInterface(...parts), Readline: class Readline {} } };
