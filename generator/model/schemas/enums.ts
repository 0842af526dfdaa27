/** Names the values of enums, so that callers can write `ServiceState.Active` for `"active"`. */

import type { Schema } from "../../normalise/types.js";
import { typeCase } from "../naming/casing.js";
import type { EnumConstant } from "../types.js";

/**
 * The constants of an enum, in the document's order: named as the document's extensions say (`x-enum-varnames` and the
 * like), else, of strings, the value in PascalCase. A name that is empty, starts with a digit or is taken gives way to the
 * value itself. `undefined` for any other schema.
 *
 * @param chosen - Names given on purpose, by value as text.
 */
export function constantsOf(
  schema: Schema,
  chosen: ReadonlyMap<string, string> = new Map(),
): readonly EnumConstant[] | undefined {
  const named = (schema.enum ?? []).map((value, index) => ({
    value,
    // What a list or an object says of itself as text may be anything, even an error.
    given: typeof value === "object" ? undefined : chosen.get(String(value)),
    wish: schema.enumNames?.[index] ?? "",
    about: schema.enumDescriptions?.[index] ? { description: schema.enumDescriptions[index] } : {},
  }));
  const values = named.filter(({ value }) => value !== null);
  if (values.length < 2) return undefined;
  const taken = new Set(chosen.values());
  const constants = values.flatMap(({ value, wish, given, about }): EnumConstant[] => {
    if (typeof value !== "string" && (typeof value !== "number" || (wish === "" && given === undefined))) return [];
    if (given !== undefined) return [{ name: given, value, ...about }];
    const ideal = typeCase(wish || String(value));
    const name = ideal === "" || /^\p{N}/u.test(ideal) || taken.has(ideal) ? String(value) : ideal;
    taken.add(name);
    return [{ name, value, ...about }];
  });
  return constants.length === values.length ? constants : undefined;
}
