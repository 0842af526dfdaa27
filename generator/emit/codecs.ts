/** Prints codecs: expressions that convert values of a shape, and the functions and tables of models. */

import type { NamedModel, ObjectShape, PropertyName, Shape, UnionShape, Variant } from "../model/types.js";
import { group, ifBroken, indent, type Layout, line, print, softLine } from "./layout.js";
import { arrayLiteral, type Literal, objectLiteral, plain } from "./literals.js";
import type { TypeScope } from "./shapes.js";
import { scalarLiteral, stringLiteral } from "./text.js";
import { StructureKind } from "./ts-morph.js";
import type { Statement } from "./types.js";

export type Direction = "decode" | "encode";

/** A conversion: the name of a function, or an expression over `value`. */
export type Conversion = string | { readonly body: Layout };

/** A conversion as a function. */
export function asFunction(conversion: Conversion): Layout {
  return typeof conversion === "string" ? conversion : group(["(value) =>", indent([line, conversion.body])]);
}

/** A conversion applied to `value`. */
function asCall(conversion: Conversion): Layout {
  return typeof conversion === "string" ? `${conversion}(value)` : conversion.body;
}

/** `mapItems(value, decodePet)`; a function that doesn't fit the line is broken behind its arrow. */
function callWith(mapper: string, inner: Conversion): Layout {
  if (typeof inner === "string") return `${mapper}(value, ${inner})`;
  return group([`${mapper}(value, (value) =>`, indent([line, inner.body]), ifBroken(","), softLine, ")"]);
}

/** The conversion of a shape; `undefined` where wire and caller's form are the same. */
export function conversionOf(shape: Shape, direction: Direction, scope: TypeScope): Conversion | undefined {
  switch (shape.kind) {
    case "instant":
      return scope.imports.runtime(direction === "decode" ? "decodeInstant" : "encodeInstant");
    case "reference": {
      const model = scope.index.get(shape.to);
      const names = model[direction];
      return names && scope.imports.local(scope.index.moduleOf(model), names.function);
    }
    case "array":
      return mapped("mapItems", conversionOf(shape.items, direction, scope), scope);
    case "tuple":
      return tupleConversion(shape.items, shape.rest, direction, scope);
    case "object":
      // Objects with properties have names; what is left is a record, or the tag that narrows a union's member.
      return shape.additional && mapped("mapValues", conversionOf(shape.additional, direction, scope), scope);
    case "union":
      return unionConversion(shape, direction, scope);
    case "intersection":
      return composed(shape.members, direction, scope);
    default:
      return undefined;
  }
}

function mapped(mapper: string, inner: Conversion | undefined, scope: TypeScope): Conversion | undefined {
  return inner === undefined ? undefined : { body: callWith(scope.imports.runtime(mapper), inner) };
}

function tupleConversion(
  items: readonly Shape[],
  rest: Shape | undefined,
  direction: Direction,
  scope: TypeScope,
): Conversion | undefined {
  const places = items.map((item) => conversionOf(item, direction, scope));
  const beyond = rest && conversionOf(rest, direction, scope);
  if ([...places, beyond].every((one) => one === undefined)) return undefined;
  const literal = arrayLiteral(places.map((one) => plain(one === undefined ? "undefined" : asFunction(one))));
  const last: Layout = beyond === undefined ? "" : [", ", asFunction(beyond)];
  return { body: [`${scope.imports.runtime("mapTuple")}(value, `, literal.layout, last, ")"] };
}

function unionConversion(shape: UnionShape, direction: Direction, scope: TypeScope): Conversion | undefined {
  const { discriminator, members, variants } = shape;
  if (variants !== undefined) return variantConversion(members, variants, direction, scope);
  if (discriminator === undefined) return composed(members, direction, scope);
  const entries = discriminator.tags.flatMap(({ value, member }) => {
    const shapeOfTag = members[member];
    const conversion = shapeOfTag && conversionOf(shapeOfTag, direction, scope);
    return conversion === undefined ? [] : [[value, plain(asFunction(conversion))] as const];
  });
  if (entries.length === 0) return undefined;
  const tag = stringLiteral(direction === "decode" ? discriminator.wireName : discriminator.name);
  return { body: [`${scope.imports.runtime("mapUnion")}(value, ${tag}, `, objectLiteral(entries).layout, ")"] };
}

/** Chooses among objects by their properties; members that aren't objects are converted as they are. */
function variantConversion(
  members: readonly Shape[],
  variants: readonly Variant[],
  direction: Direction,
  scope: TypeScope,
): Conversion | undefined {
  const key = direction === "decode" ? "wireName" : "name";
  const names = (list: readonly PropertyName[]) => arrayLiteral(list.map((one) => plain(stringLiteral(one[key]))));
  const rows = variants.map(({ member, required, known, fixed }) => {
    const shape = members[member];
    const conversion = shape && conversionOf(shape, direction, scope);
    const values = fixed.map(
      (one) => [one.property[key], arrayLiteral(one.values.map((value) => plain(scalarLiteral(value))))] as const,
    );
    return objectLiteral([
      ["required", required.length === 0 ? undefined : names(required)],
      ["fixed", values.length === 0 ? undefined : objectLiteral(values)],
      ["known", names(known)],
      ["codec", conversion === undefined ? undefined : plain(asFunction(conversion))],
    ]);
  });
  const choice: Layout = [`${scope.imports.runtime("mapVariant")}(value, `, arrayLiteral(rows).layout, ")"];
  const others = members.filter((_, index) => !variants.some((variant) => variant.member === index));
  const rest = others.flatMap((shape) => conversionOf(shape, direction, scope) ?? []);
  return inTurn([{ body: choice }, ...rest], scope);
}

/** Conversions one after the other: each leaves alone what is not of its kind. */
function inTurn(conversions: readonly Conversion[], scope: TypeScope): Conversion | undefined {
  const distinct = [...new Map(conversions.map((one) => [print(asFunction(one)), one])).values()];
  const [first] = distinct;
  if (first === undefined || distinct.length === 1) return first;
  const list = arrayLiteral(distinct.map((one) => plain(asFunction(one))));
  return { body: [`${scope.imports.runtime("mapKinds")}(value, `, list.layout, ")"] };
}

/** Of several shapes that a value may have, or has at once. */
function composed(shapes: readonly Shape[], direction: Direction, scope: TypeScope): Conversion | undefined {
  return inTurn(
    shapes.flatMap((shape) => conversionOf(shape, direction, scope) ?? []),
    scope,
  );
}

/** Rows of a model's table: properties whose name or value differs. Key is the name on the incoming side. */
function tableRows(shape: ObjectShape, direction: Direction, scope: TypeScope): (readonly [string, Literal])[] {
  return shape.properties.flatMap((property) => {
    // The type of a table would take an inherited member for a row.
    const isInherited = direction === "encode" && property.name in Object.prototype;
    const conversion = conversionOf(property.shape, direction, scope);
    if (conversion === undefined && property.name === property.wireName && !isInherited) return [];
    const [from, to] = direction === "decode" ? [property.wireName, property.name] : [property.name, property.wireName];
    const last = conversion === undefined ? [] : [plain(asFunction(conversion))];
    return [[from, arrayLiteral([plain(stringLiteral(to)), ...last])] as const];
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
    const conversion = conversionOf(shape, direction, scope);
    const body = conversion === undefined ? "value" : print(asCall(conversion), { level: 1, column: 7, after: 1 });
    return [codecFunction(model, direction, `return ${body};`)];
  }
  const tableType = scope.imports.runtimeType(direction === "decode" ? "FieldsFromWire" : "FieldsToWire");
  const rows = objectLiteral(tableRows(shape, direction, scope), true);
  const head = `const ${names.table}: ${tableType}<${model.name}> = `;
  const body = `return ${scope.imports.runtime("mapFields")}(value, ${names.table});`;
  return [codecFunction(model, direction, body), `${head}${print(rows.layout)};`];
}
