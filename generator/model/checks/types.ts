/**
 * Checks: what is asked of values, in an order and in words of its own, so that straight functions can be printed from it.
 *
 * A check says what its schema says, keyword by keyword, for one direction (`readOnly`, `writeOnly`) and with the caller's
 * names beside those of the wire. It serves three forms: values on the wire, the caller's values, and wire values that are
 * decoded as they are checked.
 */

import type { JsonValue, SchemaType } from "../../normalise/types.js";
import type { ConvertedShape, Pointer, Shape } from "../types.js";

/** All that a client can check. */
export interface Checks {
  readonly models: readonly ModelCheck[];
  readonly operations: readonly OperationCheck[];
}

/** The check of a named model. */
export interface ModelCheck {
  readonly pointer: Pointer;
  /** The model's type. */
  readonly typeName: string;
  /** What its validator is called: as the type is, unless the module needs that name itself. */
  readonly name: string;
  /** What the validator of its wire form is called; absent: wire and caller's form are the same. */
  readonly wireName?: string;
  readonly check: Check;
}

/** Keywords with a number, in the order in which they are checked. */
export const limitKeywords = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
] as const;

/** A keyword with a number. */
export type LimitKeyword = (typeof limitKeywords)[number];

/** Formats that are checked, by the name of their check. */
export type FormatCheck =
  | "byte"
  | "date"
  | "dateTime"
  | "duration"
  | "email"
  | "hostname"
  | "int32"
  | "int64"
  | "ipv4"
  | "ipv6"
  | "time"
  | "uri"
  | "uriReference"
  | "uuid";

/** What is asked of one value. Everything that is present has to hold; a check that says nothing lets all pass. */
export interface Check {
  /** What a function of its own is called after, in PascalCase. */
  readonly name: string;
  /** Nothing passes. */
  readonly never?: true;
  readonly types?: readonly SchemaType[];
  /** The only values. */
  readonly values?: readonly JsonValue[];
  /** Values that are listed where others of the type pass, too. Where it matters that a check fails, only these do. */
  readonly known?: readonly JsonValue[];
  readonly limits: readonly { readonly keyword: LimitKeyword; readonly value: number }[];
  readonly format?: FormatCheck;
  /** What the caller has in the place of what `types` and `format` say of the wire. */
  readonly converted?: ConvertedShape["to"];
  readonly pattern?: PatternCheck;
  readonly uniqueItems?: true;
  readonly prefixItems?: readonly Check[];
  /** Of items behind `prefixItems`. */
  readonly items?: Check;
  readonly contains?: { readonly check: Check; readonly least: number; readonly most?: number };
  readonly properties: readonly PropertyCheck[];
  /** By expressions that names of properties fit. */
  readonly patterns: readonly { readonly pattern: PatternCheck; readonly check: Check }[];
  /** Of properties that are neither listed nor fit a pattern. */
  readonly additional?: Check;
  readonly propertyNames?: Check;
  /** What holds where a property is there. */
  readonly dependents: readonly DependentCheck[];
  /** Another model's check. */
  readonly reference?: Pointer;
  readonly all: readonly Check[];
  readonly any?: readonly Check[];
  readonly one?: readonly Check[];
  readonly not?: Check;
  readonly condition?: { readonly if: Check; readonly holds?: Check; readonly fails?: Check };
  /** Null, or what this check lets pass. */
  readonly nullable?: Check;
  readonly tagged?: TaggedCheck;
  readonly unevaluatedItems?: Check;
  readonly unevaluatedProperties?: Check;
  /** Wire and caller's form are the same, whatever the check consists of. */
  readonly isSame?: true;
  /** Whose codec converts the value once it is checked. Absent: it is converted part by part, or not at all. */
  readonly codec?: Shape;
  /** The codec is made for the other direction only: nothing decodes the value. */
  readonly isUndecodable?: true;
}

/** A check that lets everything pass. */
export function emptyCheck(name: string): Check {
  return { name, limits: [], properties: [], patterns: [], dependents: [], all: [] };
}

/** A regular expression of a schema. */
export interface PatternCheck {
  readonly source: string;
  /** The longest text that it is tried on, where that is less than the usual. */
  readonly limit?: number;
}

/** A property that is listed or required. */
export interface PropertyCheck {
  readonly wireName: string;
  readonly name: string;
  readonly required: boolean;
  /** Whether the schema lists it: one that is only required may still be an additional one. */
  readonly isListed: boolean;
  readonly check: Check;
}

/** What holds where a property is there: others are, too, or the object as a whole passes a check. */
export interface DependentCheck {
  readonly wireName: string;
  readonly name: string;
  readonly required: readonly { readonly wireName: string; readonly name: string }[];
  readonly check?: Check;
}

/** A choice among objects by the value of a property. */
export interface TaggedCheck {
  readonly wireName: string;
  readonly name: string;
  readonly tags: readonly { readonly value: string; readonly check: Check }[];
  /** Of values whose tag is missing or not among `tags`. */
  readonly otherwise?: Check;
}

/** What is asked of the calls of an operation. */
export interface OperationCheck {
  /** As the operation's constant has it. */
  readonly id: string;
  /** Of the object that holds the parameters, those of a group in a member of it. */
  readonly parameters?: Check;
  readonly body: readonly ContentCheck[];
  readonly responses: readonly { readonly status: string; readonly content: readonly ContentCheck[] }[];
}

/** A body in one media type. */
export interface ContentCheck {
  readonly mediaType: string;
  readonly check: Check;
}

/** How a pattern's matching time grows: what the user's patterns were found to be, by their source. */
export type PatternGrowth = ReadonlyMap<string, "linear" | "polynomial" | "exponential" | "invalid">;
