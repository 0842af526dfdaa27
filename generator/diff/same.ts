/** Decides whether two shapes say the same, word by word: what the document left alone is never a change. */

import type { ObjectShape, Pointer, Shape } from "../model/types.js";

/** Whether two references, of the one and of the other model, are to one thing. */
export type IsPaired = (from: Pointer, to: Pointer) => boolean;

/** Whether two shapes are equal, references aside that are paired; the members of unions in any order. */
export function isSameShape(from: Shape, to: Shape, isPaired: IsPaired): boolean {
  switch (from.kind) {
    case "reference":
      return to.kind === "reference" && isPaired(from.to, to.to);
    case "literal":
      return to.kind === "literal" && to.value === from.value;
    case "other":
      return to.kind === "other" && to.of === from.of;
    case "converted":
      return to.kind === "converted" && to.to === from.to;
    case "array":
      return to.kind === "array" && isSameShape(from.items, to.items, isPaired);
    case "tuple":
      return to.kind === "tuple" && isSameTuple(from, to, isPaired);
    case "object":
      return to.kind === "object" && isSameObject(from, to, isPaired);
    case "union":
    case "intersection":
      return to.kind === from.kind && areSameMembers(from.members, to.members, isPaired);
    default:
      return to.kind === from.kind;
  }
}

type Tuple = Shape & { readonly kind: "tuple" };

function isSameTuple(from: Tuple, to: Tuple, isPaired: IsPaired): boolean {
  return (
    from.required === to.required &&
    from.items.length === to.items.length &&
    from.items.every((item, index) => isSameOrNone(item, to.items[index], isPaired)) &&
    isSameOrNone(from.rest, to.rest, isPaired)
  );
}

function isSameObject(from: ObjectShape, to: ObjectShape, isPaired: IsPaired): boolean {
  const byName = new Map(to.properties.map((property) => [property.name, property]));
  return (
    from.properties.length === to.properties.length &&
    from.properties.every(({ name, required, shape }) => {
      const other = byName.get(name);
      return other !== undefined && other.required === required && isSameShape(shape, other.shape, isPaired);
    }) &&
    isSameOrNone(from.additional, to.additional, isPaired) &&
    isSameOrNone(from.index, to.index, isPaired)
  );
}

function isSameOrNone(from: Shape | undefined, to: Shape | undefined, isPaired: IsPaired): boolean {
  if (from === undefined || to === undefined) return from === to;
  return isSameShape(from, to, isPaired);
}

function areSameMembers(from: readonly Shape[], to: readonly Shape[], isPaired: IsPaired): boolean {
  const left = [...to];
  return (
    from.length === to.length &&
    from.every((member) => {
      const index = left.findIndex((other) => isSameShape(member, other, isPaired));
      if (index >= 0) left.splice(index, 1);
      return index >= 0;
    })
  );
}
