/** Turns two models into what changes for callers, and the version that it asks for: the one entry point. Pure. */

import type { Model } from "../model/types.js";
import { compareClients } from "./client.js";
import { compareExports } from "./exports.js";
import { compareHooks } from "./hooks.js";
import { compareModels } from "./models.js";
import { compareOperations, compareWire } from "./operations.js";
import { pairRenamed } from "./renamed.js";
import { pairOperations, pairSides, Side } from "./sides.js";
import type { Bump, Change, Diff, ToolDiff } from "./types.js";

export { renderMarkdown, renderText } from "./render.js";
export type { Bump, Change, Diff, Place, Rewrite, ToolDiff } from "./types.js";

const ranks: readonly Bump[] = ["major", "minor", "patch"];

/**
 * Compares two models of one client.
 *
 * What callers read is compared one way (what arrives must be something that they know), what they give the other (what they
 * know must be something that is taken). A new failure or header of an answer is no breaking change: code that
 * doesn't know it goes on.
 *
 * @param before - As callers know it.
 * @param after - Built under the lock that `before` leaves.
 */
export function diffModels(before: Model, after: Model): Diff {
  const sides = pairRenamed(pairSides(new Side(before), new Side(after)));
  const operations = compareOperations(sides);
  const kept = pairOperations(sides);
  const gone = sides.before.operations.filter((place) => !kept.has(place));
  const known = new Set(kept.values());
  const added = sides.after.operations.filter((place) => !known.has(place));
  const emptied = before.resources.filter(({ operations: all }) => {
    return all.length > 0 && all.every((one) => gone.some(({ operation }) => operation === one));
  });
  const explained = new Set([
    ...gone.map(({ operation }) => operation.functionName),
    ...emptied.map(({ className }) => className),
  ]);
  const found = [
    ...operations,
    ...compareExports(
      sides,
      explained,
      gone.map(({ operation }) => operation.pointer),
    ),
    ...compareModels(
      sides,
      added.map(({ operation }) => operation.pointer),
    ),
    ...compareHooks(sides),
    ...compareClients(before, after),
  ];
  return diffOf(found, compareWire(sides));
}

/** Orders changes, and says what they come to. What is said twice is said once. */
export function diffOf(found: readonly Change[], wire: readonly string[], tool?: ToolDiff): Diff {
  const changes = inOrder(found);
  const [gravest] = inOrder([...changes, ...(tool?.changes ?? [])]);
  return { bump: gravest?.bump ?? (wire.length > 0 ? "patch" : "none"), changes, wire, ...(tool && { tool }) };
}

/** The gravest first. */
function inOrder(found: readonly Change[]): readonly Change[] {
  const unique = new Map(found.map((change) => [`${change.kind} ${change.subject} ${change.message}`, change]));
  return ranks.flatMap((rank) => [...unique.values()].filter(({ bump }) => bump === rank));
}
