/** Turns YAML without faults into a JSON value, several times as fast as the parser that knows where each value stands. */

import {
  CORE_SCHEMA,
  defineMappingTag,
  defineScalarTag,
  floatCoreTag,
  intCoreTag,
  load,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  type ScalarTagDefinition,
  type Schema,
} from "js-yaml";
import type { JsonValue } from "./types.js";
import { depthLimit } from "./yaml.js";

/** Directives change what words mean. */
const directive = /^%/m;
/** The notation of integers that `String` writes too, unless there are more digits than a number holds. */
const decimal = /^(?:0|-?[1-9]\d*)$/;
/** What the two parsers disagree about: whether `1e400` is text or infinite. */
const tooLarge = "A number that is too large.";

/**
 * Parses YAML 1.2 as `parseYaml` does, where nothing is to be said about it.
 *
 * @returns The same value, or nothing if there is a fault, an alias (they are counted elsewhere), a directive, or a key that
 *   isn't clearly a string. Never throws.
 */
export function readPlainYaml(text: string): JsonValue | undefined {
  if (directive.test(text)) return undefined;
  try {
    // A cast, because the library can't say what its schema makes: objects, arrays, text, numbers, booleans and null.
    return load(text, { schema: schemaOfStringKeys(), maxDepth: depthLimit, maxAliases: 0 }) as JsonValue;
  } catch {
    return undefined;
  }
}

/** The core schema, with keys that are strings whatever they look like: one whose value doesn't tell its text is refused. */
function schemaOfStringKeys(): Schema {
  const unclear = new Set<number>();
  const noting = (tag: ScalarTagDefinition<number>): ScalarTagDefinition<number> =>
    defineScalarTag(tag.tagName, {
      ...tag,
      resolve: (source, isExplicit, name) => {
        const value = tag.resolve(source, isExplicit, name);
        if (value === NOT_RESOLVED && Math.abs(Number(source)) === Number.POSITIVE_INFINITY) throw new Error(tooLarge);
        if (value !== NOT_RESOLVED && !decimal.test(source)) unclear.add(value);
        return value;
      },
    });
  const isName = (key: unknown): boolean =>
    typeof key === "string" || (typeof key === "number" && Number.isSafeInteger(key) && !unclear.has(key));
  const mappings = defineMappingTag<Record<string, unknown>>(mapTag.tagName, {
    ...mapTag,
    addPair: (members, key, value) => (isName(key) ? mapTag.addPair(members, key, value) : "An unclear key."),
  });
  return CORE_SCHEMA.withTags(mergeTag, noting(intCoreTag), noting(floatCoreTag), mappings);
}
