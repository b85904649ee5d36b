// `zlib`.
const { Buffer } = require("buffer");
const loop = require("event_loop");
const { Transform } = require("stream");
const constants = { Z_NO_FLUSH: 0, Z_PARTIAL_FLUSH: 1, Z_SYNC_FLUSH: 2, Z_FULL_FLUSH: 3, Z_FINISH: 4, Z_BLOCK: 5, Z_OK: 0, Z_STREAM_END: 1, Z_NEED_DICT: 2, Z_ERRNO: -1, Z_STREAM_ERROR: -2, Z_DATA_ERROR: -3, Z_MEM_ERROR: -4, Z_BUF_ERROR: -5, Z_NO_COMPRESSION: 0, Z_BEST_SPEED: 1, Z_BEST_COMPRESSION: 9, Z_DEFAULT_COMPRESSION: -1, Z_DEFAULT_STRATEGY: 0, BROTLI_OPERATION_FLUSH: 1, BROTLI_OPERATION_PROCESS: 0, BROTLI_OPERATION_FINISH: 2, BROTLI_PARAM_QUALITY: 1, BROTLI_PARAM_MODE: 0, BROTLI_PARAM_LGWIN: 2, BROTLI_MODE_TEXT: 1, BROTLI_DEFAULT_QUALITY: 11, BROTLI_PARAM_SIZE_HINT: 5 };
const bytesOf = (value) => (typeof value === "string" ? Buffer.from(value) : ArrayBuffer.isView(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : Buffer.from(value));
const run = (operation, data, options) => {
  const bytes = bytesOf(internal.textOfReply?.(data) ?? data);
  const isReading = ["gunzip", "inflate", "inflateRaw", "unzip"].includes(operation);
  // The network's text, inflated: what it would have sent deflated.
  if (isReading && internal.hasMarker(bytes.toString("latin1"))) return bytes;
  const made = host.zlib(operation, internal.latin1(bytes), options?.level ?? -1);
  if (!made) throw P.Object.assign(new P.Error(operation === "gunzip" || operation === "inflate" ? "incorrect header check" : "unexpected end of file"), { errno: -3, code: "Z_DATA_ERROR" });
  return Buffer.from(made.buffer);
};
const zlib = { constants, codes: {}, ...constants, crc32: (data, start = 0) => { let crc = ~start; for (const byte of bytesOf(data)) { crc ^= byte; for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1; } return ~crc >>> 0; } };
const faces = { gzip: ["Gzip", "gzip"], gunzip: ["Gunzip", "gunzip"], deflate: ["Deflate", "deflate"], inflate: ["Inflate", "inflate"], deflateRaw: ["DeflateRaw", "deflateRaw"], inflateRaw: ["InflateRaw", "inflateRaw"], unzip: ["Unzip", "unzip"], brotliCompress: ["BrotliCompress", "deflateRaw"], brotliDecompress: ["BrotliDecompress", "inflateRaw"] };
for (const [name, [Name, operation]] of P.Object.entries(faces)) {
  zlib[`${name}Sync`] = (data, options) => run(operation, data, options);
  zlib[name] = (data, options, callback) => { if (typeof options === "function") { callback = options; options = {}; } let [value, failure] = [undefined, null]; try { value = run(operation, data, options); } catch (error) { failure = error; } loop.later(() => (failure ? callback(failure) : callback(null, value))); };
  const Stream = function (options) {
    if (!(this instanceof Stream)) return new Stream(options);
    const chunks = [];
    Transform.call(this, { ...options, transform(chunk, _, done) { chunks.push(chunk); done(); }, flush(done) { try { done(null, run(operation, Buffer.concat(chunks), options)); } catch (error) { done(error); } } });
    this.bytesWritten = 0;
  };
  P.defineProperty(Stream, "name", { value: Name });
  P.setPrototypeOf(Stream.prototype, Transform.prototype);
  P.setPrototypeOf(Stream, Transform);
  Stream.prototype.close = function (done) { if (done) this.once("close", done); this.destroy(); };
  Stream.prototype.flush = function (kind, done) { (typeof kind === "function" ? kind : done)?.(); };
  Stream.prototype.params = function (_, __, done) { done?.(); };
  zlib[Name] = Stream;
  zlib[`create${Name}`] = (options) => new Stream(options);
}
module.exports = zlib;
