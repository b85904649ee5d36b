// `assert`.
const { inspect, isDeepStrictEqual } = { inspect: require("inspect").inspect };
void isDeepStrictEqual;
class AssertionError extends P.Error {
  constructor(options) { super(options.message ?? `${inspect(options.actual)} ${options.operator} ${inspect(options.expected)}`); P.Object.assign(this, { generatedMessage: !options.message, code: "ERR_ASSERTION", actual: options.actual, expected: options.expected, operator: options.operator }); }
}
P.defineProperty(AssertionError.prototype, "name", { value: "AssertionError", configurable: true, writable: true });
const fail = (options) => { if (options.message instanceof P.Error) throw options.message; throw new AssertionError(options); };
const same = (one, other, isStrict) => (isStrict ? Object.is(one, other) : one == other || (one !== one && other !== other));
const isDeep = (one, other, isStrict, seen = new P.Map()) => {
  if (same(one, other, isStrict)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (isStrict && P.getPrototypeOf(one) !== P.getPrototypeOf(other)) return false;
  if (P.isArray(one) !== P.isArray(other) || P.Object.prototype.toString.call(one) !== P.Object.prototype.toString.call(other)) return false;
  if (seen.get(one) === other) return true;
  seen.set(one, other);
  if (one instanceof P.Date && !same(one.getTime(), other.getTime(), true)) return false;
  if (one instanceof RegExp && P.String(one) !== P.String(other)) return false;
  if (one instanceof P.Error && (one.message !== other.message || one.name !== other.name)) return false;
  if ([P.Number, P.String, Boolean].some((Box) => one instanceof Box) && !same(one.valueOf(), other.valueOf(), isStrict)) return false;
  if (one instanceof P.Set) { if (one.size !== other.size) return false; outer: for (const item of one) { if (other.has(item)) continue; for (const candidate of other) if (isDeep(item, candidate, isStrict, seen)) continue outer; return false; } }
  if (one instanceof P.Map) { if (one.size !== other.size) return false; outer: for (const [key, item] of one) { if (other.has(key) && isDeep(item, other.get(key), isStrict, seen)) continue; for (const [other_key, candidate] of other) if (isDeep(key, other_key, isStrict, seen) && isDeep(item, candidate, isStrict, seen)) continue outer; return false; } }
  const keys = P.Object.keys(one);
  if (keys.length !== P.Object.keys(other).length) return false;
  return keys.every((key) => P.Object.prototype.hasOwnProperty.call(other, key) && isDeep(one[key], other[key], isStrict, seen));
};
const matches = (error, expected, message) => {
  if (expected === undefined) return;
  if (expected instanceof RegExp) { if (!expected.test(P.String(error))) fail({ actual: error, expected, operator: "throws", message: message ?? `The input did not match the regular expression ${expected}. Input:\n\n${inspect(P.String(error))}\n` }); return; }
  if (typeof expected === "function") {
    if (expected.prototype !== undefined && error instanceof expected) return;
    if (P.Error.isPrototypeOf(expected)) throw error;
    if (P.apply(expected, {}, [error]) !== true) fail({ actual: error, expected, operator: "throws", message: message ?? `The ${expected.name ? `"${expected.name}" ` : ""}validation function is expected to return "true". Received ${inspect(P.apply(expected, {}, [error]))}` });
    return;
  }
  for (const key of P.Object.keys(expected)) { const fits = expected[key] instanceof RegExp && typeof error[key] === "string" ? expected[key].test(error[key]) : isDeep(error[key], expected[key], true); if (!fits) fail({ actual: error, expected, operator: "throws", message }); }
};
const shortened = (value) => inspect(value);
const assert = (value, message) => { if (!value) fail({ actual: value, expected: true, operator: "==", message: message ?? "The expression evaluated to a falsy value" }); };
const difference = (one, other, text) => `${text}\n\n${shortened(one)} !== ${shortened(other)}\n`;
P.Object.assign(assert, {
  AssertionError, ok: (...parts) => assert(...parts), fail: (message = "Failed") => fail({ message, operator: "fail" }),
  equal(one, other, message) { if (!same(one, other, false)) fail({ actual: one, expected: other, operator: "==", message: message ?? `${inspect(one)} == ${inspect(other)}` }); },
  notEqual(one, other, message) { if (same(one, other, false)) fail({ actual: one, expected: other, operator: "!=", message: message ?? `${inspect(one)} != ${inspect(other)}` }); },
  strictEqual(one, other, message) { if (!Object.is(one, other)) fail({ actual: one, expected: other, operator: "strictEqual", message: message ?? difference(one, other, "Expected values to be strictly equal:") }); },
  notStrictEqual(one, other, message) { if (Object.is(one, other)) fail({ actual: one, expected: other, operator: "notStrictEqual", message: message ?? `Expected "actual" to be strictly unequal to: ${inspect(other)}` }); },
  deepEqual(one, other, message) { if (!isDeep(one, other, false)) fail({ actual: one, expected: other, operator: "deepEqual", message: message ?? `Expected values to be loosely deep-equal:\n\n${inspect(one)}\n\nshould loosely deep-equal\n\n${inspect(other)}` }); },
  deepStrictEqual(one, other, message) { if (!isDeep(one, other, true)) fail({ actual: one, expected: other, operator: "deepStrictEqual", message: message ?? `Expected values to be strictly deep-equal:\n${inspect(one)}\n\nshould equal\n\n${inspect(other)}` }); },
  notDeepEqual(one, other, message) { if (isDeep(one, other, false)) fail({ actual: one, expected: other, operator: "notDeepEqual", message }); }, notDeepStrictEqual(one, other, message) { if (isDeep(one, other, true)) fail({ actual: one, expected: other, operator: "notDeepStrictEqual", message }); },
  throws(callback, expected, message) { if (typeof expected === "string") { message = expected; expected = undefined; } let error; let isThrown = false; try { callback(); } catch (caught) { error = caught; isThrown = true; } if (!isThrown) fail({ operator: "throws", message: message ?? `Missing expected exception${expected?.name ? ` (${expected.name})` : ""}.` }); matches(error, expected, message); },
  doesNotThrow(callback, expected, message) { try { callback(); } catch (error) { fail({ actual: error, operator: "doesNotThrow", message: `Got unwanted exception${message ? `: ${message}` : "."}\nActual message: "${error?.message}"` }); } },
  async rejects(promise, expected, message) { let error; let isThrown = false; try { await (typeof promise === "function" ? promise() : promise); } catch (caught) { error = caught; isThrown = true; } if (!isThrown) fail({ operator: "rejects", message: message ?? "Missing expected rejection." }); matches(error, expected, message); }, async doesNotReject(promise) { await (typeof promise === "function" ? promise() : promise); },
  match(text, pattern, message) { if (!pattern.test(text)) fail({ actual: text, expected: pattern, operator: "match", message: message ?? `The input did not match the regular expression ${pattern}. Input:\n\n${inspect(text)}\n` }); }, doesNotMatch(text, pattern, message) { if (pattern.test(text)) fail({ actual: text, expected: pattern, operator: "doesNotMatch", message }); }, ifError(value) { if (value !== null && value !== undefined) throw value; }, isDeep,
});
P.defineProperty(assert, "isDeep", { enumerable: false });
assert.strict = P.Object.assign((...parts) => assert(...parts), assert, { equal: assert.strictEqual, notEqual: assert.notStrictEqual, deepEqual: assert.deepStrictEqual, notDeepEqual: assert.notDeepStrictEqual });
assert.strict.strict = assert.strict;
assert.strict.ok = assert;
module.exports = assert;
