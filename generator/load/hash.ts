/** Turns a document into a hash that tells whether it has changed. */

import { createHash } from "node:crypto";
import type { SourceDocument } from "./types.js";

/** SHA-256 (hex) over a document: that of its text with LF line ends or, if it has several files, over those of all. */
export function hashDocument({ root, files }: SourceDocument): string {
  if (files.size === 1) return root.hash;
  // Not their names, which depend on the current folder: what refers to a file names it.
  const hashes = [...files.values()].map(({ hash }) => hash).sort();
  return hashOf([root.hash, ...hashes].join("\n"));
}

/** SHA-256 (hex) of a text with LF line ends. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
}
