/** A client of one document on a fetch that answers from a list and notes what it was asked. */

import { type Client, type ClientDefinition, type ClientOptions, openClient } from "../../../runtime/index.js";
import type { AnyOperation } from "../../../runtime/operation.js";

export interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

/** A fetch that gives the answers in turn, the last one for ever; an `Error` is thrown. */
export function answering(...answers: (() => Response | Error)[]): {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  sent: Sent[];
} {
  const sent: Sent[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const answer = answers[Math.min(sent.length, answers.length - 1)]?.() ?? json({});
    sent.push({ url, init });
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { fetch, sent };
}

export function json(body: unknown, init: ResponseInit = {}): Response {
  return new Response(JSON.stringify(body), {
    ...init,
    headers: { "content-type": "application/json", ...init.headers },
  });
}

const definition: ClientDefinition = { document: "Test", server: "https://api.test/v1" };

/** A client that never waits for a retry, since it makes none. */
export function client(options: ClientOptions & Record<string, unknown>, more: Partial<ClientDefinition> = {}): Client {
  return openClient({ ...definition, ...more }, { retries: 0, ...options });
}

const okJson = { 200: { content: [{ type: "application/json" }] } };

/** `GET /things` that answers JSON, unless told otherwise. */
export function operation(more: Partial<AnyOperation> = {}): AnyOperation {
  return { document: "Test", id: "thing", method: "GET", path: "/things", input: "none", responses: okJson, ...more };
}

/** Headers as `fetch` got them. */
export function headersOf(sent: Sent | undefined): Record<string, string> {
  return { ...(sent?.init.headers as Record<string, string>) };
}

/** What a call rejects with. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    (value) => {
      throw new Error(`resolved to ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
}
