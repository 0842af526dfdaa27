/** Names the values of enums, so that callers can write `ServiceState.Active` for `"active"`. */

import type { Schema } from "../../normalise/types.js";
import { typeCase } from "../naming/casing.js";
import type { EnumConstant } from "../types.js";

/**
 * The constants of an enum of strings, in the document's order: the value in PascalCase, or the value itself where that
 * is empty, starts with a digit, or is taken. `undefined` for any other schema.
 */
export function constantsOf(schema: Schema): readonly EnumConstant[] | undefined {
  const values = (schema.enum ?? []).filter((value) => value !== null);
  if (values.length < 2 || !values.every((value) => typeof value === "string")) return undefined;
  const taken = new Set<string>();
  return values.map((value): EnumConstant => {
    const ideal = typeCase(value);
    const name = ideal === "" || /^\p{N}/u.test(ideal) || taken.has(ideal) ? value : ideal;
    taken.add(name);
    return { name, value };
  });
}
