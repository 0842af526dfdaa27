/** What the reader of one schema keyword is given. */

import type { Code, Location } from "../../diagnostics.js";
import type { Version } from "../context.js";
import type { MappingNode, Node } from "../node.js";
import type { References } from "../references.js";
import type { Report } from "../report.js";
import type { Schema, SchemaId } from "../types.js";

/** One keyword of one schema. */
export interface Field {
  readonly name: string;
  readonly node: Node;
  /** The schema that it stands in. */
  readonly parent: MappingNode;
  readonly version: Version;
  /** What the keywords before it have added. */
  readonly found: Readonly<Part>;
  readonly report: Report;
  readonly references: References;
  /** Reads a schema inside this one. */
  schema(node: Node): Schema;
  /** Takes note that something refers to the schema at a node, and gives its identity. */
  refer(node: Node): SchemaId;
  /** Reports an error that makes the schema useless. */
  fail(code: Code, message: string, at: Location, help: string): void;
}

/** What a keyword adds to a schema. */
export type Part = { -readonly [Key in keyof Schema]?: Schema[Key] };

/** Reads one keyword of a schema. */
export type ReadKeyword = (field: Field) => Part;
