/** Turns operations and clients into what went wrong when every operation was called in every form. */

import type { Samples } from "./bodies.js";
import type { Generated } from "./client.js";
import type { RawDocument } from "./document.js";
import type { Operation } from "./operations.js";
import type { Failure } from "./report.js";
import { roundTrip, type Script, type Stage } from "./round-trip.js";
import { LoopbackServer } from "./server.js";
import type { Variant } from "./variant.js";

/** What came of all calls. */
export interface Outcomes {
  readonly failures: readonly Failure[];
  /** Keys of operations that are in no client, each named in a diagnostic. */
  readonly left: ReadonlySet<string>;
}

/** Calls what the clients have, and looks for what they don't in diagnostics. */
export async function callAll(
  document: RawDocument,
  operations: readonly Operation[],
  variants: readonly Variant[],
  scripts: readonly Script[],
  samples: Samples,
): Promise<Outcomes> {
  const server = new LoopbackServer();
  const stage: Stage = { document, server, origin: await server.open(), samples };
  const byOperation = new Map(scripts.map((script) => [script.operation, script]));
  const failures: Failure[] = [];
  const left = new Set<string>();
  try {
    for (const variant of variants) {
      for (const operation of operations) {
        const found = await callOne(stage, operation, byOperation.get(operation), variant);
        if (found === "diagnosed") left.add(operation.key);
        else if (found !== undefined) failures.push(found);
      }
    }
  } finally {
    await server.close();
  }
  return { failures, left };
}

/** What went wrong with an operation in one form, or that a diagnostic names it. */
async function callOne(
  stage: Stage,
  operation: Operation,
  script: Script | undefined,
  { form, generated, client, operations }: Variant,
): Promise<Failure | "diagnosed" | undefined> {
  const own = operations.get(operation);
  if (own === undefined || client === undefined) {
    if (isDiagnosed(operation, generated)) return "diagnosed";
    const message =
      client === undefined ? "there is no client to call it with" : "is neither in the client nor in a diagnostic";
    return { kind: "lost", operation: operation.key, form: form.casing, message };
  }
  return script && (await roundTrip(stage, script, client, own, form));
}

function isDiagnosed({ key, at }: Operation, { client, diagnostics }: Generated): boolean {
  if (client?.omitted.includes(key) === true) return true;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if ((client?.files.length ?? 0) === 0) return errors.length > 0;
  return errors.some((error) => error.at?.file === at.file && error.at.pointer.startsWith(at.pointer));
}
