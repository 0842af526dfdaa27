/** The contract between calls and what judges their input and answers, so that a client without it carries none of it. */

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
}

/** Judges what calls send and receive. The module of validators beside a client makes one. */
export interface Validation {
  /** What is wrong with the parameters and the body of a call, in the caller's form. */
  readonly judgeInput: (operation: AnyOperation, given: GivenInput) => readonly Issue[];
  /** Judges bodies while they are decoded; `undefined` where the document has no schema for them. */
  readonly judgeBody: (operation: AnyOperation, status: string, content: ResponseContent) => JudgedBody | undefined;
  /** Whether a success with a wrong body is an error. */
  readonly isStrict: boolean;
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
  /** What was wrong with the last body, on the wire. */
  readonly issues: () => readonly Issue[];
  /** What in it was too long to be judged. */
  readonly unjudged: () => readonly Issue[];
}
