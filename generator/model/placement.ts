/** Decides where each model lives and in which directions it needs a codec. */

import type { BuildContext, ModelDraft } from "./context.js";
import { reachOf } from "./directions/reach.js";
import { camelCase } from "./naming/casing.js";
import type { CodecNames, NamedModel, Pointer, Resource, Shape } from "./types.js";
import { closure, innerShapes, invert, receivedShapes, referencesOf, sentShapes } from "./walk.js";

/** Whether a shape by itself, its references aside, differs between wire and caller. */
function differsItself(shape: Shape): boolean {
  if (shape.kind === "instant") return true;
  if (shape.kind === "object" && shape.properties.some((property) => property.name !== property.wireName)) return true;
  return innerShapes(shape).some(differsItself);
}

/** For each model, the resources that reach it. */
function resourcesByModel(
  resources: readonly Resource[],
  edges: (pointer: Pointer) => readonly Pointer[],
): Map<Pointer, Set<string>> {
  const users = new Map<Pointer, Set<string>>();
  for (const resource of resources) {
    const roots = resource.operations.flatMap((operation) =>
      [...sentShapes(operation), ...receivedShapes(operation)].flatMap(referencesOf),
    );
    for (const pointer of closure(roots, edges)) {
      const known = users.get(pointer) ?? new Set();
      users.set(pointer, known.add(resource.path.join("/")));
    }
  }
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

/**
 * Places every model: in the module of the one resource that uses it, else in `shared.ts`. A model that no operation uses
 * is shared, and so is whatever it refers to. Codecs are asked for where wire and caller differ, in used directions only.
 */
export function placeModels(resources: readonly Resource[], context: BuildContext): NamedModel[] {
  const drafts = [...context.models.values()];
  const { sent, received, references } = reachOf(drafts, resources);
  const edges = (pointer: Pointer) => references.get(pointer) ?? [];
  const inverted = invert(references);
  const users = resourcesByModel(resources, edges);
  const differing = closure(
    drafts.filter((draft) => differsItself(draft.shape)).map((draft) => draft.pointer),
    (pointer) => inverted.get(pointer) ?? [],
  );
  const unused = drafts.map((draft) => draft.pointer).filter((pointer) => !users.has(pointer));
  const shared = closure(unused, edges);
  return drafts.map((draft): NamedModel => {
    const [home, ...others] = shared.has(draft.pointer) ? [] : (users.get(draft.pointer) ?? []);
    const differs = differing.has(draft.pointer);
    return {
      ...draft,
      ...(home === undefined || others.length > 0 ? {} : { home }),
      ...(differs && received.has(draft.pointer) ? { decode: codecNames(draft, "decode", context) } : {}),
      ...(differs && sent.has(draft.pointer) ? { encode: codecNames(draft, "encode", context) } : {}),
    };
  });
}
