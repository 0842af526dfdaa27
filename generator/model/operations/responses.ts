/** Turns documented responses into successes and failures with typed bodies and headers. */

import type * as document from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { schemaDocs } from "../docs.js";
import { camelCase, capitalise } from "../naming/casing.js";
import type { Header, Response, ResponseContent, Shape } from "../types.js";
import { contentShape, formatOf } from "./media-types.js";

/** Responses that go on as long as the server likes. Until streams have readers of their own they arrive whole, as text. */
const STREAM = /^(text\/event-stream|application\/(x-ndjson|jsonl|json-seq|x-json-stream))/;

const readers = { json: "json", text: "text", bytes: "bytes", form: "text", multipart: "bytes" } as const;

function buildContent(media: document.MediaType, context: BuildContext, name: string): ResponseContent {
  const isStream = STREAM.test(media.type);
  if (isStream) {
    const message = `A stream of type "${media.type}" is read to its end and given as text: streams are not supported yet.`;
    context.report("CW3912", "warning", message, media.at);
  }
  const format = isStream ? "text" : readers[formatOf(media)];
  return { mediaType: media.type, format, shape: contentShape(media, format, context, name) };
}

/** The schema itself where a header's is only a reference: headers are converted where they are read. */
function resolved(schema: document.Schema, context: BuildContext): document.Schema {
  const target = schema.ref === undefined ? undefined : context.schema(schema.ref);
  return target === undefined ? schema : resolved(target, context);
}

function buildHeader(header: document.Header, context: BuildContext): Header {
  const schema = resolved(header.schema, context);
  const shape = context.shapes.declaredShape(schema, context, "Header");
  const isScalar = /^(string|number|boolean|instant|literal|unknown)$/.test(shape.kind) || isLiteralUnion(shape);
  if (!isScalar) {
    const message = `Response header "${header.name}" is not a plain value: it is given as text.`;
    context.report("CW3913", "warning", message, header.at);
  }
  const docs = schemaDocs(header.schema);
  return {
    wireName: header.name,
    name: camelCase(header.name) || header.name,
    required: header.required,
    shape: isScalar ? shape : { kind: "string" },
    docs: { ...docs, ...(header.description === undefined ? {} : { description: header.description }) },
  };
}

function isLiteralUnion(shape: Shape): boolean {
  return shape.kind === "union" && shape.members.every((member) => member.kind === "literal");
}

/**
 * The media types that are asked for: JSON alone where a response has it, so that the caller's type is one. The others
 * are the same data in another dress.
 */
function wanted(response: document.Response, context: BuildContext): readonly document.MediaType[] {
  const json = response.content.filter((media) => formatOf(media) === "json");
  if (json.length > 0 && json.length < response.content.length) context.tally("CW3006", response.at);
  return json.length > 0 ? json : response.content;
}

function buildResponse(response: document.Response, context: BuildContext, name: string): Response {
  return {
    status: response.status,
    ...(response.description === undefined ? {} : { description: response.description }),
    content: wanted(response, context).map((media, index) =>
      buildContent(media, context, index === 0 ? name : `${name}Content${index + 1}`),
    ),
    headers: response.headers.map((header) => buildHeader(header, context)),
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
  const isSuccess = ({ status }: document.Response) => status.startsWith("2");
  const documented = operation.responses.filter(isSuccess);
  const successes = documented.map((response, index) =>
    buildResponse(response, context, `${pascal}Result${index === 0 ? "" : response.status}`),
  );
  const isRedirect = ({ status }: document.Response) => /^30[12378]$/.test(status);
  // A redirect is followed, or refused as an error of its own: it never arrives as a response.
  for (const response of operation.responses.filter(isRedirect)) context.tally("CW3009", response.at);
  const failures = operation.responses
    .filter((response) => /^[345]|^default$/.test(response.status) && !isRedirect(response))
    .map((response) => buildResponse(response, context, `${pascal}Failure${failureSuffix(response.status)}`));
  const fallback = failures.find((response) => response.status === "default");
  return { successes: documented.length === 0 && fallback !== undefined ? [fallback] : successes, failures };
}

function failureSuffix(status: string): string {
  return status === "default" ? "" : status;
}
