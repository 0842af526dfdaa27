/** What a recording shows of a document: where both differ. */

import type { JsonValue } from "../model/types.js";

/**
 * `operation`: none fits the request. `status`, `media type`: not described. `empty`: no body where one is described.
 * `syntax`: no JSON. `field`: not declared. `missing`: required and not there. `null`: and may not be. `type`, `format`: of
 * another one. `value`: none of the enum's. `keyword`: what another keyword says isn't kept. `unreadable`: the client gives up
 * on it.
 */
export type FindingKind =
  | "operation"
  | "status"
  | "media type"
  | "empty"
  | "syntax"
  | "field"
  | "missing"
  | "null"
  | "type"
  | "format"
  | "value"
  | "keyword"
  | "unreadable";

/** One difference, where it was seen once. */
export interface Sighting {
  readonly kind: FindingKind;
  /** Pointer of what the document says; absent: an overlay can't change it, or it says nothing. */
  readonly pointer?: string | undefined;
  /**
   * What differs: the name of a field, a status, a media type, a keyword, the client's error; of a value that an enum lacks,
   * that value.
   */
  readonly subject: JsonValue;
  /** What the document says: the type, the keyword's value. */
  readonly declared?: JsonValue;
  /** Where in the body: `$.items[0].name`. */
  readonly path: string;
  /** What was there, if that is needed to describe it; of a status, the media type and the JSON of its body, as far as known. */
  readonly value?: JsonValue;
}

/** One difference, however often it was seen. */
export interface Finding extends Omit<Sighting, "path" | "value"> {
  /** `GET /pets/{id}`, or method and URL of a request that no operation fits. */
  readonly operation: string;
  readonly count: number;
  /** Where it was seen first: recording and path. */
  readonly sample: { readonly recording: string; readonly path: string };
  /** What was there, each time; of reports, which hold no values, one that stands for its type. */
  readonly values: readonly JsonValue[];
}

/** Puts together what was seen several times, in the order in which it was seen first. */
export class Findings {
  readonly #found = new Map<string, { finding: Finding; values: JsonValue[]; count: number }>();

  /** Notes a difference. */
  add(operation: string, recording: string, sighting: Sighting): void {
    const { path, value, ...what } = sighting;
    // What is said in one place of the document may be seen through many operations.
    const key = JSON.stringify([what.kind, what.pointer ?? operation, what.subject]);
    const known = this.#found.get(key);
    const values = known?.values ?? [];
    if (value !== undefined) values.push(value);
    const count = (known?.count ?? 0) + 1;
    const finding = known?.finding ?? { ...what, operation, count, sample: { recording, path }, values };
    this.#found.set(key, { finding, values, count });
  }

  /** All of them. */
  list(): readonly Finding[] {
    return [...this.#found.values()].map(({ finding, values, count }) => ({ ...finding, values, count }));
  }
}
