/** Turns a lock into that of a document which says the same at other places: what callers use is not moved by that. */

import type { Document } from "../../normalise/types.js";
import type { Lock } from "../types.js";
import { movedContents, movedStatuses } from "./contents.js";
import { followInline } from "./inline.js";
import { followMembers } from "./members.js";
import { followOperations } from "./operations.js";
import { movedParameters } from "./parameters.js";
import { moved } from "./rekey.js";

/**
 * Lets things keep what was decided for them when their place changes: operations that get another path or method, the
 * variables of a path, parameters that go to another place of a request, bodies that get another status or media type,
 * members of unions that get another number, inline objects that become one of several alternatives. Only where there is no
 * doubt what became of what.
 */
export function followMoved(lock: Lock, document: Document): Lock {
  const atOperations = followOperations(lock, document);
  const atPlaces = movedParameters(atOperations, document).reduce(moved, atOperations);
  const atStatuses = movedStatuses(atPlaces, document).reduce(moved, atPlaces);
  const atContents = movedContents(atStatuses, document).reduce(moved, atStatuses);
  return followMembers(followInline(atContents, document), document);
}
