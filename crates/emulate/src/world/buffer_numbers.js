// Numbers in buffers: the `read…` and `write…` methods.
const view = (buffer) => new P.DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
const check = (buffer, offset, size) => {
  if (typeof offset !== "number") throw internal.argumentType("offset", "of type number", offset);
  if (P.Math.floor(offset) !== offset) throw internal.outOfRange("offset", "an integer", offset);
  if (buffer.length < size) throw internal.nodeError("ERR_BUFFER_OUT_OF_BOUNDS", "Attempt to access memory outside buffer bounds", P.RangeError);
  if (offset < 0 || offset + size > buffer.length) throw internal.outOfRange("offset", `>= 0 and <= ${buffer.length - size}`, offset);
};
const range = (value, low, high, name) => {
  if (value > high || value < low) throw internal.outOfRange("value", `>= ${name[0]} and <= ${name[1]}`, value);
};
const kinds = [["UInt8", "Uint8", 1], ["Int8", "Int8", 1], ["UInt16", "Uint16", 2], ["Int16", "Int16", 2], ["UInt32", "Uint32", 4], ["Int32", "Int32", 4], ["Float", "Float32", 4], ["Double", "Float64", 8], ["BigUInt64", "BigUint64", 8], ["BigInt64", "BigInt64", 8]];
exports.methods = {};
const { methods } = exports;
const bounds = { UInt8: [0, 255], Int8: [-128, 127], UInt16: [0, 65535], Int16: [-32768, 32767], UInt32: [0, 4294967295], Int32: [-2147483648, 2147483647] };
for (const [name, getter, size] of kinds) {
  for (const [ending, isLittle] of size === 1 ? [["", true]] : [["LE", true], ["BE", false]]) {
    const read = function (offset = 0) { check(this, offset, size); return view(this)[`get${getter}`](offset, isLittle); };
    const write = function (value, offset = 0) {
      if (bounds[name]) { value = +value; range(value, ...bounds[name], bounds[name]); }
      check(this, offset, size);
      view(this)[`set${getter}`](offset, value, isLittle);
      return offset + size;
    };
    for (const alias of name.startsWith("UInt") || name.startsWith("BigUInt") ? [name, name.replace("UInt", "Uint")] : [name]) {
      methods[`read${alias}${ending}`] = read;
      methods[`write${alias}${ending}`] = write;
    }
  }
}
const whole = (buffer, offset, size, isLittle) => {
  check(buffer, offset, size);
  let value = 0;
  for (let at = 0; at < size; at++) value = value * 256 + buffer[offset + (isLittle ? size - 1 - at : at)];
  return value;
};
for (const [ending, isLittle] of [["LE", true], ["BE", false]]) {
  const readUnsigned = function (offset, size) { return whole(this, offset, size, isLittle); };
  const readSigned = function (offset, size) { const value = whole(this, offset, size, isLittle); return value >= 2 ** (size * 8 - 1) ? value - 2 ** (size * 8) : value; };
  const write = function (value, offset, size) {
    check(this, offset, size);
    let rest = value < 0 ? value + 2 ** (size * 8) : value;
    for (let at = 0; at < size; at++) { this[offset + (isLittle ? at : size - 1 - at)] = rest % 256; rest = P.Math.floor(rest / 256); }
    return offset + size;
  };
  methods[`readUInt${ending}`] = methods[`readUint${ending}`] = readUnsigned;
  methods[`readInt${ending}`] = readSigned;
  methods[`writeUInt${ending}`] = methods[`writeUint${ending}`] = methods[`writeInt${ending}`] = write;
}
const swap = (buffer, size) => {
  if (buffer.length % size) throw internal.nodeError("ERR_INVALID_BUFFER_SIZE", `Buffer size must be a multiple of ${size * 8}-bits`, P.RangeError);
  for (let at = 0; at < buffer.length; at += size) buffer.subarray(at, at + size).reverse();
  return buffer;
};
methods.swap16 = function () { return swap(this, 2); };
methods.swap32 = function () { return swap(this, 4); };
methods.swap64 = function () { return swap(this, 8); };
