/** Turns a normalised document into that of one client: without the operations that its filters leave out. */

import type { ClientOptions } from "./config.js";
import type { Diagnostic, Location } from "./diagnostics.js";
import type { NormaliseResult } from "./normalise/index.js";
import { type Filters, selectOperations } from "./normalise/select.js";
import type { Document } from "./normalise/types.js";

type Options = Pick<ClientOptions, "include" | "exclude">;

/**
 * Applies a client's filters. What is wrong inside of an operation that is left out isn't said; what is wrong with
 * something that it shares is.
 *
 * @returns The same if there are no filters; no document (and CW0015) if they leave nothing of it.
 */
export function selectFor(options: Options, normalised: NormaliseResult): NormaliseResult {
  const { document, diagnostics } = normalised;
  const { include, exclude } = options;
  if (document === undefined || (include === undefined && exclude === undefined)) return normalised;
  const { document: selected, unmatched } = selectOperations(document, filtersOf(options));
  const gone = leftOut(document, selected, include?.tags !== undefined);
  const said = [
    ...diagnostics.filter(({ at }) => at === undefined || !gone.some((place) => isWithin(at, place))),
    ...unmatched.map((pattern) => unfitting("warning", `The filter \`${pattern}\` fits no operation.`)),
  ];
  if (selected.operations.length > 0 || document.operations.length === 0) {
    return { document: selected, diagnostics: said };
  }
  return { diagnostics: [...said, unfitting("error", "The filters leave no operation of the document.")] };
}

function filtersOf({ include, exclude }: Options): Filters {
  return {
    ...(include && { include: selectionOf(include) }),
    ...(exclude && { exclude: selectionOf(exclude) }),
    ...(exclude?.deprecated && { deprecated: false }),
  };
}

function selectionOf({ tags, paths, operations }: NonNullable<Options["include"]>): NonNullable<Filters["include"]> {
  return { ...(tags && { tags }), ...(paths && { paths }), ...(operations && { operationIds: operations }) };
}

/** Of operations with errors the tags aren't known: by tag, they can't be said not to be wanted. */
function leftOut(before: Document, after: Document, byTag: boolean): readonly Location[] {
  const kept = new Set<object>([...after.operations, ...after.omitted]);
  const candidates = [...before.operations, ...(byTag ? [] : before.omitted)];
  return candidates.filter((one) => !kept.has(one)).map(({ at }) => at);
}

function isWithin({ file, pointer }: Location, place: Location): boolean {
  return file === place.file && (pointer === place.pointer || pointer.startsWith(`${place.pointer}/`));
}

function unfitting(severity: Diagnostic["severity"], message: string): Diagnostic {
  const help = "Compare it with the tags, paths and operationIds of the document; `*` stands for any text.";
  return { code: "CW0015", severity, message, help };
}
