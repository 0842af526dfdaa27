/** Turns an operation and its input into one call over the transport. */

import { exchange } from "./exchange.js";
import type { AnyOperation } from "./operation.js";
import { draftRequest } from "./request.js";
import { type Reply, readReply } from "./response.js";
import type { Run } from "./run.js";
import { serverBase } from "./server.js";
import type { Transport } from "./transport.js";

/** Sends the operation and reads its answer. */
export async function sendOperation(
  run: Run,
  transport: Transport,
  operation: AnyOperation,
  input: unknown,
): Promise<Reply> {
  const { context, settings } = run;
  const { method, path } = operation;
  const base = serverBase(settings, context);
  const draft = draftRequest(operation, input, run);
  return transport(method, base, path, draft, (url, body) => {
    [context.url = url] = url.split("?");
    return exchange(run, { method, url, headers: draft.headers, body: body ?? null }, (response) =>
      readReply(operation, response, context),
    );
  });
}
