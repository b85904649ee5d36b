// `fs/promises`.
const fs = require("fs");
const loop = require("event_loop");
const { Buffer } = require("buffer");
const later = (make) => new P.Promise((resolve, reject) => {
  let [value, failure, isFailed] = [undefined, undefined, false];
  try { value = make(); } catch (error) { failure = error; isFailed = true; }
  loop.later(() => (isFailed ? reject(failure) : resolve(value)));
});
const { named, handles } = internal.files;
class FileHandle extends require("events") {
  constructor(fd) { super(); this.fd = fd; }
  readFile(options) { return later(() => fs.readFileSync(this.fd, options)); }
  writeFile(data, options) { return later(() => fs.writeFileSync(this.fd, data, options)); }
  appendFile(data, options) { return later(() => fs.appendFileSync(this.fd, data, options)); }
  read(buffer, ...rest) { const target = ArrayBuffer.isView(buffer) ? buffer : buffer?.buffer ?? Buffer.alloc(16384); return later(() => ({ bytesRead: fs.readSync(this.fd, target, ...rest), buffer: target })); }
  write(data, ...rest) { return later(() => ({ bytesWritten: fs.writeSync(this.fd, data, ...rest), buffer: data })); }
  stat(options) { return later(() => fs.fstatSync(this.fd, options)); }
  truncate(length) { return later(() => fs.ftruncateSync(this.fd, length)); }
  chmod() { return later(() => {}); }
  sync() { return later(() => {}); }
  datasync() { return later(() => {}); }
  close() { return later(() => { fs.closeSync(this.fd); this.fd = -1; }); }
  createReadStream(options) { return fs.createReadStream(handles.get(this.fd).path, options); }
  createWriteStream(options) { return fs.createWriteStream(handles.get(this.fd).path, options); }
  async *readLines() { yield* P.String(await this.readFile("utf8")).replace(/\n$/, "").split("\n"); }
}
const calls = ["access", "appendFile", "chmod", "chown", "copyFile", "cp", "lchown", "link", "lstat", "lutimes", "mkdir", "mkdtemp", "opendir", "readdir", "readlink", "realpath", "rename", "rm", "rmdir", "stat", "statfs", "symlink", "truncate", "unlink", "utimes"];
const promises = {};
for (const name of calls) promises[name] = { async [name](...parts) { return later(() => fs[`${name}Sync`](...parts)); } }[name];
const own = (name) => (name instanceof FileHandle ? name.fd : name);
const gather = async (data) => { const all = []; for await (const one of data) all.push(typeof one === "string" ? Buffer.from(one) : one); return Buffer.concat(all); };
P.Object.assign(promises, {
  async readFile(name, options) { return later(() => fs.readFileSync(own(name), options)); },
  async writeFile(name, data, options) { const bytes = data && typeof data === "object" && !ArrayBuffer.isView(data) && (data[P.Symbol.asyncIterator] || data[P.Symbol.iterator]) && !internal.textOfReply(data) ? await gather(data) : data; return later(() => fs.writeFileSync(own(name), bytes, options)); },
  async open(name, flags, mode) { return later(() => new FileHandle(fs.openSync(name, flags, mode))); },
  async *watch(name) { void named(name); },
  constants: fs.constants,
});
module.exports = promises;
