/** Turns an operation and its input into one call over the transport. */

import { exchange } from "./exchange.js";
import type { AnyOperation } from "./operation.js";
import { draftRequest } from "./request.js";
import { type Reply, readReply } from "./response.js";
import type { Run } from "./run.js";
import { serverBase } from "./server.js";
import type { Transport } from "./transport.js";

/** Sends the operation and reads its answer. */
export function sendOperation(run: Run, transport: Transport, operation: AnyOperation, input: unknown): Promise<Reply> {
  const { method, path, server } = operation;
  // The document's word for the operation stands where the caller has not chosen a server.
  const isChosen = run.settings.server !== run.definition.server;
  const base = serverBase(run, isChosen ? undefined : server);
  const { headers, query, paths, writeBody } = draftRequest(operation, input, run);
  return transport(method, path, {
    fillPath: (template) => paths.reduce((url, fill) => fill(url), base + template),
    query,
    writeBody,
    perform: (url, body) =>
      exchange(run, { method, url, headers, body }, (response) => readReply(operation, response, run.context)),
  });
}
