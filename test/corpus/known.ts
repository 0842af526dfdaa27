/** Turns the list of known failures into typed entries. */

import { readFileSync } from "node:fs";
import { isObject } from "./document.js";

/** A failure that is known, with its reason. It is a failure if it no longer happens. */
export interface Known {
  readonly document: string;
  readonly kind: string;
  /** Absent: any operation of the document. */
  readonly operation?: string;
  readonly reason: string;
}

/** @throws Error for a list that isn't one, or an entry without a reason. */
export function readKnown(path: string): Known[] {
  const list: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (!Array.isArray(list)) throw new TypeError(`${path} holds no list`);
  return list.map(entryOf);
}

function entryOf(entry: unknown): Known {
  const { document, kind, operation, reason } = isObject(entry) ? entry : {};
  const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
  if (!isText(document) || !isText(kind) || !isText(reason)) {
    throw new TypeError(`a known failure needs document, kind and reason: ${JSON.stringify(entry)}`);
  }
  return { document, kind, reason, ...(isText(operation) && { operation }) };
}
