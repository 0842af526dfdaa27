/** Turns a document into that of one client: without the operations that its filters leave out. */

import type { ClientOptions } from "./config.js";
import type { Diagnostic, Location } from "./diagnostics.js";
import type { LoadResult } from "./load/index.js";
import { excerpt } from "./normalise/excerpt.js";
import type { NormaliseResult } from "./normalise/index.js";
import { type Filters, Selector, selectOperations } from "./normalise/select.js";
import type { Document } from "./normalise/types.js";

type Options = Pick<ClientOptions, "include" | "exclude">;

/** What was loaded, less what filters leave out, and what has judged it; no `selector` if there are no filters. */
export interface LoadedExcerpt extends LoadResult {
  readonly selector?: Selector;
}

/** Takes out of a document what a client's filters leave out, and out of the diagnostics what is about that. */
export function excerptFor(options: Options, loaded: LoadResult): LoadedExcerpt {
  const { include, exclude } = options;
  if (loaded.source === undefined || (include === undefined && exclude === undefined)) return loaded;
  const selector = new Selector(filtersOf(options));
  const { source, isLeftOut } = excerpt(loaded.source, selector);
  const diagnostics = loaded.diagnostics.filter(({ at }) => at === undefined || !isLeftOut(at));
  return { ...loaded, source, diagnostics, selector };
}

/**
 * Applies a client's filters to what the document's own text could not tell.
 *
 * @param selector - That of {@link excerptFor}.
 * @returns The same if there are no filters; no document (and CW0015) if they leave nothing of it.
 */
export function selectFor(selector: Selector | undefined, normalised: NormaliseResult): NormaliseResult {
  const { document, diagnostics } = normalised;
  if (document === undefined || selector === undefined) return normalised;
  const { document: selected, unmatched } = selectOperations(document, selector);
  const gone = leftOut(document, selected);
  const said = [
    ...diagnostics.filter(({ at }) => at === undefined || !gone.some((place) => isWithin(at, place))),
    ...unmatched.map((pattern) => unfitting("warning", `The filter \`${pattern}\` fits no operation.`)),
  ];
  // Of webhooks alone a client can be made as well.
  const isEmpty = selected.operations.length + selected.webhooks.length === 0 && selector.hasRefused;
  if (!isEmpty) return { document: selected, diagnostics: said };
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

/** Places of operations that are written elsewhere than the excerpt was made of, and aren't chosen. */
function leftOut(before: Document, after: Document): readonly Location[] {
  const kept = new Set<object>([...after.operations, ...after.omitted]);
  return [...before.operations, ...before.omitted].filter((one) => !kept.has(one)).map(({ at }) => at);
}

function isWithin({ file, pointer }: Location, place: Location): boolean {
  return file === place.file && (pointer === place.pointer || pointer.startsWith(`${place.pointer}/`));
}

function unfitting(severity: Diagnostic["severity"], message: string): Diagnostic {
  const help = "Compare it with the tags, paths and operationIds of the document; `*` stands for any text.";
  return { code: "CW0015", severity, message, help };
}
