/** Turns the keywords of all parts of a schema into what they allow together: types and listed values. */

import type { JsonObject } from "./document.js";

/** Whether a list of values, if there is one, has null. */
export function includesNull(values: unknown): boolean {
  return !Array.isArray(values) || values.includes(null);
}

/** The values that every `enum` and `const` allows; `undefined` if there is none. */
export function enumOf(parts: readonly JsonObject[], isWithoutNull: boolean): unknown[] | undefined {
  const lists = parts.flatMap((part) => [
    ...(Array.isArray(part["enum"]) ? [part["enum"]] : []),
    ...(Object.hasOwn(part, "const") ? [[part["const"]]] : []),
  ]);
  const [first, ...others] = lists;
  const types = typesOf(parts);
  const common = first?.filter((value) => {
    if (value === null && isWithoutNull) return false;
    return others.every((list) => list.some((one) => JSON.stringify(one) === JSON.stringify(value)));
  });
  const fitting = common?.filter((value) => isOfType(value, types));
  return fitting?.length === 0 ? common : fitting;
}

/** Real documents list values that their own `type` forbids: they count only where it forbids all of them. */
function isOfType(value: unknown, types: readonly string[]): boolean {
  if (types.length === 0 || value === null) return true;
  if (typeof value === "number") return types.includes("number") || types.includes("integer");
  return types.includes(Array.isArray(value) ? "array" : typeof value);
}

/** The types that every part allows; where none says so, what its other keywords are about. */
export function typesOf(parts: readonly JsonObject[]): string[] {
  const lists = parts.flatMap(({ type, nullable }) => {
    const list = [type].flat().filter((one) => typeof one === "string");
    return list.length === 0 ? [] : [nullable === true ? [...list, "null"] : list];
  });
  const [first, ...others] = lists;
  if (first !== undefined) return first.filter((type) => others.every((list) => allows(list, type)));
  const mentions = (...keywords: string[]) =>
    parts.some((part) => keywords.some((keyword) => Object.hasOwn(part, keyword)));
  const demandsNames = parts.some(({ required }) => Array.isArray(required));
  if (demandsNames || mentions("properties", "additionalProperties", "patternProperties")) return ["object"];
  if (mentions("items", "prefixItems")) return ["array"];
  return mentions("pattern", "minLength", "maxLength", "format") ? ["string"] : [];
}

function allows(list: readonly string[], type: string): boolean {
  return list.includes(type) || (type === "integer" && list.includes("number"));
}
