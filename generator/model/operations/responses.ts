/** Turns documented responses into successes and failures with typed bodies and headers. */

import type * as document from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { capitalise } from "../naming/casing.js";
import type { Response, ResponseContent } from "../types.js";
import { buildHeader } from "./headers.js";
import { contentShape, formatOf, isStream } from "./media-types.js";

/** How a body of a format is read: nothing in a response takes a form apart. */
const readers = { json: "json", text: "text", bytes: "bytes", form: "text", multipart: "bytes" } as const;

function buildContent(media: document.MediaType, context: BuildContext, name: string): ResponseContent {
  if (isStream(media.type)) {
    const message = `A stream of type "${media.type}" is read to its end and given as text: streams are not supported yet.`;
    context.report("CW3912", "warning", message, media.at, "Take the text apart yourself.");
  }
  const format = readers[formatOf(media, context)];
  return { mediaType: media.type, format, shape: contentShape(media, format, context, name) };
}

/**
 * The media types that are asked for. Where JSON is one of them, others that hold the same data in another dress are left
 * out, so that the caller's type is one; those that hold something else may arrive as well. Until streams have readers of
 * their own, they are asked for only where there is nothing else.
 */
function wanted(response: document.Response, context: BuildContext): readonly document.MediaType[] {
  const json = response.content.filter((media) => formatOf(media, context) === "json");
  if (json.length === 0) return response.content;
  const others = response.content.filter((media) => !json.includes(media) && holdsSomethingElse(media, json));
  if (json.length + others.length < response.content.length) context.tally("CW3006", response.at);
  return [...json, ...others];
}

function holdsSomethingElse(media: document.MediaType, json: readonly document.MediaType[]): boolean {
  const { type, schema } = media;
  if (schema === undefined || isStream(type) || /[/+-](xml|yaml|x-www-form-urlencoded)$/.test(type)) return false;
  return !json.some((one) => one.schema === undefined || isSame(one.schema, schema));
}

/** Whether two schemas say the same, wherever they stand. */
function isSame(one: unknown, other: unknown): boolean {
  if (one instanceof Map && other instanceof Map) return isSame([...one], [...other]);
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  const [left, right] = [one, other].map((value) =>
    Object.entries(value).filter(([key]) => key !== "id" && key !== "at"),
  );
  if (left === undefined || right === undefined || left.length !== right.length) return false;
  const found = new Map(right);
  return left.every(([key, value]) => found.has(key) && isSame(value, found.get(key)));
}

function buildResponse(
  response: document.Response,
  isBodiless: boolean,
  context: BuildContext,
  name: string,
): Response {
  const content = wanted(response, context);
  return {
    status: response.status,
    ...(response.description === undefined ? {} : { description: response.description }),
    content: content.map((media, index) =>
      isBodiless
        ? { mediaType: media.type, format: readers[formatOf(media, context)], shape: { kind: "unknown" } }
        : buildContent(media, context, index === 0 ? name : `${name}Content${index + 1}`),
    ),
    headers: response.headers.map((header) => buildHeader(header, context, name)),
    isBodiless,
  };
}

/**
 * Successes and failures of an operation. `default` is a failure, unless no success is documented: then it is all that the
 * document says about one, too.
 */
export function buildResponses(
  operation: document.Operation,
  functionName: string,
  context: BuildContext,
): { successes: Response[]; failures: Response[] } {
  const pascal = capitalise(functionName);
  const isBodiless = operation.method === "HEAD";
  const isSuccess = ({ status }: document.Response) => status.startsWith("2");
  const documented = operation.responses.filter(isSuccess);
  const successes = documented.map((response, index) =>
    buildResponse(response, isBodiless, context, `${pascal}Result${index === 0 ? "" : response.status}`),
  );
  const isRedirect = ({ status }: document.Response) => /^30[12378]$/.test(status);
  // A redirect is followed, or refused as an error of its own: it never arrives as a response.
  for (const response of operation.responses.filter(isRedirect)) context.tally("CW3009", response.at);
  const failures = operation.responses
    .filter((response) => /^[345]|^default$/.test(response.status) && !isRedirect(response))
    .map((response) =>
      buildResponse(response, isBodiless, context, `${pascal}Failure${failureSuffix(response.status)}`),
    );
  const fallback = failures.find((response) => response.status === "default");
  return { successes: documented.length === 0 && fallback !== undefined ? [fallback] : successes, failures };
}

function failureSuffix(status: string): string {
  return status === "default" ? "" : status;
}
