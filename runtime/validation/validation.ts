/** Judges the calls of a client by the checks of its operations. */

import { InputError } from "../errors.js";
import type { GivenInput, Issue, JudgedBody, Validation } from "../issues.js";
import { listened } from "../misfits.js";
import type { AnyOperation, ResponseContent } from "../operation.js";
import { ownOnly } from "../own.js";
import type { Check } from "./findings.js";
import { judge } from "./standard.js";

/** What of calls is judged. */
export interface ValidationOptions {
  /**
   * Whether parameters and bodies are judged before anything is sent; what is wrong is an `InputError` with `issues`.
   *
   * @defaultValue `false`
   */
  readonly requests?: boolean | undefined;
  /**
   * Whether bodies of answers are judged. `"report"`: what is wrong is told to `onMismatch`, and the caller gets the value all
   * the same. `"strict"`: a success with a wrong body is a `DecodeError` with `issues`.
   *
   * @defaultValue they are not
   */
  readonly responses?: "report" | "strict" | undefined;
}

/** Checks by media type. */
export interface ContentChecks {
  readonly [mediaType: string]: Check;
}

/** What is asked of the calls of one operation. */
export interface CallChecks {
  /** Of the object that holds the parameters. */
  readonly parameters?: Check;
  /** Of the caller's form of the body. */
  readonly body?: ContentChecks;
  /** By status as the document has it; what the checks give is the caller's form. */
  readonly responses?: { readonly [status: string]: ContentChecks };
}

/** Checks by operation id. */
export interface OperationTable {
  readonly [operation: string]: CallChecks;
}

/** What judges calls by a table. */
export function openValidation(operations: OperationTable, options: ValidationOptions): Validation {
  // What is absent must not be found on a prototype.
  const table = ownOnly(operations);
  const { requests, responses: judging } = ownOnly(options);
  const checksOf = ({ id }: AnyOperation): CallChecks => table[id] ?? ownOnly({});
  return {
    judgeInput: (operation, given, context) => {
      const issues = requests === true ? judgeInput(checksOf(operation), given) : [];
      if (issues.length > 0) throw new InputError("the input isn't as described", context, { issues });
    },
    judgeBody: (operation, status, content) => {
      const contents = ownOf(checksOf(operation).responses ?? {}, status);
      const check = judging && contents && ownOf(contents, content.type);
      return check && judgedBody(check, content, judging === "strict");
    },
  };
}

function ownOf<Value>(table: { readonly [key: string]: Value }, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function judgeInput({ parameters, body = {} }: CallChecks, given: GivenInput): readonly Issue[] {
  const check = given.type === undefined ? undefined : ownOf(body, given.type);
  const wrong = parameters ? (judge(parameters, given.parameters ?? {}).issues ?? []) : [];
  const inBody = check && given.body !== undefined ? (judge(check, given.body).issues ?? []) : [];
  return [...wrong, ...inBody.map((issue) => ({ ...issue, path: [...given.bodyPath, ...issue.path] }))];
}

/** What is right is decoded by its check, what is wrong as if nobody had judged it. */
function judgedBody(check: Check, content: ResponseContent, isStrict: boolean): JudgedBody {
  let issues: readonly Issue[] = [];
  let unjudged: readonly Issue[] = [];
  const decode = (value: unknown): unknown => {
    const { value: judgement, misfits } = listened(() => judge(check, value));
    issues = judgement.issues ?? [];
    const convert = (): unknown => (content.decode ? content.decode(value) : value);
    // What issues say, misfits needn't say again.
    if (judgement.issues) return listened(convert).value;
    unjudged = judgement.unjudged ?? [];
    // Codecs know the way to what they can't convert, checks that call them don't.
    return misfits.length > 0 ? convert() : judgement.value;
  };
  return {
    content: Object.assign(Object.create(null), content, { decode }),
    settle: (tell) => {
      if (unjudged.length > 0) tell({ kind: "unjudged", issues: unjudged });
      if (issues.length === 0) return undefined;
      if (isStrict) return { reason: "schema", issues };
      tell({ kind: "schema", issues });
      return undefined;
    },
  };
}
