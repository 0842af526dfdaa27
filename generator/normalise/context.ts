/** What the readers of one document share. */

import type { SourceDocument } from "../load/types.js";
import type { References } from "./references.js";
import type { Report } from "./report.js";
import type { Schemas } from "./schemas/index.js";

/** The dialects of OpenAPI that differ in how a thing is said. */
export type Version = "2.0" | "3.0" | "3.1" | "3.2";

/** Whether the schemas of a version are those of JSON Schema 2020-12: the versions before 3.1 have their own. */
export function speaks2020(version: Version): boolean {
  return version === "3.1" || version === "3.2";
}

/** What every pass over one document knows. */
export interface Context {
  readonly source: SourceDocument;
  readonly version: Version;
  readonly report: Report;
  readonly references: References;
  readonly schemas: Schemas;
}
