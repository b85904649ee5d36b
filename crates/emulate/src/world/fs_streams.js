// Streams of files.
const fs = require("fs");
const loop = require("event_loop");
const { Readable, Writable } = require("stream");
function ReadStream(name, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(name, options);
  if (typeof options === "string") options = { encoding: options };
  Readable.call(this, { highWaterMark: 65536, ...options, read() {} });
  this.path = name;
  this.bytesRead = 0;
  this.fd = options?.fd ?? null;
  loop.later(() => {
    let bytes;
    try { bytes = fs.readFileSync(this.fd ?? name); } catch (error) { this.destroy(error); return; }
    this.fd ??= 20;
    this.emit("open", this.fd);
    this.emit("ready");
    bytes = bytes.subarray(options?.start ?? 0, options?.end === undefined ? undefined : options.end + 1);
    const size = this._readableState.highWaterMark;
    loop.later(() => { for (let at = 0; at < bytes.length; at += size) { this.push(bytes.subarray(at, at + size)); this.bytesRead += P.Math.min(size, bytes.length - at); } this.push(null); });
  });
}
P.setPrototypeOf(ReadStream.prototype, Readable.prototype);
P.setPrototypeOf(ReadStream, Readable);
ReadStream.prototype.close = function (callback) { if (callback) this.once("close", callback); this.destroy(); };
function WriteStream(name, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(name, options);
  if (typeof options === "string") options = { encoding: options };
  Writable.call(this, { ...options });
  this.path = name;
  this.bytesWritten = 0;
  this.fd = options?.fd ?? null;
  this.pending = true;
  const flags = options?.flags ?? "w";
  try {
    if (this.fd === null) this.fd = fs.openSync(name, flags, options?.mode);
  } catch (error) { loop.later(() => this.destroy(error)); return; }
  loop.later(() => { this.pending = false; this.emit("open", this.fd); this.emit("ready"); });
}
P.setPrototypeOf(WriteStream.prototype, Writable.prototype);
P.setPrototypeOf(WriteStream, Writable);
WriteStream.prototype._write = function (chunk, _, callback) {
  try { fs.writeSync(this.fd, chunk); this.bytesWritten += chunk.length; } catch (error) { callback(error); return; }
  loop.later(() => callback());
};
WriteStream.prototype.close = function (callback) { if (callback) this.once("close", callback); this.end(); };
module.exports = { ReadStream, WriteStream, createReadStream: (name, options) => new ReadStream(name, options), createWriteStream: (name, options) => new WriteStream(name, options) };
