/** Prints codecs: expressions that convert values of a shape, and the functions and tables of models. */

import { StructureKind } from "ts-morph";
import type { NamedModel, ObjectShape, Shape } from "../model/types.js";
import { print } from "./layout.js";
import { arrayLiteral, type Literal, objectLiteral, plain } from "./literals.js";
import type { TypeScope } from "./shapes.js";
import { stringLiteral } from "./text.js";
import type { Statement } from "./types.js";

export type Direction = "decode" | "encode";

/** Expression of type `Codec` for a shape; `undefined` where wire and caller's form are the same. */
export function codecExpression(shape: Shape, direction: Direction, scope: TypeScope): string | undefined {
  switch (shape.kind) {
    case "instant":
      return scope.imports.runtime(direction === "decode" ? "decodeInstant" : "encodeInstant");
    case "reference": {
      const model = scope.index.get(shape.to);
      const names = model[direction];
      return names && scope.imports.local(scope.index.moduleOf(model), names.function);
    }
    case "array":
      return mapped("mapItems", codecExpression(shape.items, direction, scope), scope);
    case "tuple":
      return tupleCodec(shape.items, direction, scope);
    case "object":
      // Objects with properties have names; what is left is a record, or the tag that narrows a union's member.
      return shape.additional && mapped("mapValues", codecExpression(shape.additional, direction, scope), scope);
    case "union":
      return unionCodec(shape, direction, scope);
    case "intersection":
      return composed(shape.members, direction, scope);
    default:
      return undefined;
  }
}

function mapped(mapper: string, inner: string | undefined, scope: TypeScope): string | undefined {
  return inner === undefined ? undefined : `(value) => ${scope.imports.runtime(mapper)}(value, ${inner})`;
}

function tupleCodec(items: readonly Shape[], direction: Direction, scope: TypeScope): string | undefined {
  const codecs = items.map((item) => codecExpression(item, direction, scope));
  if (codecs.every((codec) => codec === undefined)) return undefined;
  const list = codecs.map((codec) => codec ?? "undefined").join(", ");
  return `(value) => ${scope.imports.runtime("mapTuple")}(value, [${list}])`;
}

function unionCodec(shape: Shape & { kind: "union" }, direction: Direction, scope: TypeScope): string | undefined {
  const { discriminator, members } = shape;
  if (discriminator === undefined) return composed(members, direction, scope);
  const entries = discriminator.tags.flatMap(({ value, member }) => {
    const shapeOfTag = members[member];
    const codec = shapeOfTag && codecExpression(shapeOfTag, direction, scope);
    return codec === undefined ? [] : [[value, plain(codec)] as const];
  });
  if (entries.length === 0) return undefined;
  const tag = stringLiteral(direction === "decode" ? discriminator.wireName : discriminator.name);
  return `(value) => ${scope.imports.runtime("mapUnion")}(value, ${tag}, ${print(objectLiteral(entries).layout)})`;
}

/** Codecs one after the other: each leaves alone what is not of its kind. */
function composed(shapes: readonly Shape[], direction: Direction, scope: TypeScope): string | undefined {
  const codecs = [...new Set(shapes.flatMap((shape) => codecExpression(shape, direction, scope) ?? []))];
  const [only] = codecs;
  if (only === undefined || codecs.length === 1) return only;
  const applied = codecs.reduce((inner, codec) => `${codec.startsWith("(") ? `(${codec})` : codec}(${inner})`, "value");
  return `(value) => ${applied}`;
}

/** Rows of a model's table: properties whose name or value differs. Key is the name on the incoming side. */
function tableRows(shape: ObjectShape, direction: Direction, scope: TypeScope): (readonly [string, Literal])[] {
  return shape.properties.flatMap((property) => {
    const codec = codecExpression(property.shape, direction, scope);
    if (codec === undefined && property.name === property.wireName) return [];
    const [from, to] = direction === "decode" ? [property.wireName, property.name] : [property.name, property.wireName];
    const row = arrayLiteral([plain(stringLiteral(to)), ...(codec === undefined ? [] : [plain(codec)])]);
    return [[from, row] as const];
  });
}

function isTabled({ shape }: NamedModel): boolean {
  return shape.kind === "object" && shape.properties.length > 0;
}

function codecFunction(model: NamedModel, direction: Direction, body: string): Statement {
  const names = model[direction];
  // Only the table of an object says which type it makes.
  const isTyped = direction === "decode" && isTabled(model);
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: names?.function ?? "",
    parameters: [{ name: "value", type: "unknown" }],
    returnType: isTyped ? model.name : "unknown",
    statements: body,
  };
}

/** The codec of a model in one direction: a function, and for objects the table it reads. */
export function modelCodec(model: NamedModel, direction: Direction, scope: TypeScope): Statement[] {
  const names = model[direction];
  if (names === undefined) return [];
  const { shape } = model;
  if (shape.kind !== "object" || shape.properties.length === 0) {
    const codec = codecExpression(shape, direction, scope) ?? "";
    const body = codec.startsWith("(value) => ") ? codec.slice("(value) => ".length) : `${codec}(value)`;
    return [codecFunction(model, direction, `return ${body};`)];
  }
  const tableType = scope.imports.runtimeType(direction === "decode" ? "FieldsFromWire" : "FieldsToWire");
  const rows = objectLiteral(tableRows(shape, direction, scope), true);
  const head = `const ${names.table}: ${tableType}<${model.name}> = `;
  const body = `return ${scope.imports.runtime("mapFields")}(value, ${names.table});`;
  return [codecFunction(model, direction, body), `${head}${print(rows.layout)};`];
}
