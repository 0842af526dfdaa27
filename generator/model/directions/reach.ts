/** Finds out which models callers send and which they receive. */

import type { ModelDraft } from "../context.js";
import type { Operation, Pointer, Resource } from "../types.js";
import { closure, receivedShapes, referencesOf, sentShapes } from "../walk.js";

export interface Reach {
  readonly sent: ReadonlySet<Pointer>;
  readonly received: ReadonlySet<Pointer>;
  /** The models that each model names. */
  readonly references: ReadonlyMap<Pointer, readonly Pointer[]>;
}

/** Models by direction, through everything they refer to. */
export function reachOf(drafts: Iterable<ModelDraft>, resources: readonly Resource[]): Reach {
  const references = new Map([...drafts].map((draft) => [draft.pointer, referencesOf(draft.shape)]));
  const edges = (pointer: Pointer) => references.get(pointer) ?? [];
  const operations: Operation[] = resources.flatMap((resource) => resource.operations);
  return {
    sent: closure(operations.flatMap(sentShapes).flatMap(referencesOf), edges),
    received: closure(operations.flatMap(receivedShapes).flatMap(referencesOf), edges),
    references,
  };
}
