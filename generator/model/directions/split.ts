/** Gives a model two forms where what is sent differs from what is received: `readOnly` and `writeOnly` properties. */

import type { BuildContext, ModelDraft } from "../context.js";
import type { Api, Pointer, Property, Shape } from "../types.js";
import { closure, innerShapes, invert, mapApi, mapInner } from "../walk.js";
import { reachOf } from "./reach.js";

type Direction = "read" | "write";

function hasAccess(shape: Shape): boolean {
  if (shape.kind === "object" && shape.properties.some((property) => property.access !== undefined)) return true;
  return innerShapes(shape).some(hasAccess);
}

/** A shape as it is seen in one direction: without the other's properties, naming the other models' forms. */
function seen(shape: Shape, direction: Direction, formOf: (pointer: Pointer) => Pointer): Shape {
  if (shape.kind === "reference") return { kind: "reference", to: formOf(shape.to) };
  const inner = mapInner(shape, (one) => seen(one, direction, formOf));
  if (inner.kind !== "object") return inner;
  const visible = inner.properties.filter(({ access = direction }) => access === direction);
  const properties = visible.map(({ access, ...property }): Property => property);
  // Without a property left it is still an object, beside which others may hold; it isn't closed for that.
  const isEmptied = properties.length === 0 && inner.properties.length > 0 && inner.additional === undefined;
  return { ...inner, properties, ...(isEmptied && { additional: { kind: "unknown" } }) };
}

/**
 * Splits models. The plain name stays with what is received; what is sent is called `…Input` where both are in use and
 * differ, by properties of their own or of a model within.
 *
 * @returns The operations and webhooks, which name the forms that callers send. `context.models` holds the forms.
 */
export function splitDirections(api: Api, context: BuildContext): Api {
  const drafts = [...context.models.values()];
  const own = drafts.filter((draft) => hasAccess(draft.shape)).map((draft) => draft.pointer);
  if (own.length === 0) return api;
  const { sent, received, references } = reachOf(drafts, api);
  const users = invert(references);
  const differing = closure(own, (pointer) => users.get(pointer) ?? []);
  const isSplit = (pointer: Pointer) => differing.has(pointer) && sent.has(pointer) && received.has(pointer);
  const inputOf = (pointer: Pointer) => (isSplit(pointer) ? `${pointer}@input` : pointer);
  context.models.clear();
  for (const draft of drafts) {
    for (const form of formsOf(draft)) context.models.set(form.pointer, form);
  }
  return mapApi(api, { sent: (shape) => seen(shape, "write", inputOf), received: (shape) => shape });

  function formsOf(draft: ModelDraft): ModelDraft[] {
    const { pointer, name, shape } = draft;
    if (!differing.has(pointer)) return [draft];
    const output: ModelDraft = { ...draft, shape: seen(shape, "read", (target) => target) };
    const input: ModelDraft = { ...draft, pointer: inputOf(pointer), shape: seen(shape, "write", inputOf) };
    if (!isSplit(pointer)) return [sent.has(pointer) ? input : output];
    return [output, { ...input, name: context.name(input.pointer, [`${name}Input`], context.document.at) }];
  }
}
