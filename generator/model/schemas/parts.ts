/** Takes compositions apart: which schemas hold at once for one value. */

import type { Schema, SchemaId } from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { convertedType } from "./converted.js";
import { saysSomething } from "./keywords.js";

/** One conjunct of a composition: a schema without `$ref` and `allOf`. */
export interface Part {
  readonly schema: Schema;
}

/** All conjuncts of a schema: its references followed, its `allOf` flattened, its own keywords last. */
export function partsOf(schema: Schema, context: BuildContext, path: readonly SchemaId[] = []): Part[] {
  if (path.includes(schema.id)) return [];
  const inner = [...path, schema.id];
  const { ref, allOf, ...rest } = context.shapes.sayable(schema, context);
  const own = choosesFrom(rest, path) ? withoutChoice(rest) : rest;
  const target = ref === undefined ? undefined : context.schema(ref);
  const referenced = target === undefined ? [] : partsOf(target, context, inner);
  const composed = (allOf ?? []).flatMap((member) => partsOf(member, context, inner));
  const counts = saysSomething(own) || convertedType(own, context) !== undefined;
  return [...referenced, ...composed, ...(counts ? [{ schema: own }] : [])];
}

/** Whether one of a union's members is the very schema that is being taken apart: the parent of a subtype lists it. */
function choosesFrom({ oneOf = [], anyOf = [] }: Schema, path: readonly SchemaId[]): boolean {
  return [...oneOf, ...anyOf].some((member) => member.ref !== undefined && path.includes(member.ref));
}

function withoutChoice({ oneOf, anyOf, discriminator, ...rest }: Schema): Schema {
  return rest;
}
