/** What the readers of one document share. */

import type { SourceDocument } from "../load/types.js";
import type { References } from "./references.js";
import type { Report } from "./report.js";
import type { Schemas } from "./schemas/index.js";

/** The dialects of OpenAPI that differ in how a thing is said. */
export type Version = "3.0" | "3.1";

export interface Context {
  readonly source: SourceDocument;
  readonly version: Version;
  readonly report: Report;
  readonly references: References;
  readonly schemas: Schemas;
}
