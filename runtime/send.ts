/** Turns an operation and its input into one call over the transport. */

import { chooseCredentials } from "./credentials.js";
import { InputError } from "./errors.js";
import { exchange } from "./exchange.js";
import { type HeaderTable, setHeader } from "./headers.js";
import type { AnyOperation } from "./operation.js";
import { draftRequest } from "./request.js";
import { type Reply, readReply } from "./response.js";
import type { Run } from "./run.js";
import { serverBase } from "./server.js";
import type { Transport } from "./transport.js";

/**
 * Sends the operation and reads its answer.
 *
 * @param read - Runs within the time limit of the attempt.
 */
export function sendOperation(
  run: Run,
  transport: Transport,
  operation: AnyOperation,
  input: unknown,
  read = (response: Response): Promise<Reply> => readReply(operation, response, run),
): Promise<Reply> {
  const { method, path, server, security = [] } = operation;
  const base = serverBase(run, server);
  const { headers, query, paths, writeBody } = draftRequest(operation, input, run);
  addIdempotencyKey(run, headers);
  const credentials = chooseCredentials(security, run);
  return transport(method, path, {
    fillPath: (template) => paths.reduce((url, fill) => fill(url), base + template),
    query,
    writeBody,
    perform: (url, body) => exchange(run, { method, url, headers, body }, credentials, read),
  });
}

/** Adds the caller's key, or one for this call, unless there is one already; notes which. */
export function addIdempotencyKey({ settings, context }: Run, headers: HeaderTable): void {
  const { idempotencyKey: wanted = false, idempotencyHeader: name = "Idempotency-Key" } = settings;
  if (/^(GET|HEAD)$/.test(context.method)) return;
  const known = headers[name.toLowerCase()];
  const key = known ?? (wanted === true ? crypto.randomUUID() : wanted);
  if (key === false) return;
  if (!/^[ -~]{1,255}$/.test(key)) throw new InputError("an idempotency key has 1 to 255 ASCII characters", context);
  setHeader(headers, name, key, context);
  context.idempotencyKey = key;
}
