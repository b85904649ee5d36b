// Node's order of things: ticks, promise callbacks, timers, I/O, immediates; on a clock that jumps.
const ticks = [];
let pending = [];
let immediates = [];
const timers = [];
let nextId = 1;
let turns = 0;
let ended = null;

const report = (error) => {
  let text;
  try { text = typeof error === "object" && error && typeof error.stack === "string" ? error.stack : `Uncaught ${internal.plain(error)}`; } catch { text = "Uncaught error"; }
  internal.record("error", typeof error === "object" && error ? `${internal.plain(error.name)}: ${internal.plain(error.message)}` : text, text);
  return text;
};
/** An error that nobody caught: the process's handlers, or its end. */
exports.uncaught = (error) => {
  if (error === internal.exiting) return null;
  const process = internal.process;
  try {
    if (internal.onUncaught?.(error)) return null;
  } catch (further) {
    error = further;
  }
  // A call that the world makes by itself may fail: its arguments are guesses.
  if (internal.isDriving) { ended = { failure: null }; return null; }
  const text = report(error);
  internal.errors += `${text}\n\nNode.js v${host.nodeVersion}\n`;
  ended = { failure: text };
  if (process && process.exitCode === undefined) internal.exitCode = 1;
  return text;
};
const rejections = [];
/** A promise was rejected, or its rejection was handled after all. */
internal.rejected = (promise, reason, isHandled) => {
  if (!isHandled) { P.push(rejections, { promise, reason }); return; }
  for (let at = 0; at < rejections.length; at++) if (rejections[at].promise === promise) { P.splice(rejections, at, 1); return; }
};
internal.reportRejections = () => {
  while (rejections.length && !isOver()) {
    const { promise, reason } = P.shift(rejections);
    if (reason === internal.exiting) continue;
    if (internal.process?.listenerCount("unhandledRejection")) guarded(() => internal.process.emit("unhandledRejection", reason, promise));
    else exports.uncaught(reason);
  }
};
const guarded = (callback, self, parts) => {
  try {
    P.apply(callback, self, parts ?? []);
  } catch (error) {
    if (error === internal.exiting) { ended ??= { failure: null }; return; }
    exports.uncaught(error);
  }
};
const isOver = () => ended !== null || internal.isExited;
/** Runs what comes before anything else may happen. */
const drain = () => {
  do {
    while (ticks.length && !isOver()) {
      const [callback, parts] = P.shift(ticks);
      guarded(callback, undefined, parts);
      if (!ticks.length) host.runJobs();
    }
    if (isOver()) return;
    host.runJobs();
    internal.reportRejections?.();
  } while (ticks.length && !isOver());
};
const turn = (callback, self, parts) => {
  turns += 1;
  if (turns > host.callbacks) { host.spend(0); ended ??= { failure: null }; return; }
  guarded(callback, self, parts);
  drain();
};

exports.nextTick = (callback, ...parts) => {
  internal.needFunction(callback);
  P.push(ticks, [callback, parts]);
};
/** Something outside finished: its callback runs in the next I/O phase, or after `delay` milliseconds. */
exports.later = (callback, delay = 0) => {
  if (delay > 0) exports.addTimer(callback, delay, [], false, true);
  else P.push(pending, callback);
};
exports.addImmediate = (immediate) => { P.push(immediates, immediate); };
exports.removeImmediate = (immediate) => { immediate.isCleared = true; };

class Timer {
  constructor(callback, delay, parts, repeats) {
    this.callback = callback; this.parts = parts; this.isActive = true; this.fired = 0; this.idle = 0;
    this.delay = delay; this.repeats = repeats; this.id = nextId++; this.due = host.now() + delay;
  }
}
const insert = (timer) => {
  let at = timers.length;
  while (at > 0 && timers[at - 1].due > timer.due) at -= 1;
  P.splice(timers, at, 0, timer);
};
const repetitions = 40;
/** An interval that spends this many ticks at a turn, and brings nothing new for so many turns, has stopped: a guard against debuggers would spend all there is. */
const costly = 20;
const idleTurns = 3;
exports.addTimer = (callback, delay, parts, repeats, isInternal) => {
  delay = +delay;
  if (!(delay >= 1 && delay <= 2147483647)) delay = 1;
  if (delay >= 10000 && !isInternal) internal.record("clock.sleep", `${delay} ms`, repeats ? "interval" : "timer");
  const timer = new Timer(callback, delay, parts, repeats);
  insert(timer);
  return timer;
};
exports.removeTimer = (timer) => {
  timer.isActive = false;
  const at = timers.indexOf(timer);
  if (at >= 0) P.splice(timers, at, 1);
};
exports.restart = (timer) => { exports.removeTimer(timer); timer.isActive = true; timer.due = host.now() + timer.delay; insert(timer); };

const fire = (timer) => {
  timer.fired += 1;
  if (!timer.repeats) timer.isActive = false;
  const ticksBefore = host.ticks(), newsBefore = host.news();
  turn(timer.callback, timer.handle ?? timer, timer.parts);
  timer.idle = host.ticks() - ticksBefore >= costly && host.news() === newsBefore ? timer.idle + 1 : 0;
  if (timer.repeats && timer.isActive && timer.fired < repetitions && timer.idle < idleTurns) { timer.due = host.now() + timer.delay; insert(timer); }
};
const runTimers = () => {
  const now = host.now();
  while (timers.length && timers[0].due <= now && !isOver()) fire(P.shift(timers));
};
const runPending = () => {
  const batch = pending;
  pending = [];
  for (const callback of batch) if (!isOver()) turn(callback);
};
const runImmediates = () => {
  const batch = immediates;
  immediates = [];
  for (const immediate of batch) if (!immediate.isCleared && !isOver()) turn(immediate.callback, immediate, immediate.parts);
};

const spin = () => {
  while (!isOver()) {
    if (host.isLate()) { host.spend(1); break; }
    runTimers();
    runPending();
    runImmediates();
    if (pending.length || immediates.length) continue;
    if (!timers.length) break;
    host.advance(timers[0].due);
  }
};
/** Forgets what is pending, for something new to run. */
exports.fresh = () => {
  ended = null;
  turns = 0;
  pending = [];
  immediates = [];
  P.splice(timers, 0, timers.length);
  P.splice(ticks, 0, ticks.length);
  P.splice(rejections, 0, rejections.length);
};
/** Runs what something new left pending. */
exports.settle = () => { drain(); spin(); };
/** Runs until nothing is left, or the budget is. */
exports.run = () => {
  internal.startEvents();
  drain();
  // Starting takes a millisecond: a timer of one is due in the first turn.
  host.advance(host.now() + 1);
  let endings = 0;
  for (;;) {
    spin();
    if (ended?.failure || internal.isExited || endings++ > 3) break;
    guarded(() => internal.beforeExit?.());
    drain();
    if (!pending.length && !immediates.length && !timers.length) break;
  }
  guarded(() => internal.atExit?.());
  return ended?.failure ?? null;
};
