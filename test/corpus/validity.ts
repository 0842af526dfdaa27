/** Turns a document and its schemas into judgements by engines that are not ours. */

import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { isObject, type JsonObject, type Node, type RawDocument } from "./document.js";

/** Whether an independent validator finds the document's structure valid. */
export async function isValidDocument(document: RawDocument): Promise<boolean> {
  if (!isObject(document.root.value)) return false;
  try {
    // The validator changes what it is given.
    const { valid } = await new Validator().validate(structuredClone({ ...document.root.value }));
    return valid && allReferencesLead(document);
  } catch {
    return false;
  }
}

/** The validator judges the root's structure alone. */
function allReferencesLead(document: RawDocument): boolean {
  const { root } = document;
  const pending: [value: unknown, isData: boolean][] = [[root.value, false]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [value, isData] = next;
    if (isData || typeof value !== "object" || value === null) continue;
    const reference = isObject(value) ? value["$ref"] : undefined;
    if (typeof reference === "string" && !leads(document, reference)) return false;
    for (const [key, inner] of Object.entries(value)) pending.push([inner, isDataKey(key)]);
  }
  return true;
}

function isDataKey(key: string): boolean {
  return key === "example" || key === "examples" || key === "default" || key === "enum" || key.startsWith("x-");
}

function leads(document: RawDocument, reference: string): boolean {
  try {
    document.target(document.root, reference);
    return true;
  } catch {
    return false;
  }
}

/** Who sends a value. */
export type Direction = "request" | "response";

/** Judges values by the schemas of one document. */
export class SchemaJudge {
  readonly #document: RawDocument;
  readonly #engines = new Map<Direction, Ajv2020>();

  constructor(document: RawDocument) {
    this.#document = document;
  }

  /** What is wrong with a value; `undefined` if nothing is, or if the engine can't read the schema. */
  complaint(schema: Node, value: unknown, direction: Direction): string | undefined {
    try {
      const engine = this.#engineFor(direction);
      const validate = engine.compile(new Conversion(this.#document, schema.file, direction).schema(schema.value));
      return validate(value) ? undefined : engine.errorsText(validate.errors);
    } catch {
      return undefined;
    }
  }

  #engineFor(direction: Direction): Ajv2020 {
    const known = this.#engines.get(direction);
    if (known !== undefined) return known;
    const engine = new Ajv2020({
      strict: false,
      validateSchema: false,
      addUsedSchema: false,
      inlineRefs: false,
      logger: false,
      unicodeRegExp: false,
    });
    formats.default(engine);
    for (const [file, value] of this.#document.files()) {
      const converted = new Conversion(this.#document, file, direction).schema(value);
      if (isObject(converted)) engine.addSchema(converted, file);
    }
    this.#engines.set(direction, engine);
    return engine;
  }
}

/** Keywords whose value maps names to schemas: a name there is no keyword. */
const maps = new Set(["properties", "patternProperties", "$defs", "definitions", "schemas", "dependentSchemas"]);
const data = new Set(["enum", "const", "default"]);
/** The engine would look for identifiers in there. */
function isNote(key: string): boolean {
  return key === "example" || key === "examples" || key.startsWith("x-");
}
const silenced = new Set(["discriminator", "xml", "$id", "id", "$schema", "$anchor", "$dynamicAnchor", "nullable"]);

/** Rewrites the dialects of OpenAPI 2.0 and 3.0 as JSON Schema 2020-12, all of a file alike. */
class Conversion {
  readonly #document: RawDocument;
  readonly #file: string;
  readonly #direction: Direction;

  constructor(document: RawDocument, file: string, direction: Direction) {
    this.#document = document;
    this.#file = file;
    this.#direction = direction;
  }

  schema(value: unknown): JsonObject | boolean {
    const converted = this.#convert(value, false);
    return isObject(converted) || typeof converted === "boolean" ? converted : {};
  }

  #convert(value: unknown, isMap: boolean): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#convert(item, false));
    if (!isObject(value)) return value;
    if (isMap)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.#convert(inner, false)]));
    const reference = value["$ref"] ?? value["$dynamicRef"];
    if (typeof reference === "string") {
      const target = this.#absolute(reference);
      if (this.#document.version !== "3.1") return { $ref: target };
      const { $ref: _reference, $dynamicRef: _dynamic, ...beside } = value;
      return { ...this.#keywords(beside), $ref: target };
    }
    return this.#keywords(value);
  }

  #keywords(value: JsonObject): JsonObject {
    const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
      if (isNote(key) || (silenced.has(key) && !isObject(inner))) return [];
      if (key === "discriminator" && isObject(inner) && "propertyName" in inner) return [];
      if (data.has(key)) return [[key, inner]];
      if (key === "required") return Array.isArray(inner) ? [[key, this.#required(inner, value)]] : [];
      if (key === "type" && inner === "file") return [[key, "string"]];
      return [[key, this.#convert(inner, maps.has(key))]];
    });
    const { type, nullable, "x-nullable": extension, enum: values } = value;
    const keywords = { ...Object.fromEntries(entries), ...bounds(value) };
    if (typeof type !== "string" || (nullable !== true && extension !== true)) return keywords;
    const nulled = Array.isArray(values) ? { enum: [...values, null] } : {};
    return { ...keywords, ...nulled, type: [type, "null"] };
  }

  /** What is left out in this direction is not required. */
  #required(names: readonly unknown[], { properties }: JsonObject): unknown[] {
    const hiding = this.#direction === "request" ? "readOnly" : "writeOnly";
    return names.filter((name) => {
      const property = isObject(properties) && typeof name === "string" ? properties[name] : undefined;
      const target = this.#targetOf(property);
      return ![property, target].some((schema) => isObject(schema) && schema[hiding] === true);
    });
  }

  #targetOf(value: unknown): unknown {
    if (!isObject(value) || typeof value["$ref"] !== "string") return undefined;
    try {
      return this.#document.resolve({ file: this.#file, pointer: "", value }).value;
    } catch {
      return undefined;
    }
  }

  #absolute(reference: string): string {
    try {
      const { file, pointer } = this.#document.target({ file: this.#file, pointer: "", value: undefined }, reference);
      return `${file}#${pointer.split("/").map(encodeURIComponent).join("/")}`;
    } catch {
      return reference;
    }
  }
}

/** 3.0's exclusive bounds are flags. */
function bounds({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonObject): JsonObject {
  return {
    ...(typeof exclusiveMinimum === "boolean" && { exclusiveMinimum: exclusiveMinimum ? minimum : undefined }),
    ...(typeof exclusiveMaximum === "boolean" && { exclusiveMaximum: exclusiveMaximum ? maximum : undefined }),
  };
}
