/** Prints shapes as types. */

import type { Model, NamedModel, Pointer, Property, Shape } from "../model/types.js";
import { conversions } from "./conversions.js";
import type { Imports } from "./imports.js";
import { group, ifBroken, indent, join, type Layout, line, list, softLine } from "./layout.js";
import { objectType } from "./literals.js";
import { propertyKey, scalarLiteral } from "./text.js";

/** Finds models and the modules that hold them. */
export class ModelIndex {
  readonly #models: ReadonlyMap<Pointer, NamedModel>;
  readonly #files: ReadonlyMap<string, string>;
  /** Name of the client's options interface, if it has servers to choose by name. */
  readonly serverOptions: string | undefined;

  constructor(model: Model) {
    this.#models = new Map(model.models.map((one) => [one.pointer, one]));
    this.#files = new Map(model.resources.map((resource) => [resource.path.join("/"), resourcePath(resource.file)]));
    this.serverOptions = model.servers.length > 0 ? optionsName(model) : undefined;
  }

  get(pointer: Pointer): NamedModel {
    const model = this.#models.get(pointer);
    if (model === undefined) throw new Error(`The model refers to ${pointer}, which it does not hold`);
    return model;
  }

  /** Path of the module that holds a model. */
  moduleOf(model: NamedModel): string {
    return (model.home === undefined ? undefined : this.#files.get(model.home)) ?? "shared.ts";
  }
}

/** Name of the client's options interface. */
export function optionsName(model: Model): string {
  return model.lock.names["#options"] ?? `${model.name}Options`;
}

/** Path of a resource's module in the output folder. */
export function resourcePath(file: string): string {
  return `resources/${file}.ts`;
}

/** What printing a type needs to know about the module it is printed in. */
export interface TypeScope {
  readonly imports: Imports;
  readonly index: ModelIndex;
}

/** A member that stands alone needs none. */
function withoutParentheses(layout: Layout): Layout {
  const [open, inner, close] = Array.isArray(layout) ? layout : [];
  return open === "(" && close === ")" && inner !== undefined ? inner : layout;
}

/** `A | B`, or one member a line. */
export function unionType(members: readonly Layout[]): Layout {
  const [only] = members;
  if (only !== undefined && members.length === 1) return withoutParentheses(only);
  return group(indent([softLine, ifBroken("| "), join(members, [line, "| "])]));
}

function arrayType(items: Shape, scope: TypeScope): Layout {
  const inner = shapeType(items, scope);
  const needsParentheses = items.kind === "union" || items.kind === "intersection";
  return needsParentheses ? ["(", inner, ")[]"] : [inner, "[]"];
}

function recordType(additional: Shape | undefined, scope: TypeScope): Layout {
  if (additional === undefined) return "{ [key: string]: never }";
  return objectType([["[key: string]", shapeType(additional, scope)]]);
}

/** One place of a tuple. */
function placeType(item: Shape, isRequired: boolean, scope: TypeScope): Layout {
  const type = shapeType(item, scope);
  if (isRequired) return type;
  return item.kind === "union" || item.kind === "intersection" ? ["(", type, ")?"] : [type, "?"];
}

/** The type of a shape. */
export function shapeType(shape: Shape, scope: TypeScope): Layout {
  switch (shape.kind) {
    case "converted":
      return conversions[shape.to].type;
    case "bytes":
      return "Blob";
    case "literal":
      return scalarLiteral(shape.value);
    case "other":
      // Keeps the literals beside it in editors' completions, which a plain `string` would swallow.
      return `(${shape.of} & {})`;
    case "otherTag":
      return scope.imports.runtimeType("OtherTag");
    case "array":
      return arrayType(shape.items, scope);
    case "tuple": {
      const items = shape.items.map((item, index) => placeType(item, index < shape.required, scope));
      const rest: Layout[] = shape.rest === undefined ? [] : [["...", arrayType(shape.rest, scope)]];
      return list("[", [...items, ...rest], "]");
    }
    case "object": {
      const members = shape.properties.map((property): [string, Layout] => [
        `${propertyKey(property.name)}${property.required ? "" : "?"}`,
        propertyType(property, scope),
      ]);
      return members.length === 0 ? recordType(shape.additional, scope) : objectType(members);
    }
    case "union":
      return unionType(memberTypes(shape, scope));
    case "intersection":
      return join(
        shape.members.map((member) => parenthesised(member, scope)),
        " & ",
      );
    case "reference": {
      const model = scope.index.get(shape.to);
      return scope.imports.localType(scope.index.moduleOf(model), model.name);
    }
    default:
      return shape.kind;
  }
}

/** A member of a union. */
function memberType(shape: Shape, scope: TypeScope): Layout {
  // A union with a discriminator may be a member of one without.
  const isCompound = shape.kind === "intersection" || shape.kind === "union";
  return isCompound ? ["(", shapeType(shape, scope), ")"] : shapeType(shape, scope);
}

function parenthesised(shape: Shape, scope: TypeScope): Layout {
  return shape.kind === "union" ? ["(", shapeType(shape, scope), ")"] : shapeType(shape, scope);
}

/** The types of a shape as members of a larger union. */
export function memberTypes(shape: Shape, scope: TypeScope): Layout[] {
  const members = shape.kind === "union" ? shape.members : [shape];
  return members.map((member) => memberType(member, scope));
}

/** The type of a property. One that may be absent may also be `undefined`, in one union. */
export function propertyType(property: Pick<Property, "name" | "required" | "shape">, scope: TypeScope): Layout {
  return property.required ? shapeType(property.shape, scope) : optionalType(property.shape, [property], scope);
}

/** The type of an index signature: what properties that may be absent hold must fit it too. */
export function indexType(index: Shape, properties: readonly Property[], scope: TypeScope): Layout {
  const optional = properties.filter((property) => !property.required);
  return optional.length === 0 ? shapeType(index, scope) : optionalType(index, optional, scope);
}

/**
 * `T | undefined`. An object without a property called `constructor` or `toString` has the one that all objects inherit,
 * and its type doesn't fit unless it allows that.
 */
function optionalType(shape: Shape, properties: readonly Pick<Property, "name">[], scope: TypeScope): Layout {
  if (shape.kind === "unknown") return "unknown";
  const inherited = properties.filter(({ name }) => isInherited(name));
  const types = inherited.map(({ name }) => `typeof Object.prototype.${name}`);
  return unionType([...memberTypes(shape, scope), ...types, "undefined"]);
}

/** Whether TypeScript finds a property of this name in every object. */
function isInherited(name: string): boolean {
  return name in Object.prototype && !name.startsWith("__");
}
