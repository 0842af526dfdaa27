/** Puts a document's schemas into the words of a reference page, and tells where each value of a document comes from. */

import { isObject, type JsonObject, resolve } from "./document.js";

/** A property as a reference page lists it; description and example are `undefined` where the page prints none. */
export type PageProperty = readonly [
  name: string,
  type: string,
  requirement: "required" | "",
  description: string | undefined,
  example: unknown,
];

/** The properties of a schema in document order, as a page would list them. */
export function pageProperties(document: JsonObject, schema: unknown): readonly PageProperty[] {
  const { properties, required } = resolve(document, schema);
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  return Object.entries(Object(properties)).map(([name, property]) => {
    const { description, examples } = isObject(property) ? property : {};
    if (Array.isArray(examples) && examples.length !== 1) throw new Error(`${name} has ${examples.length} examples`);
    return [
      name,
      pageType(document, property),
      needed.includes(name) ? "required" : "",
      typeof description === "string" ? description : undefined,
      Array.isArray(examples) ? examples[0] : undefined,
    ];
  });
}

/** A schema's type as a page prints it: `string<uri>`, `string[] | null`, `enum<string>`, `any`. */
function pageType(document: JsonObject, schema: unknown): string {
  const { anyOf, type, format, items, enum: values } = resolve(document, schema);
  if (Array.isArray(anyOf)) return anyOf.map((member) => pageType(document, member)).join(" | ");
  if (type === undefined) return "any";
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  return types
    .map((each) => {
      if (each === "array") return `${pageType(document, items)}[]`;
      if (values !== undefined) return `enum<${each}>`;
      return each === "string" && format !== undefined ? `string<${format}>` : String(each);
    })
    .join(" | ");
}

export type Source = "page" | "vendor" | "chosen";

const mark = "x-clientwright-source";

/**
 * Pointers of all values that come from a source. A mark speaks for its object, or for each field that it lists, down to
 * the next mark. Throws for a mark that is neither, for a listed field that isn't there, and for a value without a source.
 */
export function sourcesOf(document: JsonObject, source: Source): readonly string[] {
  return [...sources(document, "", undefined)].filter(([, found]) => found === source).map(([pointer]) => pointer);
}

function* sources(value: unknown, pointer: string, inherited: Source | undefined): Generator<[string, Source]> {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) {
    if (inherited === undefined) throw new Error(`${pointer} has no source`);
    yield [pointer, inherited];
    return;
  }
  const own = isObject(value) ? value[mark] : undefined;
  const fields = isObject(own) ? own : {};
  for (const field of Object.keys(fields)) {
    if (!Object.hasOwn(value, field)) throw new Error(`${pointer} marks "${field}", which isn't there`);
  }
  for (const [key, child] of Object.entries(value)) {
    if (key === mark) continue;
    const at = `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const marked = Object.hasOwn(fields, key) ? fields[key] : own;
    yield* sources(child, at, marked === undefined || isObject(marked) ? inherited : asSource(marked, at));
  }
}

function asSource(value: unknown, pointer: string): Source {
  if (value === "page" || value === "vendor" || value === "chosen") return value;
  throw new Error(`${pointer}: ${JSON.stringify(value)} is no source`);
}
