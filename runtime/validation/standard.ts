/** Makes validators of checks: Standard Schema version 1, and `is`, `assert` and `parse` beside it. */

import { jsonType } from "../json-types.js";
import { type Check, Findings, type Issue, TooDeep } from "./findings.js";

/** What libraries that take schemas of any origin ask of one: version 1 of Standard Schema (https://standardschema.dev). */
export interface StandardSchemaV1<Input = unknown, Output = Input> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => Judgement<Output>;
    /** Carries the types; never present at run time. */
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

/** The value, or why it is none of the type. */
export type Judgement<Output> =
  | {
      readonly value: Output;
      readonly issues?: undefined;
      /** Texts that were too long to be held to a pattern. */
      readonly unjudged?: readonly Issue[];
    }
  | { readonly issues: readonly Issue[] };

/** Judges values in the form that callers have. */
export interface Validator<Model> extends StandardSchemaV1<Model> {
  /** Whether a value is one of the model. */
  is(value: unknown): value is Model;
  /** @throws ValidationError if the value is none of the model. */
  assert(value: unknown): asserts value is Model;
  /**
   * The value, once it is known to be one of the model.
   *
   * @throws ValidationError
   */
  parse(value: unknown): Model;
}

/** Judges parsed JSON as it comes over the wire, and gives the caller's form of it. */
export interface WireValidator<Model> extends StandardSchemaV1<unknown, Model> {
  /** Whether a value is one of the model, in the form of the wire. */
  is(value: unknown): boolean;
  /** @throws ValidationError if the value is none of the model in the form of the wire. */
  assert(value: unknown): void;
  /**
   * The caller's form of a value.
   *
   * @throws ValidationError
   */
  parse(value: unknown): Model;
}

/** A value isn't what its schema says. Neither the message nor the issues hold anything of it. */
export class ValidationError extends Error {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map(({ path, message }) => `${path.join(".") || "the value"} ${message}`).join("; "));
    this.issues = issues;
  }

  override get name(): "ValidationError" {
    return "ValidationError";
  }
}

/** Judges a value by a check. */
export function judge(check: Check, value: unknown): Judgement<unknown> {
  const found = new Findings();
  try {
    const result = check(value, undefined, found);
    if (found.count === 0) return { value: result };
    const { issues, unjudged } = found;
    return issues.length === 0 ? { value: result, unjudged } : { issues };
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    const expected = "nested less deeply";
    return {
      issues: [{ message: `must be ${expected}`, path: [], keyword: "depth", expected, actual: jsonType(value) }],
    };
  }
}

/** The validator of a check that returns what it is given. */
export function validator<Model>(check: Check): Validator<Model> {
  return new CheckValidator<Model>(check);
}

/** The validator of a check that decodes what it is given. */
export function wireValidator<Model>(check: Check): WireValidator<Model> {
  return new CheckValidator<Model>(check);
}

class CheckValidator<Model> implements Validator<Model> {
  readonly "~standard": Validator<Model>["~standard"];

  constructor(check: Check) {
    // A check can't say what it makes: the generated constant that holds the validator does.
    const validate = (value: unknown) => judge(check, value) as Judgement<Model>;
    this["~standard"] = { version: 1, vendor: "clientwright", validate };
  }

  is(value: unknown): value is Model {
    return this["~standard"].validate(value).issues === undefined;
  }

  assert(value: unknown): asserts value is Model {
    this.parse(value);
  }

  parse(value: unknown): Model {
    const judgement = this["~standard"].validate(value);
    if (judgement.issues) throw new ValidationError(judgement.issues);
    return judgement.value;
  }
}
