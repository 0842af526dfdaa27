/** The operations that cases call. */

import { jsonBody } from "../../runtime/index.js";
import type { AnyOperation } from "../../runtime/operation.js";
import { secrets } from "./secrets.js";

/** Names of all credentials that go together on one request. */
const allCredentials: readonly string[] = ["headerKey", "token", "queryKey", "cookieKey"];

/** `/things` by some method with all credentials, JSON in and out. */
export function operation(method = "GET", more: Partial<AnyOperation> = {}): AnyOperation {
  const hasBody = /^(POST|PUT|PATCH)$/.test(method);
  return {
    document: "Faulty",
    id: "thing",
    method,
    path: "/things",
    security: [allCredentials],
    input: hasBody ? "body" : "none",
    ...(hasBody && { body: [{ type: "application/json", write: jsonBody }] }),
    responses: { 200: { content: [{ type: "application/json" }] } },
    ...more,
  };
}

/** A body that nobody should see. */
export const privateBody = { password: secrets.body };
