/** Gives a model two forms where what is sent differs from what is received: `readOnly` and `writeOnly` properties. */

import type { BuildContext, ModelDraft } from "../context.js";
import type { Api, Pointer, Property, Shape } from "../types.js";
import { closure, innerShapes, invert, mapApi, mapInner } from "../walk.js";
import { type Reach, reachOf } from "./reach.js";

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

/** How models came into use: in earlier runs, else in this one. */
function recordUses({ sent, received }: Reach, context: BuildContext): void {
  for (const pointer of context.models.keys()) {
    const isSent = sent.has(pointer);
    const now = !received.has(pointer) ? isSent && "sent" : isSent ? "both" : "received";
    const first = Object.hasOwn(context.lock.uses, pointer) ? context.lock.uses[pointer] : undefined;
    const use = first ?? (now || undefined);
    if (use !== undefined) context.uses.set(pointer, use);
  }
}

/** Which models have two forms, and what these are called. */
class Forms {
  readonly #context: BuildContext;
  readonly #differing: ReadonlySet<Pointer>;
  readonly #reach: Reach;

  constructor(drafts: readonly ModelDraft[], api: Api, context: BuildContext) {
    this.#context = context;
    this.#reach = reachOf(drafts, api);
    recordUses(this.#reach, context);
    const own = drafts.filter(({ shape, pointer }) => hasAccess(shape) || this.#lockedForm(pointer) !== undefined);
    const users = invert(this.#reach.references);
    this.#differing = closure(
      own.map((draft) => draft.pointer),
      (pointer) => users.get(pointer) ?? [],
    );
  }

  /** Which form has a name of its own since an earlier run. */
  #lockedForm(pointer: Pointer): Direction | undefined {
    const { ledger } = this.#context;
    if (ledger.locked(`${pointer}@output`) !== undefined) return "read";
    return ledger.locked(`${pointer}@input`) === undefined ? undefined : "write";
  }

  /** The form beside the plain one. Where callers knew but one, that keeps the plain name, else what is received does. */
  #second(pointer: Pointer): Direction {
    return this.#lockedForm(pointer) ?? (this.#context.uses.get(pointer) === "sent" ? "read" : "write");
  }

  differs(pointer: Pointer): boolean {
    return this.#differing.has(pointer);
  }

  /** The direction of the form that has the plain name. */
  plainDirection(pointer: Pointer): Direction {
    const { sent, received } = this.#reach;
    if (this.isSplit(pointer)) return this.#second(pointer) === "write" ? "read" : "write";
    return sent.has(pointer) && !received.has(pointer) ? "write" : "read";
  }

  /** What came to have two forms keeps them as long as the second one is in use: callers name it. */
  isSplit(pointer: Pointer): boolean {
    const { sent, received } = this.#reach;
    if (!this.differs(pointer)) return false;
    if (sent.has(pointer) && received.has(pointer)) return true;
    const locked = this.#lockedForm(pointer);
    return locked !== undefined && (locked === "write" ? sent : received).has(pointer);
  }

  /** The form of a model that is seen in a direction. */
  form(pointer: Pointer, direction: Direction): Pointer {
    if (!this.isSplit(pointer) || this.#second(pointer) !== direction) return pointer;
    return `${pointer}@${direction === "write" ? "input" : "output"}`;
  }
}

/**
 * Splits models. The plain name stays with what is received, and what is sent is called `…Input`, where both are in use and
 * differ, by properties of their own or of a model within. A model that was only sent when it came keeps its name for that;
 * what is received is called `…Output`.
 *
 * @returns The operations and webhooks, which name the forms. `context.models` holds them, `context.sentForms` tells which
 * of them are sent.
 */
export function splitDirections(api: Api, context: BuildContext): Api {
  const drafts = [...context.models.values()];
  const forms = new Forms(drafts, api, context);
  const inDirection = (direction: Direction) => (shape: Shape) =>
    seen(shape, direction, (pointer) => forms.form(pointer, direction));
  context.models.clear();
  for (const draft of drafts) {
    for (const form of formsOf(draft, forms, inDirection, context)) context.models.set(form.pointer, form);
  }
  return mapApi(api, { sent: inDirection("write"), received: inDirection("read") });
}

/** The forms of a model that are in use, the plain one first. */
function formsOf(
  draft: ModelDraft,
  forms: Forms,
  inDirection: (direction: Direction) => (shape: Shape) => Shape,
  context: BuildContext,
): ModelDraft[] {
  const { pointer, name, shape } = draft;
  const plain = forms.plainDirection(pointer);
  const directions: Direction[] = forms.isSplit(pointer) ? [plain, plain === "read" ? "write" : "read"] : [plain];
  return directions.map((direction): ModelDraft => {
    const form = forms.form(pointer, direction);
    if (direction === "write") context.sentForms.add(form);
    if (!forms.differs(pointer)) return draft;
    const wish = `${name}${direction === "write" ? "Input" : "Output"}`;
    return {
      ...draft,
      pointer: form,
      name: form === pointer ? name : context.name(form, [wish], context.document.at),
      shape: inDirection(direction)(shape),
    };
  });
}
