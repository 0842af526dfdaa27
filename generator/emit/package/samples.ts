/** Makes the sample input of an operation, in the caller's form, from the document's examples. */

import type { Docs, JsonValue, Operation, Parameter, Property, RequestContent, Shape } from "../../model/types.js";
import { conversions } from "../conversions.js";
import { arrayLiteral, type Literal, objectLiteral, plain } from "../literals.js";
import type { ModelIndex } from "../shapes.js";
import { scalarLiteral } from "../text.js";

/** How deep samples go into models whose examples the document doesn't give. */
const depthLimit = 4;

function isObject(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A JSON value as it is. */
function jsonLiteral(value: JsonValue): Literal {
  if (isArray(value)) return arrayLiteral(value.map(jsonLiteral));
  if (isObject(value)) return objectLiteral(Object.entries(value).map(([key, inner]) => [key, jsonLiteral(inner)]));
  return plain(typeof value === "object" ? "null" : scalarLiteral(value));
}

function propertyLiteral(property: Property, example: JsonValue | undefined, index: ModelIndex, depth: number) {
  const given = example ?? property.docs.example;
  if (given === undefined && !property.required) return undefined;
  return shapeLiteral(property.shape, given, index, depth + 1);
}

function objectSample(
  shape: Shape & { kind: "object" },
  example: JsonValue | undefined,
  index: ModelIndex,
  depth: number,
) {
  const given = isObject(example) ? example : {};
  const isSparse = isObject(example);
  const known = shape.properties.map((property): [string, Literal | undefined] => {
    const own = Object.hasOwn(given, property.wireName) ? given[property.wireName] : undefined;
    const isWanted = own !== undefined || property.required || !isSparse;
    return [property.name, isWanted ? propertyLiteral(property, own, index, depth) : undefined];
  });
  const names = new Set(shape.properties.map((property) => property.wireName));
  const { additional } = shape;
  const others = additional === undefined ? [] : Object.entries(given).filter(([key]) => !names.has(key));
  const extra = others.map(([key, value]): [string, Literal] => [
    key,
    shapeLiteral(additional ?? { kind: "unknown" }, value, index, depth + 1),
  ]);
  return objectLiteral([...known, ...extra]);
}

const placeholders: { readonly [kind: string]: string } = {
  string: '"…"',
  number: "1",
  boolean: "true",
  null: "null",
  bytes: 'new Blob(["…"])',
  unknown: '"…"',
};

/** A value of a shape: the example in the caller's form, or a plain one. */
function shapeLiteral(shape: Shape, example: JsonValue | undefined, index: ModelIndex, depth = 0): Literal {
  if (example === null) return plain("null");
  switch (shape.kind) {
    case "reference": {
      const model = index.get(shape.to);
      return depth > depthLimit && example === undefined
        ? plain("…")
        : shapeLiteral(model.shape, example ?? model.docs.example, index, depth + 1);
    }
    case "object":
      return objectSample(shape, example, index, depth);
    case "array": {
      if (example !== undefined && isArray(example)) {
        return arrayLiteral(example.map((item) => shapeLiteral(shape.items, item, index, depth + 1)));
      }
      return arrayLiteral([shapeLiteral(shape.items, undefined, index, depth + 1)]);
    }
    case "tuple":
      return arrayLiteral(shape.items.map((item) => shapeLiteral(item, undefined, index, depth + 1)));
    case "literal":
      return plain(scalarLiteral(shape.value));
    case "union": {
      const members = shape.members.filter((member) => member.kind !== "null");
      const isPlain = example !== undefined && members.every((member) => !hasNames(member));
      const [first] = members;
      return isPlain || first === undefined ? jsonLiteral(example ?? null) : shapeLiteral(first, example, index, depth);
    }
    case "intersection":
      return shapeLiteral(shape.members[0] ?? { kind: "unknown" }, example, index, depth);
    case "converted": {
      const isScalar = typeof example === "string" || typeof example === "number";
      return plain(conversions[shape.to].sample(isScalar ? scalarLiteral(example) : undefined));
    }
    default:
      return example === undefined ? plain(placeholders[shape.kind] ?? "undefined") : jsonLiteral(example);
  }
}

/** Whether values of a shape hold names that the caller may spell differently. */
function hasNames(shape: Shape): boolean {
  return !["literal", "string", "number", "boolean", "null", "unknown"].includes(shape.kind);
}

function parameterEntry(name: string, shape: Shape, docs: Docs, index: ModelIndex): readonly [string, Literal] {
  return [name, shapeLiteral(shape, docs.example, index)];
}

/** Of a range of media types the caller names one. */
function bodyLiteral({ mediaType, shape, example }: RequestContent, index: ModelIndex): Literal {
  const value = shapeLiteral(shape, example, index);
  if (!mediaType.includes("*")) return value;
  return objectLiteral([
    ["contentType", plain(scalarLiteral(mediaType.replaceAll("*", "…")))],
    ["body", value],
  ]);
}

/** The sample input of an operation; `undefined` if it takes none. */
export function inputSample(operation: Operation, index: ModelIndex): Literal | undefined {
  const { shape, parameters, groups = [], body } = operation.input;
  const content = body?.content[0];
  const bodySample = content && bodyLiteral(content, index);
  if (shape === "none") return undefined;
  if (shape === "body") return bodySample;
  const required = parameters.filter((parameter) => parameter.required || parameter.docs.example !== undefined);
  const shown = required.length > 0 ? required : parameters.slice(0, 1);
  const entriesOf = (members: readonly Parameter[]) =>
    members.map((parameter) => parameterEntry(parameter.name, parameter.shape, parameter.docs, index));
  const grouped = groups.flatMap(({ name, in: place }): [string, Literal][] => {
    const members = shown.filter((parameter) => parameter.in === place);
    return members.length === 0 ? [] : [[name, objectLiteral(entriesOf(members))]];
  });
  const entries = shape === "grouped" ? grouped : entriesOf(shown);
  return objectLiteral([...entries, ...(bodySample === undefined ? [] : [["body", bodySample] as const])]);
}
