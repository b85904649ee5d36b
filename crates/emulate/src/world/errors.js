// Errors with the codes and words that Node gives them.
const numbers = {
  ENOENT: [-2, "no such file or directory"], EACCES: [-13, "permission denied"], EEXIST: [-17, "file already exists"],
  ENOTDIR: [-20, "not a directory"], EISDIR: [-21, "illegal operation on a directory"], ENOTEMPTY: [-39, "directory not empty"],
  ELOOP: [-40, "too many symbolic links encountered"], ENOSPC: [-28, "no space left on device"], EBADF: [-9, "bad file descriptor"],
  EINVAL: [-22, "invalid argument"], EPERM: [-1, "operation not permitted"], ENOTFOUND: [-3008, "name not found"],
  ECONNREFUSED: [-111, "connection refused"], ESRCH: [-3, "no such process"],
};
/** An error of the system, as `fs` throws it. */
internal.systemError = (code, syscall, path, dest) => {
  const [errno, words] = numbers[code] ?? [-1, "unknown error"];
  let message = `${code}: ${words}, ${syscall}`;
  if (path !== undefined) message += ` '${path}'`;
  if (dest !== undefined) message += ` -> '${dest}'`;
  const error = new P.Error(message);
  error.errno = errno;
  error.code = code;
  error.syscall = syscall;
  if (path !== undefined) error.path = path;
  if (dest !== undefined) error.dest = dest;
  return error;
};
/** An error of Node's own, as `ERR_…`. */
internal.nodeError = (code, message, Type = P.TypeError) => {
  const error = new Type(message);
  P.defineProperty(error, "code", { value: code, writable: true, enumerable: true, configurable: true });
  // The stack names the code too; the name alone does not.
  P.defineProperty(error, "name", { value: `${error.name} [${code}]`, configurable: true, writable: true, enumerable: false });
  void error.stack;
  delete error.name;
  P.defineProperty(error, "toString", { value() { return `${this.name} [${code}]: ${this.message}`; }, configurable: true, writable: true, enumerable: false });
  return error;
};
const received = (value) => {
  if (value == null) return ` Received ${value}`;
  if (typeof value === "function") return ` Received function ${value.name}`;
  if (typeof value === "object") return value.constructor?.name ? ` Received an instance of ${value.constructor.name}` : " Received [Object: null prototype] {}";
  let shown = typeof value === "string" ? `'${value}'` : P.String(value) + (typeof value === "bigint" ? "n" : "");
  if (shown.length > 28) shown = P.text(shown, 0, 25) + "...";
  return ` Received type ${typeof value} (${shown})`;
};
/** The error for an argument of the wrong type. */
internal.argumentType = (name, expected, value) => {
  const kind = P.endsWith(name, " argument") ? name : `"${name}" ${P.includes(name, ".") ? "property" : "argument"}`;
  return internal.nodeError("ERR_INVALID_ARG_TYPE", `The ${kind} must be ${expected}.${received(value)}`);
};
internal.needFunction = (value, name = "callback") => {
  if (typeof value !== "function") throw internal.argumentType(name, "of type function", value);
};
internal.needString = (value, name) => {
  if (typeof value !== "string") throw internal.argumentType(name, "of type string", value);
};
internal.outOfRange = (name, range, value) =>
  internal.nodeError("ERR_OUT_OF_RANGE", `The value of "${name}" is out of range. It must be ${range}. Received ${value}`, P.RangeError);
