/** Stand-ins for `fetch`, where a case is about what a platform can't be made to do, or must be watched doing it. */

import type { Fetch } from "../../runtime/index.js";

/** The platform's `fetch`, counting the answers whose headers are there, and the bytes that were read of their bodies. */
export function noticing(): { readonly fetch: Fetch; answers(): number; bytes(): number } {
  let answers = 0;
  let bytes = 0;
  const counting = (): TransformStream<Uint8Array, Uint8Array> =>
    new TransformStream({
      transform(chunk, controller) {
        bytes += chunk.length;
        controller.enqueue(chunk);
      },
    });
  return {
    fetch: async (url, init) => {
      const response = await globalThis.fetch(url, init);
      answers++;
      const { body, status, statusText, headers } = response;
      return body ? new Response(body.pipeThrough(counting()), { status, statusText, headers }) : response;
    },
    answers: () => answers,
    bytes: () => bytes,
  };
}

/** A `fetch` that answers without a network and notes what it was asked. */
export function answering(answer: () => Promise<Response>): {
  readonly fetch: Fetch;
  readonly sent: { url: string; init: RequestInit }[];
} {
  const sent: { url: string; init: RequestInit }[] = [];
  return {
    fetch: (url, init) => {
      sent.push({ url, init });
      return answer();
    },
    sent,
  };
}
