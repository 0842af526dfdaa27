/** Finds out which models callers send and which they receive. */

import type { ModelDraft } from "../context.js";
import type { Api, Pointer } from "../types.js";
import { apiShapes, closure, referencesOf } from "../walk.js";

/** Which models are sent, which are received, and what leads to them. */
export interface Reach {
  readonly sent: ReadonlySet<Pointer>;
  readonly received: ReadonlySet<Pointer>;
  /** The models that each model names. */
  readonly references: ReadonlyMap<Pointer, readonly Pointer[]>;
}

/** Models by direction, through everything they refer to. */
export function reachOf(drafts: Iterable<ModelDraft>, api: Api): Reach {
  const references = new Map([...drafts].map((draft) => [draft.pointer, referencesOf(draft.shape)]));
  const edges = (pointer: Pointer) => references.get(pointer) ?? [];
  const { sent, received } = apiShapes(api);
  return {
    sent: closure(sent.flatMap(referencesOf), edges),
    received: closure(received.flatMap(referencesOf), edges),
    references,
  };
}
