/** Finds out what a shape has for the parts of a value, wherever in a composition they stand. */

import { unionOf } from "../schemas/algebra.js";
import type { NamedModel, Pointer, Property, Shape } from "../types.js";

type Models = ReadonlyMap<Pointer, NamedModel>;

/** Shapes that are no compositions themselves: those that a shape is made of. */
function simpleShapes(shape: Shape, models: Models, seen: ReadonlySet<Pointer> = new Set()): readonly Shape[] {
  if (shape.kind === "reference") {
    const target = seen.has(shape.to) ? undefined : models.get(shape.to);
    return target === undefined ? [] : simpleShapes(target.shape, models, new Set([...seen, shape.to]));
  }
  if (shape.kind !== "union" && shape.kind !== "intersection") return [shape];
  return shape.members.flatMap((member) => simpleShapes(member, models, seen));
}

/** The properties of the object that a shape describes, those of all its members if it is composed, by names on the wire. */
export function propertiesOf(shape: Shape, models: Models): ReadonlyMap<string, Property> {
  const found = new Map<string, Property>();
  for (const one of simpleShapes(shape, models)) {
    const properties = one.kind === "object" ? one.properties : [];
    for (const property of properties) if (!found.has(property.wireName)) found.set(property.wireName, property);
  }
  return found;
}

/** What a shape has for the items of a list: for the one in a place, or for those beyond the places. */
export function itemsOf(shape: Shape, models: Models, place?: number): Shape {
  const items = simpleShapes(shape, models).flatMap((one) => {
    if (one.kind === "array") return [one.items];
    if (one.kind !== "tuple") return [];
    return (place === undefined ? undefined : one.items[place]) ?? one.rest ?? [];
  });
  return oneOf(items);
}

/** What a shape has for further properties, or for those whose names fit a pattern. */
export function valuesOf(shape: Shape, models: Models, pattern?: string): Shape {
  const values = simpleShapes(shape, models).flatMap((one) => {
    if (one.kind !== "object") return [];
    const row = one.patterns?.rows.find((each) => each.pattern === pattern)?.shape;
    return row ?? (pattern === undefined ? one.patterns?.rest : undefined) ?? one.additional ?? [];
  });
  return oneOf(values);
}

function oneOf(shapes: readonly Shape[]): Shape {
  return shapes.length === 0 ? { kind: "unknown" } : unionOf(shapes);
}
