/** Turns the links of an operation's responses into text for its comment: what can be called next, and with what. */

import type * as document from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import type { Pointer } from "../types.js";

/** Names of functions by operation. */
export type FunctionNames = ReadonlyMap<Pointer, { readonly functionName: string }>;

/** A Markdown list of the links, by status; `undefined` if there are none. */
export function linksText(
  { responses }: document.Operation,
  names: FunctionNames,
  context: BuildContext,
): string | undefined {
  const paragraphs = responses.flatMap(({ status, links }) => {
    if (links.length === 0) return [];
    return [[`Links of ${status}:`, ...links.map((link) => `- ${linkLine(link, names, context)}`)].join("\n")];
  });
  return paragraphs.length === 0 ? undefined : paragraphs.join("\n\n");
}

/** `GetUser: {@link getUser} with userId = $response.body#/id. The user that was made.` */
function linkLine(link: document.Link, names: FunctionNames, context: BuildContext): string {
  const { name, parameters = {}, requestBody, description } = link;
  const values = Object.entries({ ...parameters, ...(requestBody === undefined ? {} : { body: requestBody }) });
  const given = values.map(
    ([key, value]) => `\`${key}\` = \`${typeof value === "string" ? value : JSON.stringify(value)}\``,
  );
  const uses = given.length === 0 ? "" : ` with ${given.join(", ")}`;
  const about = description === undefined ? "" : `. ${description.replace(/\s+/g, " ").trim()}`;
  const target = targetOf(link, names, context);
  return `${name}${target === undefined ? "" : `: ${target}`}${uses}${about}`;
}

/** The function of the linked operation, or whatever the link says of one that the client doesn't have. */
function targetOf(link: document.Link, names: FunctionNames, context: BuildContext): string | undefined {
  const { operation, operationId, operationRef } = link;
  const pointer = operation ?? (operationId === undefined ? undefined : context.operationIds.get(operationId));
  const functionName = pointer === undefined ? undefined : names.get(pointer)?.functionName;
  if (functionName !== undefined) return `{@link ${functionName}}`;
  const written = operationId ?? operationRef;
  return written === undefined ? undefined : `\`${written}\``;
}
