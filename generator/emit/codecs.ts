/** Prints codecs: expressions that convert values of a shape, and the functions and tables of models. */

import type {
  Discriminator,
  Looks,
  NamedModel,
  ObjectShape,
  PropertyName,
  Scalar,
  Shape,
  UnionShape,
  Variant,
} from "../model/types.js";
import { conversions } from "./conversions.js";
import { group, ifBroken, indent, type Layout, line, list, print, softLine } from "./layout.js";
import { arrayLiteral, type Literal, objectLiteral, plain } from "./literals.js";
import type { TypeScope } from "./shapes.js";
import { scalarLiteral, stringLiteral } from "./text.js";
import { StructureKind } from "./ts-morph.js";
import type { Statement } from "./types.js";

/** From the wire to callers, or back. */
export type Direction = "decode" | "encode";

type Entry = readonly [string, Literal | undefined];

/** A conversion: the name of a function, or an expression over `value`. */
export type Conversion = string | { readonly body: Layout; readonly readsName?: true };

/** A conversion as a function. */
export function asFunction(conversion: Conversion): Layout {
  return typeof conversion === "string" ? conversion : group([headOf(conversion), indent([line, conversion.body])]);
}

/** What a function starts with; of a property's value, it may also read the property's name. */
function headOf({ readsName }: Exclude<Conversion, string>): string {
  return readsName ? "(value, name) =>" : "(value) =>";
}

/** A conversion applied to `value`. */
export function asCall(conversion: Conversion): Layout {
  return typeof conversion === "string" ? `${conversion}(value)` : conversion.body;
}

/** `mapItems(value, decodePet)`; a function that doesn't fit the line is broken behind its arrow. */
export function callWith(mapper: string, inner: Conversion, ...before: readonly string[]): Layout {
  const given = ["value", ...before];
  if (typeof inner === "string") return list(`${mapper}(`, [...given, inner], ")");
  const head = `${mapper}(${given.join(", ")}, ${headOf(inner)}`;
  return group([head, indent([line, inner.body]), ifBroken(","), softLine, ")"]);
}

/** The conversion of a shape; `undefined` where wire and caller's form are the same. */
export function conversionOf(shape: Shape, direction: Direction, scope: TypeScope): Conversion | undefined {
  switch (shape.kind) {
    case "converted": {
      const codec = conversions[shape.to][direction];
      return codec && scope.imports.runtime(codec);
    }
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
      return mapped("mapValues", furtherConversion(shape, direction, scope), scope);
    case "union":
      return unionConversion(shape, direction, scope);
    case "intersection":
      return composed(choicesFirst(shape.members, scope), direction, scope);
    default:
      return undefined;
  }
}

/** The conversion of further properties: where their names decide, by the patterns that these fit. */
function furtherConversion(shape: ObjectShape, direction: Direction, scope: TypeScope): Conversion | undefined {
  const { additional, patterns } = shape;
  if (patterns === undefined) return additional && conversionOf(additional, direction, scope);
  const rows = patterns.rows.map((row) => ({ ...row, conversion: conversionOf(row.shape, direction, scope) }));
  const rest = patterns.rest && conversionOf(patterns.rest, direction, scope);
  if (rest === undefined && rows.every(({ conversion }) => conversion === undefined)) return undefined;
  const literal = arrayLiteral(
    rows.map(({ pattern, conversion }) => {
      const codec = conversion === undefined ? [] : [plain(asFunction(conversion))];
      return arrayLiteral([plain(stringLiteral(pattern)), ...codec]);
    }),
  );
  const last: Layout = rest === undefined ? "" : [", ", asFunction(rest)];
  return { body: [`${scope.imports.runtime("mapNamed")}(value, name, `, literal.layout, last, ")"], readsName: true };
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
  const conversion = choiceConversion(shape, direction, scope);
  const isNullable = shape.members.some((member) => member.kind === "null");
  // What is encoded is the caller's: codecs leave null alone, and nobody hears of it.
  if (conversion === undefined || !isNullable || direction === "encode") return conversion;
  return { body: callWith(scope.imports.runtime("mapNullable"), conversion) };
}

/** The conversion of a union's members but null. */
function choiceConversion(shape: UnionShape, direction: Direction, scope: TypeScope): Conversion | undefined {
  const { discriminator, members, variants } = shape;
  const choice = variants && variantConversion(members, variants, direction, scope);
  if (discriminator !== undefined) return tagConversion(shape, discriminator, choice, direction, scope);
  const others = members.filter((member, index) => {
    return member.kind !== "null" && !variants?.some((variant) => variant.member === index);
  });
  const rest = others.flatMap((other) => conversionOf(other, direction, scope) ?? []);
  const all = [...(choice === undefined ? [] : [choice]), ...rest];
  const isOnly = others.length + (choice === undefined ? 0 : 1) < 2;
  return inTurn(all, scope, isOnly || direction === "encode");
}

/** Chooses by the tag. Where it is unknown or missing, the one member that is left converts, or they are told apart. */
function tagConversion(
  { members }: UnionShape,
  { wireName, name, tags, open }: Discriminator,
  choice: Conversion | undefined,
  direction: Direction,
  scope: TypeScope,
): Conversion | undefined {
  const byMember = members.map((member) => conversionOf(member, direction, scope));
  const [left, ...more] = open;
  const otherwise = choice ?? (left === undefined || more.length > 0 ? undefined : byMember[left]);
  if ([...byMember, otherwise].every((one) => one === undefined)) return undefined;
  const entries = tags.flatMap(({ value, member }) => {
    const conversion = byMember[member];
    if (conversion !== undefined && conversion === otherwise) return [];
    if (conversion !== undefined) return [[String(value), plain(asFunction(conversion))] as const];
    return otherwise === undefined ? [] : [[String(value), plain("undefined")] as const];
  });
  const tag = stringLiteral(direction === "decode" ? wireName : name);
  const mapper = `${scope.imports.runtime("mapUnion")}(`;
  if (otherwise === undefined) return { body: [`${mapper}value, ${tag}, `, objectLiteral(entries).layout, ")"] };
  const isBroken = typeof otherwise !== "string";
  const table = objectLiteral(entries, isBroken).layout;
  return { body: list(mapper, ["value", tag, table, asFunction(otherwise)], ")", { isBroken }) };
}

/** Chooses among objects by their properties. */
function variantConversion(
  members: readonly Shape[],
  variants: readonly Variant[],
  direction: Direction,
  scope: TypeScope,
): Conversion | undefined {
  const rows = variants.map((variant) => {
    const shape = members[variant.member];
    const conversion = shape && conversionOf(shape, direction, scope);
    const codec = conversion === undefined ? undefined : plain(asFunction(conversion));
    return objectLiteral([...looksEntries(variant, direction), ["codec", codec]]);
  });
  return { body: [`${scope.imports.runtime("mapVariant")}(value, `, arrayLiteral(rows).layout, ")"] };
}

/** What an object looks like, as a literal's entries; what says nothing is left out. */
function looksEntries({ required, fixed, kinds, known, within }: Looks, direction: Direction): Entry[] {
  const key = direction === "decode" ? "wireName" : "name";
  const names = (list: readonly PropertyName[]) => arrayLiteral(list.map((one) => plain(stringLiteral(one[key]))));
  const table = (rows: readonly (readonly [PropertyName, Literal])[]) =>
    rows.length === 0 ? undefined : objectLiteral(rows.map(([property, literal]) => [property[key], literal] as const));
  const scalars = (values: readonly Scalar[]) => arrayLiteral(values.map((value) => plain(scalarLiteral(value))));
  return [
    ["required", required.length === 0 ? undefined : names(required)],
    ["fixed", table(fixed.map(({ property, values }) => [property, scalars(values)]))],
    ["kinds", table(kinds.map((one) => [one.property, scalars(one.kinds)]))],
    ["known", names(known)],
    ["within", table(within.map(({ property, looks }) => [property, objectLiteral(looksEntries(looks, direction))]))],
  ];
}

/**
 * Conversions one after the other: each leaves alone what is not of its kind.
 *
 * @param mayBeBare - Whether a single one stands for itself: values of all other kinds are misfits.
 */
function inTurn(all: readonly Conversion[], scope: TypeScope, mayBeBare: boolean): Conversion | undefined {
  const distinct = [...new Map(all.map((one) => [print(asFunction(one)), one])).values()];
  const [first] = distinct;
  if (first === undefined || (distinct.length === 1 && mayBeBare)) return first;
  const steps = arrayLiteral(distinct.map((one) => plain(asFunction(one))));
  return { body: [`${scope.imports.runtime("mapKinds")}(value, `, steps.layout, ")"] };
}

/** What chooses by properties must see them before others rename them. */
function choicesFirst(shapes: readonly Shape[], scope: TypeScope): Shape[] {
  const isChoice = (shape: Shape): boolean =>
    shape.kind === "reference" ? isChoice(scope.index.get(shape.to).shape) : shape.kind === "union";
  return [...shapes.filter(isChoice), ...shapes.filter((shape) => !isChoice(shape))];
}

/** Of several shapes that a value has at once. */
function composed(shapes: readonly Shape[], direction: Direction, scope: TypeScope): Conversion | undefined {
  return inTurn(
    shapes.flatMap((shape) => conversionOf(shape, direction, scope) ?? []),
    scope,
    true,
  );
}

/**
 * Rows of a model's table: properties whose name or value differs, or all of them where others are converted too. Key is
 * the name on the incoming side.
 */
function tableRows(
  shape: ObjectShape,
  direction: Direction,
  isComplete: boolean,
  scope: TypeScope,
): (readonly [string, Literal])[] {
  return shape.properties.flatMap((property) => {
    // The type of a table would take an inherited member for a row.
    const isInherited = direction === "encode" && property.name in Object.prototype;
    const conversion = conversionOf(property.shape, direction, scope);
    if (!isComplete && conversion === undefined && property.name === property.wireName && !isInherited) return [];
    const [from, to] = direction === "decode" ? [property.wireName, property.name] : [property.name, property.wireName];
    const last = conversion === undefined ? [] : [plain(asFunction(conversion))];
    const row = arrayLiteral([plain(stringLiteral(to)), ...last]);
    return [[from, direction === "decode" && from in Object.prototype ? typedRow(row, to, scope) : row] as const];
  });
}

/** A row under the name of a member that every object has: the compiler would take its type from there. */
function typedRow(row: Literal, name: string, scope: TypeScope): Literal {
  const codec = scope.imports.runtimeType("Codec");
  return plain([row.layout, ` satisfies readonly [key: ${stringLiteral(name)}, decode?: ${codec}]`]);
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
  const further = furtherConversion(shape, direction, scope);
  const rows = objectLiteral(tableRows(shape, direction, further !== undefined, scope), true);
  const head = `const ${names.table}: ${tableType}<${model.name}> = `;
  const mapper = scope.imports.runtime("mapFields");
  const call = further === undefined ? `${mapper}(value, ${names.table})` : callWith(mapper, further, names.table);
  const body = `return ${print(call, { level: 1, column: 7, after: 1 })};`;
  return [codecFunction(model, direction, body), `${head}${print(rows.layout)};`];
}
