/** Turns the way from a named schema to one inside it into words for a name. */

import { pascalCase } from "./casing.js";

const numbered: ReadonlyMap<string, string> = new Map([
  ["oneOf", "Option"],
  ["anyOf", "Option"],
  ["prefixItems", "Item"],
  // Conjuncts describe one and the same value.
  ["allOf", ""],
]);

const plain: ReadonlyMap<string, string> = new Map([
  ["items", "Item"],
  ["additionalProperties", "Value"],
]);

/**
 * `["properties", "seats", "items"]` gives `SeatsItem`.
 *
 * @param segments - Pointer segments, still escaped, from the named schema on.
 * @param numberOf - The number of a member of a list, given the way to it and its natural number.
 */
export function placeName(
  segments: readonly string[],
  numberOf: (way: readonly string[], ideal: number) => number = (_way, ideal) => ideal,
): string {
  let name = "";
  for (let index = 0; index < segments.length; index += 1) {
    const keyword = segments[index] ?? "";
    const word = numbered.get(keyword);
    const next = segments[index + 1] ?? "";
    if (word !== undefined) {
      name += word === "" ? "" : `${word}${numberOf(segments.slice(0, index + 2), Number(next) + 1)}`;
      index += 1;
    } else if (keyword === "properties") {
      name += pascalCase(next.replaceAll("~1", "/").replaceAll("~0", "~")) || "Property";
      index += 1;
    } else if (keyword === "patternProperties") {
      name += `Value${pascalCase(next.replaceAll("~1", "/").replaceAll("~0", "~"))}`;
      index += 1;
    } else name += plain.get(keyword) ?? pascalCase(keyword);
  }
  return name;
}
