/** Turns a document and the lock of earlier runs into a model, and says where the lock keeps something worse than new. */

import type { ClientOptions } from "./config.js";
import type { Diagnostic, Location } from "./diagnostics.js";
import { type BuildResult, buildModel } from "./model/build.js";
import { emptyLock, withoutShape } from "./model/lock.js";
import { type BetterName, betterNames } from "./model/naming/better.js";
import type { Lock } from "./model/types.js";
import { nearest } from "./normalise/suggest.js";
import type { Document } from "./normalise/types.js";
import { operationsByKey } from "./operation-keys.js";
import { checksFor } from "./patterns.js";

/** What a run starts from. */
export interface Locked {
  readonly options: ClientOptions;
  readonly lock: Lock;
  /** Operations that take the shape of input that the document alone gives them: operationId, `GET /pets` or pointer. */
  readonly reshape: readonly string[];
}

/** Builds the model under the lock. */
export function buildLocked(document: Document, { options, lock, reshape }: Locked): BuildResult {
  const known = operationsByKey(document);
  const unknown = reshape.filter((key) => !known.has(key)).map((key) => unknownOperation(key, [...known.keys()]));
  const operations = reshape.flatMap((key) => known.get(key) ?? []);
  const withChecks = { ...options, ...checksFor(options, document) };
  const built = buildModel(document, withChecks, operations.reduce(withoutShape, lock));
  const better = proposals(document, options, lock, built);
  return { ...built, diagnostics: [...unknown, ...built.diagnostics, ...better] };
}

/** A first run has nothing to compare with. */
function proposals(document: Document, options: ClientOptions, lock: Lock, { model }: BuildResult): Diagnostic[] {
  if (Object.keys(lock.names).length === 0) return [];
  const fresh = buildModel(document, options, emptyLock).model.lock;
  return betterNames(model.lock, fresh).map((found) => proposal(found, document.at));
}

function proposal({ pointer, name, better }: BetterName, { file }: Location): Diagnostic {
  const place = /^#(\/[^@]*)/.exec(pointer)?.[1];
  return {
    code: "CW3011",
    severity: "information",
    message: `\`${name}\` keeps its name; today it would be called \`${better}\`.`,
    // Where names of earlier things led is known by pointer alone, and only in the document's own file.
    ...(place !== undefined && !pointer.endsWith("@property") && { at: { file, pointer: place } }),
    help: `\`clientwright rename "${pointer}" ${better}\` renames it, which callers must follow.`,
  };
}

function unknownOperation(key: string, known: readonly string[]): Diagnostic {
  const near = nearest(key, known);
  return {
    code: "CW0016",
    severity: "error",
    message: `\`--reshape\` fits nothing: there is no operation \`${key}\`.`,
    help: near === undefined ? "Compare it with the document." : `Did you mean \`${near}\`?`,
  };
}
