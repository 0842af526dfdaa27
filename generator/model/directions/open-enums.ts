/** Leaves room in enums that are only received: a server may know values that the document doesn't know yet. */

import type { BuildContext } from "../context.js";
import type { Api, Pointer, Shape } from "../types.js";
import { innerShapes, mapApi, mapInner } from "../walk.js";

/** The scalar type of a union of several literals, with or without null, that may have others; `undefined` for anything else. */
function enumType(shape: Shape): "string" | "number" | undefined {
  if (shape.kind !== "union" || shape.isClosed) return undefined;
  const literals = shape.members.filter((member) => member.kind === "literal");
  const isEnum = shape.members.every((member) => member.kind === "literal" || member.kind === "null");
  const types = new Set(literals.map((literal) => typeof literal.value));
  const [type] = types;
  if (!isEnum || types.size !== 1 || literals.length < 2) return undefined;
  return type === "string" || type === "number" ? type : undefined;
}

function opened(shape: Shape, keepsClosed: (propertyName: string) => boolean): Shape {
  const type = enumType(shape);
  if (shape.kind === "union" && type !== undefined) {
    return { ...shape, members: [...shape.members, { kind: "other", of: type }] };
  }
  if (shape.kind !== "object") return mapInner(shape, (inner) => opened(inner, keepsClosed));
  const open = mapInner(shape, (inner) => opened(inner, keepsClosed));
  if (open.kind !== "object") return open;
  // What tells the members of a union apart must not be any string.
  const properties = open.properties.map((property, index) =>
    keepsClosed(property.wireName) ? (shape.properties[index] ?? property) : property,
  );
  return { ...open, properties };
}

/** Wire names of the properties that tell the members of unions apart. */
function tagNames(shape: Shape): string[] {
  const own = shape.kind === "union" && shape.discriminator !== undefined ? [shape.discriminator.wireName] : [];
  return [...own, ...innerShapes(shape).flatMap(tagNames)];
}

/** Whether the enums of a model have room for values to come: if it was only received when it came. Both forms are alike. */
export function isOpenModel(pointer: Pointer, { options, uses }: BuildContext): boolean {
  return options.enums === "open" && uses.get(pointer.replace(/@(input|output)$/, "")) === "received";
}

/**
 * Opens the enums of models that no request holds, and those written in responses themselves. Whatever is also sent is
 * closed, so that a value can be read, changed and sent back. What callers have had in one way stays so.
 *
 * @returns The operations and webhooks; `context.models` holds the models.
 */
export function openEnums(api: Api, context: BuildContext): Api {
  if (context.options.enums === "closed") return api;
  const drafts = [...context.models.values()];
  const tags = new Set(drafts.flatMap((draft) => tagNames(draft.shape)));
  const keepsClosed = (name: string) => tags.has(name);
  for (const draft of drafts) {
    const { pointer, shape } = draft;
    if (isOpenModel(pointer, context)) context.models.set(pointer, { ...draft, shape: opened(shape, keepsClosed) });
  }
  return mapApi(api, { sent: (shape) => shape, received: (shape) => opened(shape, keepsClosed) });
}
