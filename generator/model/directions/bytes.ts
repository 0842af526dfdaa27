/** Makes text of bytes where the wire has no place for them: in JSON, urlencoded forms, parameters and headers. */

import type { BuildContext } from "../context.js";
import type { Api, Hook, Operation, Pointer, Shape } from "../types.js";
import { closure, innerShapes, invert, mapApi, mapInner, referencesOf } from "../walk.js";

/**
 * Where a value stands: `whole` is a multipart body, whose properties are parts; a `part` may be bytes, and so may its items;
 * in `text` nothing may.
 */
type Place = "whole" | "part" | "text";

/** The place of what stands directly inside a shape. */
function inside(shape: Shape, place: Place): Place {
  if (shape.kind === "object") return place === "whole" ? "part" : "text";
  return place;
}

function holdsBytes(shape: Shape): boolean {
  return shape.kind === "bytes" || innerShapes(shape).some(holdsBytes);
}

/** Finds out in which places each model stands. */
class Places {
  readonly #context: BuildContext;
  readonly #known = new Map<Pointer, Set<Place>>();

  constructor(context: BuildContext) {
    this.#context = context;
  }

  visit(shape: Shape, place: Place): void {
    if (shape.kind !== "reference") {
      for (const inner of innerShapes(shape)) this.visit(inner, inside(shape, place));
      return;
    }
    const places = this.#known.get(shape.to) ?? new Set();
    if (places.has(place)) return;
    this.#known.set(shape.to, places.add(place));
    const model = this.#context.models.get(shape.to);
    if (model !== undefined) this.visit(model.shape, place);
  }

  has(pointer: Pointer, place: Place): boolean {
    return this.#known.get(pointer)?.has(place) === true;
  }

  /** Whether the model stands somewhere as text only: all models that nothing names stay as they are. */
  isText(pointer: Pointer): boolean {
    return this.has(pointer, "text");
  }

  isBytes(pointer: Pointer): boolean {
    return this.has(pointer, "whole") || this.has(pointer, "part");
  }
}

/**
 * Replaces bytes by text outside of multipart parts and whole bodies of bytes. A model that is needed with both keeps its
 * name for the one with bytes; the other is called `…Text`.
 *
 * @returns The operations and webhooks; `context.models` holds the models.
 */
export function textForBytes(api: Api, context: BuildContext): Api {
  const drafts = [...context.models.values()];
  const direct = drafts.filter((draft) => holdsBytes(draft.shape)).map((draft) => draft.pointer);
  const operations = api.resources.flatMap((resource) => resource.operations);
  const users = invert(new Map(drafts.map((draft) => [draft.pointer, referencesOf(draft.shape)])));
  const touched = closure(direct, (pointer) => users.get(pointer) ?? []);
  const places = new Places(context);
  for (const operation of operations) visitOperation(operation, places);
  for (const hook of api.webhooks) visitHook(hook, places);
  const isSplit = (pointer: Pointer) => touched.has(pointer) && places.isText(pointer) && places.isBytes(pointer);

  const seen = (shape: Shape, place: Place): Shape => {
    if (shape.kind === "bytes") return place === "text" ? { kind: "string" } : shape;
    if (shape.kind === "reference" && place === "text" && isSplit(shape.to)) {
      return { kind: "reference", to: `${shape.to}@text` };
    }
    return mapInner(shape, (inner) => seen(inner, inside(shape, place)));
  };
  context.models.clear();
  for (const draft of drafts) {
    const { pointer, name, shape } = draft;
    const place = places.isText(pointer) && !places.isBytes(pointer) ? "text" : placeOfBytes(pointer, places);
    context.models.set(pointer, touched.has(pointer) ? { ...draft, shape: seen(shape, place) } : draft);
    if (!isSplit(pointer)) continue;
    const other = `${pointer}@text`;
    const given = context.name(other, [`${name}Text`], context.document.at);
    context.models.set(other, { ...draft, pointer: other, name: given, shape: seen(shape, "text") });
  }
  reportTexts(operations, (shape) => holdsBytes(shape) || referencesOf(shape).some((one) => touched.has(one)), context);
  return mapApi(api, {
    sent: (shape, format) => seen(shape, placeOf({ format })),
    received: (shape) => (shape.kind === "bytes" ? shape : seen(shape, "text")),
  });
}

/** Says so of what is sent: a caller may have a file at hand. */
function reportTexts(operations: readonly Operation[], holds: (shape: Shape) => boolean, context: BuildContext): void {
  const places = new Map(context.document.operations.map(({ id, at }) => [id, at]));
  for (const { pointer, input } of operations) {
    const texts = (input.body?.content ?? []).filter((content) => placeOf(content) === "text");
    const at = places.get(pointer);
    if (at !== undefined && [...input.parameters, ...texts].some(({ shape }) => holds(shape)))
      context.tally("CW3020", at);
  }
}

function placeOfBytes(pointer: Pointer, places: Places): Place {
  return places.has(pointer, "part") ? "part" : "whole";
}

/** The place of a body's content. Bytes that are the whole body have no place inside anything. */
function placeOf({ format }: { readonly format: string }): Place {
  if (format === "multipart") return "whole";
  return format === "bytes" ? "part" : "text";
}

function visitOperation({ input, successes, failures, callbacks }: Operation, places: Places): void {
  for (const { shape } of input.parameters) places.visit(shape, "text");
  for (const content of input.body?.content ?? []) places.visit(content.shape, placeOf(content));
  for (const response of [...successes, ...failures]) {
    for (const content of response.content) places.visit(content.shape, placeOf(content));
    for (const { shape } of response.headers) places.visit(shape, "text");
  }
  for (const hook of callbacks) visitHook(hook, places);
}

function visitHook({ payload, answers }: Hook, places: Places): void {
  const contents = [...(payload?.content ?? []), ...answers.flatMap(({ content }) => content)];
  for (const content of contents) places.visit(content.shape, placeOf(content));
}
