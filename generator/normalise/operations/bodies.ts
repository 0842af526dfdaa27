/** Turns Request Body and Response Objects into bodies with normalised media types. */

import { type Context, speaks2020 } from "../context.js";
import { asMapping, broken, flag, mapping, prose } from "../fields.js";
import { isDeprecated } from "../info.js";
import { reportUnknownFields } from "../known-fields.js";
import {
  assemble,
  at,
  atKey,
  child,
  children,
  isMapping,
  isMappingNode,
  type MappingNode,
  type Node,
} from "../node.js";
import type { Header, Link, RequestBody, Response, SchemaId } from "../types.js";
import { readContent } from "./content.js";
import { isHeaderName, readValue } from "./parameters.js";

type ResponseBody = Omit<Response, "status">;

/** Reads request bodies and responses; one that many operations share is read once. */
export class Bodies {
  readonly #context: Context;
  readonly #requests = new Map<SchemaId, RequestBody | undefined>();
  readonly #responses = new Map<SchemaId, ResponseBody | undefined>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** Reads a request body or a reference to one. `undefined` if an error was reported. */
  request(node: Node): RequestBody | undefined {
    return this.#once(node, this.#requests, (target) => readRequestBody(target, this.#context));
  }

  /** Reads `responses` of an operation: exact statuses first, then ranges, then `default`. */
  responses(parent: MappingNode): readonly Response[] | undefined {
    const { report, version } = this.#context;
    const node = mapping(parent, "responses", report);
    if (node === broken) return undefined;
    if (!node) {
      const help = "Describe at least the successful response.";
      if (!speaks2020(version)) report.warn("CW2104", "The operation has no `responses`.", atKey(parent), help);
      return [];
    }
    const found: Response[] = [];
    let isBroken = false;
    for (const [key, inner] of children(node)) {
      const status = key.startsWith("x-") ? undefined : this.#status(key, inner);
      if (status === undefined || found.some((response) => response.status === status)) continue;
      const body = this.#once(inner, this.#responses, (target) => readResponse(target, key, this.#context));
      if (body) found.push({ status, ...this.#bodiless(status, body) });
      else isBroken = true;
    }
    return isBroken ? undefined : [...found].sort((one, other) => rank(one) - rank(other));
  }

  /** Statuses that HTTP gives no body (RFC 9110 §15) have none, whatever is written. */
  #bodiless(status: string, body: ResponseBody): ResponseBody {
    if (!/^(20[45]|304)$/.test(status) || body.content.length === 0) return body;
    const message = `An answer with the status ${status} has no body; its \`content\` is ignored.`;
    this.#context.report.inform("CW2106", message, body.at, "Remove `content`, or use another status.");
    return { ...body, content: [] };
  }

  #status(key: string, node: Node): string | undefined {
    if (/^\d{3}$|^[1-5]XX$|^default$/.test(key)) return key;
    const { report } = this.#context;
    const meant = statusMeant(key);
    if (meant !== undefined) {
      report.warn("CW2105", `\`${key}\` must be written \`${meant}\`.`, atKey(node), "Write it so.");
      return meant;
    }
    const help = "Write a status such as `200`, a range such as `4XX`, or `default`.";
    report.warn("CW2103", `\`${key}\` is not a status; the response is left out.`, atKey(node), help);
    return undefined;
  }

  #once<Body extends { readonly description?: string }>(
    node: Node,
    known: Map<SchemaId, Body | undefined>,
    read: (target: Node) => Body | undefined,
  ): Body | undefined {
    const { references, report } = this.#context;
    const target = references.follow(node);
    if (!target) return undefined;
    const id = references.idOf(target);
    if (!known.has(id)) known.set(id, read(target));
    const body = known.get(id);
    if (!body || target === node || !isMappingNode(node)) return body;
    const description = prose(node, "description", report);
    return description === undefined ? body : { ...body, description };
  }
}

/** `4xx`, `Default` and `200 OK` are plain. */
function statusMeant(key: string): string | undefined {
  const word = key.trim();
  if (/^[1-5]xx$/i.test(word)) return word.toUpperCase();
  if (/^default$/i.test(word)) return "default";
  return /^([1-5]\d{2})(?!\d)/.exec(word)?.[1];
}

function rank({ status }: Response): number {
  if (status === "default") return 2;
  return status.endsWith("XX") ? 1 : 0;
}

function readRequestBody(node: Node, context: Context): RequestBody | undefined {
  const { report } = context;
  const body = asMapping(node, "requestBody", report);
  if (!body) return undefined;
  reportUnknownFields(body, "a request body", context, isSchemaAlone(body));
  const content = mapping(withContent(body, context), "content", report);
  if (!content) {
    report.error("CW2102", "The request body has no `content`.", at(body), "Add `content` with a media type.");
    return undefined;
  }
  const media = content === broken ? undefined : readContent(content, context);
  if (!media) return undefined;
  if (media.length === 0 && children(content === broken ? body : content).length > 0) {
    report.error(
      "CW2102",
      "The request body has no media type that is one.",
      at(body),
      "Add one such as `application/json`.",
    );
    return undefined;
  }
  const description = prose(body, "description", report);
  return {
    required: flag(body, "required", report) === true,
    ...(description !== undefined && { description }),
    content: media,
    at: at(body),
  };
}

/** Whether a field is a `schema` that {@link withContent} moves to where it belongs. */
function isSchemaAlone(body: MappingNode): (field: string) => boolean {
  const isAlone = !child(body, "content");
  return (field) => isAlone && field === "schema";
}

/** A body with `schema` and no `content` is JSON, as in Swagger 2.0. */
function withContent(body: MappingNode, { report }: Context): MappingNode {
  const schema = child(body, "schema");
  if (!schema || child(body, "content")) return body;
  const help = "Put `schema` under `content` and `application/json`.";
  report.warn("CW2105", "`schema` without `content` is taken as that of `application/json`.", atKey(schema), help);
  const media = assemble(body, [["schema", schema]]);
  return assemble(body, [...children(body), ["content", assemble(body, [["application/json", media]])]]);
}

function readResponse(node: Node, status: string, context: Context): ResponseBody | undefined {
  const { report } = context;
  if (node.value === null) {
    const message = `The response ${status} must not be null; it is taken as one without a body.`;
    report.warn("CW2105", message, atKey(node), "Write at least a `description`.");
    return { content: [], headers: [], links: [], at: at(node) };
  }
  const response = asMapping(node, status, report);
  if (!response) return undefined;
  reportUnknownFields(response, "a response", context, isSchemaAlone(response));
  const description = prose(response, "description", report) ?? prose(response, "summary", report);
  if (description === undefined) {
    report.warn("CW2104", "The response has no `description`.", atKey(response), "Add `description`.");
  }
  const content = mapping(withContent(response, context), "content", report);
  const media = content === undefined ? [] : content === broken ? undefined : readContent(content, context);
  const headers = readHeaders(response, context);
  if (!media || !headers) return undefined;
  return {
    ...(description !== undefined && { description }),
    content: media,
    headers,
    links: readLinks(response, context),
    at: at(response),
  };
}

/** Links are documentation: one that can't be understood is left out. */
function readLinks(response: MappingNode, { report, references }: Context): readonly Link[] {
  const links = child(response, "links");
  if (!links || !isMappingNode(links)) return [];
  return children(links).flatMap(([name, node]): readonly Link[] => {
    const text = isMappingNode(node) ? child(node, "$ref") : undefined;
    const target = typeof text?.value === "string" ? references.tryTarget(text, text.value) : node;
    if (!target) {
      const message = `\`${String(text?.value)}\` points to nothing; the link is left out.`;
      report.warn("CW2201", message, at(text ?? node), "Correct the reference.");
    }
    if (!target || !isMappingNode(target)) return [];
    const operationId = prose(target, "operationId", report);
    const operationRef = prose(target, "operationRef", report);
    const description = prose(target, "description", report);
    const place = child(target, "operationRef");
    const operation = place && operationRef !== undefined ? references.tryTarget(place, operationRef) : undefined;
    const parameters = child(target, "parameters")?.value;
    const requestBody = child(target, "requestBody")?.value;
    return [
      {
        name,
        ...(operationId !== undefined && { operationId }),
        ...(operationRef !== undefined && { operationRef }),
        ...(operation && { operation: references.idOf(operation) }),
        ...(isMapping(parameters) && { parameters }),
        ...(requestBody !== undefined && { requestBody }),
        ...(description !== undefined && { description }),
      },
    ];
  });
}

function readHeaders(response: MappingNode, context: Context): readonly Header[] | undefined {
  const headers = mapping(response, "headers", context.report);
  if (headers === broken) return undefined;
  const read = (headers ? children(headers) : [])
    // "If a response header is defined with the name "Content-Type", it SHALL be ignored."
    .filter(([name, node]) => name.toLowerCase() !== "content-type" && isUsable(name, node, context))
    .map(([name, node]) => readHeader(name, node, context));
  const found = read.filter((header) => header !== undefined);
  return found.length === read.length ? found : undefined;
}

/** A header that no response can have is left out. */
function isUsable(name: string, node: Node, { report }: Context): boolean {
  if (isHeaderName(name)) return true;
  const message = `\`${name}\` is not a name of a header; the header is left out.`;
  report.warn("CW2103", message, atKey(node), "Remove the other characters.");
  return false;
}

function readHeader(name: string, node: Node, context: Context): Header | undefined {
  const { report, references } = context;
  const target = references.follow(node);
  const header = target && asMapping(target, name, report);
  const value = header && readValue(header, name, context);
  if (!value) return undefined;
  const override = isMappingNode(node) && child(node, "$ref") ? prose(node, "description", report) : undefined;
  const description = override ?? prose(header, "description", report);
  return {
    name,
    ...(description !== undefined && { description }),
    required: flag(header, "required", report) === true,
    deprecated: isDeprecated(header, context),
    ...value,
    explode: flag(header, "explode", report) === true,
    at: at(header),
  };
}
