/** Says what is wrong, on any platform: the cases run where no test library does. */

import { inspect } from "./inspect.js";

/** Something a case expected is not so. */
class Finding extends Error {}

/** @throws Finding unless `holds`. */
export function check(holds: boolean, what: string): void {
  if (!holds) throw new Finding(what);
}

/**
 * Compares by content; of an object only the properties that `expected` names, a text also by a regular expression.
 *
 * @throws Finding naming the first difference.
 */
export function matches(actual: unknown, expected: unknown, what = "it"): void {
  if (expected instanceof RegExp) {
    check(typeof actual === "string" && expected.test(actual), `${what} is ${inspect(actual)}, not ${expected}`);
  } else if (Array.isArray(expected)) {
    const isSameLength = Array.isArray(actual) && actual.length === expected.length;
    check(isSameLength, `${what} is ${inspect(actual)}, not ${inspect(expected)}`);
    expected.forEach((item, index) => {
      matches(Reflect.get(Object(actual), index), item, `${what}[${index}]`);
    });
  } else if (isPlain(expected)) {
    check(typeof actual === "object" && actual !== null, `${what} is ${inspect(actual)}, not ${inspect(expected)}`);
    for (const key of Reflect.ownKeys(expected)) {
      matches(Reflect.get(Object(actual), key), Reflect.get(expected, key), `${what}.${String(key)}`);
    }
  } else {
    check(Object.is(actual, expected), `${what} is ${inspect(actual)}, not ${inspect(expected)}`);
  }
}

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
