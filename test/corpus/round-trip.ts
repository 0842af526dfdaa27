/** Turns an operation into calls of its generated function, and those into the first thing that went wrong. */

import { type Case, casesOf, judgeOutcome, replyOf } from "./answers.js";
import type { Samples } from "./bodies.js";
import type { Client, GeneratedOperation } from "./client.js";
import { credentialOptions } from "./credentials.js";
import { isObject, type RawDocument } from "./document.js";
import { judgeRequest } from "./judge.js";
import { accepts, concreteType } from "./media.js";
import type { Operation } from "./operations.js";
import type { Failure } from "./report.js";
import { callerInput, type Input, inputsOf } from "./requests.js";
import type { Form } from "./sample.js";
import { shown } from "./sample.js";
import type { LoopbackServer } from "./server.js";

/** What the calls of a document have in common. */
export interface Stage {
  readonly document: RawDocument;
  readonly server: LoopbackServer;
  readonly origin: string;
  readonly samples: Samples;
}

/** Below it all paths lie, so that a client which drops its server's own path is found. */
const basePath = "/base/v1";

/** Inputs and answers of one operation, the same for every form of the client. */
export interface Script {
  readonly operation: Operation;
  readonly inputs: readonly Input[];
  readonly cases: readonly Case[];
}

/** @throws Unsampled if there is no input to call the operation with. */
export function scriptOf(document: RawDocument, operation: Operation, samples: Samples): Script {
  return {
    operation,
    inputs: inputsOf(document, operation, samples),
    cases: casesOf(document, operation, samples),
  };
}

/** Where a document says nothing of its answers. */
const undocumented: Case = { key: "200", status: 200, content: undefined, headers: [] };

/** Calls the function until every input was sent and every answer received. */
export async function roundTrip(
  { document, server, origin, samples }: Stage,
  { operation, inputs, cases }: Script,
  client: Client,
  generated: GeneratedOperation,
  form: Form,
): Promise<Failure | undefined> {
  const { judge, found } = judgeFor(client);
  const options = { ...credentialOptions(document), server: origin + basePath, retries: 0, timeout: 20_000 };
  const opened = client.open(options);
  const judging = client.open({ ...options, ...judge });
  const failure = (kind: Failure["kind"], message: string): Failure => ({
    kind,
    operation: operation.key,
    form: form.casing,
    message,
  });
  const count = Math.max(inputs.length, cases.length);
  for (let index = 0; index < count; index += 1) {
    const input = inputs[index % inputs.length];
    const sent = cases.length === 0 ? undocumented : cases[index % cases.length];
    if (input === undefined || sent === undefined) continue;
    server.answer(replyOf(sent));
    // What another engine refuses says nothing about ours.
    const isDoubtful =
      [input.body, sent.content].some((one) => one && samples.isDoubtful(one.sample)) ||
      input.parameters.some(({ isWhole }) => !isWhole);
    const given = callerInput(operation, input, form, generated);
    const outcome = await call(generated, isDoubtful ? opened : judging, given);
    const [received, another] = server.received;
    const issues = found() ?? issuesOf(outcome);
    if (issues !== undefined) return failure("validator", shown(issues));
    if (received === undefined) return failure("request", `nothing was sent: ${describe(outcome)}`);
    if (another !== undefined) return failure("request", "more than one request was sent");
    const wrongRequest = judgeRequest(document, operation, input, basePath, received);
    if (wrongRequest !== undefined) return failure("request", wrongRequest);
    const { content } = sent;
    const isAsked =
      content === undefined ||
      accepts(received.headers.get("accept"), concreteType(content.media.type, content.format));
    const wrongResult = isAsked && cases.length > 0 ? await judgeOutcome(sent, outcome, form) : undefined;
    if (wrongResult !== undefined) return failure("response", wrongResult);
  }
  return undefined;
}

/** Options of a client that judges calls, if it has validators, and what they said since they were last asked. */
function judgeFor({ validators }: Client): { readonly judge: object; readonly found: () => unknown } {
  const validation = validators?.["validation"];
  if (typeof validation !== "function") return { judge: {}, found: () => undefined };
  let last: unknown;
  const onMismatch = (mismatch: { readonly kind: string; readonly issues?: unknown }): void => {
    if (mismatch.kind === "schema") last ??= mismatch.issues;
  };
  const found = (): unknown => {
    const said = last;
    last = undefined;
    return said;
  };
  return { judge: { validation: validation({ requests: true, responses: "report" }), onMismatch }, found };
}

/** Why validators refuse an input. */
function issuesOf(outcome: unknown): unknown {
  const error = isObject(outcome) ? outcome["error"] : undefined;
  return error instanceof Error && "issues" in error ? error.issues : undefined;
}

/** The call's `.result()`, or what was thrown in place of one. */
async function call(generated: GeneratedOperation, client: unknown, input: unknown): Promise<unknown> {
  try {
    const args = input === undefined ? [client] : [client, input];
    const made = generated.call(...args);
    const result = isObject(made) ? made["result"] : undefined;
    return typeof result === "function" ? await result() : made;
  } catch (error) {
    return { ok: false, error };
  }
}

function describe(outcome: unknown): string {
  const error = isObject(outcome) ? outcome["error"] : outcome;
  if (!(error instanceof Error)) return shown(error);
  return `${error.name}: ${error.message}${error.cause instanceof Error ? ` (${error.cause.message})` : ""}`;
}
