/** Decides where each model lives and in which directions it needs a codec. */

import type { BuildContext, ModelDraft } from "./context.js";
import { reachOf } from "./directions/reach.js";
import { camelCase } from "./naming/casing.js";
import { isConvertedIn } from "./schemas/converted.js";
import type { Api, CodecNames, NamedModel, Pointer, Shape } from "./types.js";
import { closure, hookShapes, innerShapes, invert, operationShapes, referencesOf, type WireShapes } from "./walk.js";

/** Whether a shape by itself, its references aside, differs between wire and caller. */
export function differsItself(shape: Shape, direction: "decode" | "encode"): boolean {
  if (shape.kind === "converted") return isConvertedIn(shape, direction);
  if (shape.kind === "object" && shape.properties.some((property) => property.name !== property.wireName)) return true;
  return innerShapes(shape).some((inner) => differsItself(inner, direction));
}

/** For each model, the resources that reach it; `undefined` among them stands for the webhooks. */
function resourcesByModel(
  { resources, webhooks }: Api,
  edges: (pointer: Pointer) => readonly Pointer[],
): Map<Pointer, Set<string | undefined>> {
  const users = new Map<Pointer, Set<string | undefined>>();
  const add = (user: string | undefined, shapes: readonly WireShapes[]) => {
    const roots = shapes.flatMap(({ sent, received }) => [...sent, ...received]).flatMap(referencesOf);
    for (const pointer of closure(roots, edges)) {
      users.set(pointer, (users.get(pointer) ?? new Set()).add(user));
    }
  };
  for (const { path, operations } of resources) add(path.join("/"), operations.map(operationShapes));
  add(undefined, webhooks.map(hookShapes));
  return users;
}

/** Codecs are internal to the package, so they give way to every public name. */
function codecNames(draft: ModelDraft, direction: "decode" | "encode", context: BuildContext): CodecNames {
  const table = `${camelCase(draft.name)}${direction === "decode" ? "FromWire" : "ToWire"}`;
  const owner = `${draft.pointer}@${direction}`;
  return {
    function: context.exports.allocate(owner, [`${direction}${draft.name}`]),
    table: context.exports.allocate(`${owner}-table`, [table]),
  };
}

/** Where earlier runs declared a model, as long as there is such a module. */
function keptHome(pointer: Pointer, { resources }: Api, { lock }: BuildContext): string | undefined {
  const home = Object.hasOwn(lock.homes, pointer) ? lock.homes[pointer] : undefined;
  const isThere = home === "" || resources.some(({ path }) => path.join("/") === home);
  return isThere ? home : undefined;
}

/**
 * Places every model: where it was, else in the module of the one resource that uses it, else in `shared.ts`. A model that no operation uses
 * is shared, and so is whatever it refers to. Codecs are asked for where wire and caller differ, in used directions only.
 */
export function placeModels(api: Api, context: BuildContext): NamedModel[] {
  const drafts = [...context.models.values()];
  const { sent, received, references } = reachOf(drafts, api);
  const edges = (pointer: Pointer) => references.get(pointer) ?? [];
  const inverted = invert(references);
  const users = resourcesByModel(api, edges);
  const differingIn = (direction: "decode" | "encode") => {
    const own = drafts.filter((draft) => differsItself(draft.shape, direction)).map((draft) => draft.pointer);
    return closure(own, (pointer) => inverted.get(pointer) ?? []);
  };
  const decoded = differingIn("decode");
  const encoded = differingIn("encode");
  const unused = drafts.map((draft) => draft.pointer).filter((pointer) => !users.has(pointer));
  const shared = closure(unused, edges);
  const naturalHome = (pointer: Pointer): string => {
    const [home = "", ...others] = shared.has(pointer) ? [] : (users.get(pointer) ?? []);
    return others.length > 0 ? "" : home;
  };
  return drafts.map((draft): NamedModel => {
    const home = keptHome(draft.pointer, api, context) ?? naturalHome(draft.pointer);
    return {
      ...draft,
      ...(home === "" ? {} : { home }),
      ...(decoded.has(draft.pointer) && received.has(draft.pointer)
        ? { decode: codecNames(draft, "decode", context) }
        : {}),
      ...(encoded.has(draft.pointer) && sent.has(draft.pointer)
        ? { encode: codecNames(draft, "encode", context) }
        : {}),
    };
  });
}
