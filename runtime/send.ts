/** Turns an operation and its input into one call over the transport. */

import { chooseCredentials } from "./credentials.js";
import { InputError } from "./errors.js";
import { exchange } from "./exchange.js";
import { type HeaderTable, setHeader } from "./headers.js";
import type { AnyOperation } from "./operation.js";
import { ownOnly } from "./own.js";
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
  literal: AnyOperation,
  input: unknown,
  read: typeof readReply = readReply,
): Promise<Reply> {
  const operation = ownOnly(literal);
  const { method, path, server, idempotencyHeader, security = [] } = operation;
  const base = serverBase(run, server);
  const { headers, query, paths, writeBody } = draftRequest(operation, input, run);
  addIdempotencyKey(run, headers, idempotencyHeader);
  const credentials = chooseCredentials(security, run);
  return transport(method, path, {
    fillPath: (template) => paths.reduce((url, fill) => fill(url), base + template),
    query,
    writeBody,
    perform: (url, body) =>
      exchange(run, { method, url, headers, body }, credentials, (response) => read(operation, response, run)),
  });
}

/**
 * Adds the caller's key, or one for this call, unless there is one already; notes which.
 *
 * @param declared - The header in which the operation wants a key.
 */
export function addIdempotencyKey({ settings, context }: Run, headers: HeaderTable, declared?: string): void {
  const { idempotencyKey: wanted = declared !== undefined, idempotencyHeader = "Idempotency-Key" } = settings;
  const name = declared ?? idempotencyHeader;
  if (/^(GET|HEAD)$/.test(context.method)) return;
  const known = headers[name.toLowerCase()];
  const key = known ?? (wanted === true ? crypto.randomUUID() : wanted);
  if (key === false) return;
  if (!/^[ -~]{1,255}$/.test(key)) throw new InputError("an idempotency key has 1 to 255 ASCII characters", context);
  setHeader(headers, name, key, context);
  context.idempotencyKey = key;
}
