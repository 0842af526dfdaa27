/** The contract between calls and what judges their input and answers, so that a client without it carries none of it. */

import type { CallContext } from "./errors.js";
import type { JsonType } from "./json-types.js";
import type { AnyOperation, ResponseContent } from "./operation.js";

/** One thing that is wrong with a value. Holds nothing of the value itself. */
export interface Issue {
  /** `must be a string`: follows the name of the place. */
  readonly message: string;
  /** Keys and indices that lead to the place; empty for the value itself. */
  readonly path: readonly (string | number)[];
  /** The keyword of JSON Schema that isn't kept: `type`, `maxLength`; `depth` for a value that is nested too deep. */
  readonly keyword: string;
  /** What is expected there: `a string`, `at most 5 characters`. */
  readonly expected: string;
  /** The type of what is there; absent if nothing is. */
  readonly actual?: JsonType | undefined;
}

/** Judges what calls send and receive. The module of validators beside a client makes one. */
export interface Validation {
  /** @throws InputError if the parameters or the body of a call, in the caller's form, aren't as described. */
  readonly judgeInput: (operation: AnyOperation, given: GivenInput, context: CallContext) => void;
  /** Judges bodies while they are decoded; `undefined` where the document has no schema for them. */
  readonly judgeBody: (operation: AnyOperation, status: string, content: ResponseContent) => JudgedBody | undefined;
}

/** What a call is given. */
export interface GivenInput {
  /** What holds the parameters. */
  readonly parameters: unknown;
  readonly body: unknown;
  /** Media type of the body. */
  readonly type: string | undefined;
  /** Where the body is in the input. */
  readonly bodyPath: readonly string[];
}

/** A content whose decoder judges what it is given. */
export interface JudgedBody {
  readonly content: ResponseContent;
  /** Tells what was found in the last body. Gives the reason why it is refused and what is wrong with it, if it is. */
  readonly settle: (tell: (found: Finding) => void) => Refusal | undefined;
}

/** What isn't as the schema says, or was too long to be judged. */
export interface Finding {
  readonly kind: "schema" | "unjudged";
  readonly issues: readonly Issue[];
}

/** Why a body is refused. */
export interface Refusal {
  readonly reason: "schema";
  readonly issues: readonly Issue[];
}
