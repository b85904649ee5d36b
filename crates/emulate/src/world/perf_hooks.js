// `perf_hooks`.
class PerformanceEntry { constructor(name, entryType, startTime, duration, detail) { P.Object.assign(this, { name, entryType, startTime, duration }); if (detail !== undefined) this.detail = detail; } toJSON() { return { ...this }; } }
class PerformanceMark extends PerformanceEntry {}
class PerformanceMeasure extends PerformanceEntry {}
let entries = [];
const now = () => 32.4 + host.look();
const at = (name) => entries.findLast((one) => one.name === name)?.startTime ?? 0;
class Performance {
  now() { return now(); }
  mark(name, options) { const made = new PerformanceMark(name, "mark", options?.startTime ?? now(), 0, options?.detail ?? null); entries.push(made); return made; }
  measure(name, start, end) { const from = typeof start === "string" ? at(start) : start?.start ?? 0; const to = typeof end === "string" ? at(end) : now(); const made = new PerformanceMeasure(name, "measure", from, to - from, null); entries.push(made); return made; }
  getEntries() { return P.slice(entries); }
  getEntriesByName(name) { return entries.filter((one) => one.name === name); }
  getEntriesByType(type) { return entries.filter((one) => one.entryType === type); }
  clearMarks() { entries = entries.filter((one) => one.entryType !== "mark"); }
  clearMeasures() { entries = entries.filter((one) => one.entryType !== "measure"); }
  clearResourceTimings() {}
  timerify(callback) { return callback; }
  eventLoopUtilization() { return { idle: 0, active: 0, utilization: 0 }; }
  toJSON() { return { timeOrigin: this.timeOrigin }; }
  get timeOrigin() { return host.startMs - 32.4; }
  get nodeTiming() { return new PerformanceEntry("node", "node", 0, now()); }
}
P.defineProperty(Performance.prototype, P.Symbol.toStringTag, { value: "Performance", configurable: true });
class PerformanceObserver { observe() {} disconnect() {} takeRecords() { return []; } static get supportedEntryTypes() { return ["function", "gc", "mark", "measure"]; } }
const histogram = () => ({ enable: () => true, disable: () => true, reset() {}, min: 0, max: 0, mean: 0, stddev: 0, percentile: () => 0, percentiles: new P.Map(), exceeds: 0, record() {} });
module.exports = { performance: new Performance(), Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver, PerformanceObserverEntryList: class {}, PerformanceResourceTiming: class {}, monitorEventLoopDelay: histogram, createHistogram: histogram, constants: {} };
