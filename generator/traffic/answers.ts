/** Finds in a document what it says of an answer: the response by status, the schema of the body by media type. */

import { child, type Described, type DescribedOperation, dialectOf, type Node } from "./document.js";

/** What an operation says of the status of an answer. */
export interface DescribedStatus {
  /** Where statuses are described; absent: nowhere. */
  readonly responses?: Node;
  /** Absent: neither the status, nor a range, nor `default` is there. */
  readonly response?: Node;
  /** Whether it is `default` that covers the status. */
  readonly isDefault: boolean;
}

/** Finds the response of a status. */
export function responseOf(document: Described, { node }: DescribedOperation, status: number): DescribedStatus {
  const responses = child(document, node, "responses");
  if (!responses) return { isDefault: false };
  const code = `${status}`;
  const key = [code, `${code[0]}XX`, `${code[0]}xx`, "default"].find((one) => Object.hasOwn(responses.value, one));
  const response = key === undefined ? undefined : child(document, responses, key);
  return { responses, isDefault: key === "default", ...(response && { response }) };
}

/** What a response says of its body: nothing (`none`), not this media type (`other`), or perhaps a schema. */
export type DescribedBody = "none" | "other" | { readonly schema?: Node };

/**
 * Finds the schema of a body.
 *
 * @param mediaType - Without parameters, in lower case. Swagger 2.0 has one schema for all.
 */
export function bodyOf(document: Described, response: Node, mediaType: string): DescribedBody {
  if (dialectOf(document) === "2.0") {
    const schema = child(document, response, "schema");
    return schema ? { schema } : "none";
  }
  const content = child(document, response, "content");
  const types = Object.keys(content?.value ?? {});
  if (content === undefined || types.length === 0) return "none";
  const type = types.find((one) => covers(one.toLowerCase().replace(/\s*;.*/, ""), mediaType));
  if (type === undefined) return "other";
  const schema = child(document, child(document, content, type), "schema");
  return schema ? { schema } : {};
}

function covers(range: string, type: string): boolean {
  const [start = "", end] = range.replace("*/*", "*").split("*");
  return end === undefined ? range === type : type.startsWith(start) && type.endsWith(end);
}
