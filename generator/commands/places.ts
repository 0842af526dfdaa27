/** Turns paths and URLs into what a person in the current folder calls them. */

import { relative, sep } from "node:path";

/**
 * A path as a person writes it, with `/`: relative to the current folder, unless it is far away.
 *
 * @param path - Absolute path.
 */
export function shownPath(path: string, cwd: string): string {
  const way = (relative(cwd, path) || ".").split(sep).join("/");
  return way.startsWith("../../") ? path : way;
}

/** A document as a person calls it: a path as {@link shownPath}, `-`, or the URL without user name and password. */
export function shownDocument(document: string, cwd: string): string {
  return document === "-" || isUrl(document) ? withoutPassword(document) : shownPath(document, cwd);
}

/** Whether a document is fetched over the network. */
export function isUrl(document: string): boolean {
  return /^https?:\/\//i.test(document);
}

/** A URL without user name and password, which are nobody's business in a file or a log. Anything else stays as it is. */
export function withoutPassword(document: string): string {
  return document.replace(/^(https?:\/\/)[^/?#]*@/i, "$1");
}
