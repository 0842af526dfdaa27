/** Turns a document into its operations as a server sees them, reading nothing but the document. */

import type { Kind, Style } from "../wire/styles.js";
import { anything, child, children, isObject, keyOf, type Node, type RawDocument, resolved } from "./document.js";
import { isParameterHeader, isSampledHeader } from "./headers.js";
import { essenceOf } from "./media.js";
import { swaggerOperation } from "./swagger.js";

/** One operation: what it is sent and what it may answer. */
export interface Operation {
  /** `GET /pets`. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly operationId: string | undefined;
  readonly at: Node;
  readonly parameters: readonly Parameter[];
  readonly bodies: readonly Media[];
  readonly bodyRequired: boolean;
  readonly responses: readonly Answer[];
  /** Alternatives (OR) of security schemes (AND). */
  readonly security: readonly (readonly string[])[];
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  readonly style: Style;
  readonly explode: boolean;
  readonly schema: Node;
  /** Media type of a parameter that is described by `content`. */
  readonly mediaType?: string;
}

/** A media type of a request or response. */
export interface Media {
  readonly type: string;
  readonly schema: Node | undefined;
  readonly encoding: Node | undefined;
}

/** A documented response. */
export interface Answer {
  /** `200`, `4XX`, `default`. */
  readonly status: string;
  readonly contents: readonly Media[];
  readonly headers: readonly { readonly name: string; readonly schema: Node }[];
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Every operation below `paths`, whether or not a client can be made of it. */
export function operationsOf(document: RawDocument): Operation[] {
  const paths = children(child(document.root, "paths")).filter((item) => keyOf(item).startsWith("/"));
  return paths.flatMap((item) => operationsAt(document, item));
}

function operationsAt(document: RawDocument, item: Node): Operation[] {
  const target = document.resolve(item);
  return methods.flatMap((method): Operation[] => {
    // Fields beside a path item's `$ref` go before what it points to.
    const owner = child(item, method) === undefined ? target : item;
    const at = child(owner, method);
    if (at === undefined || !isObject(at.value)) return [];
    const { operationId } = at.value;
    const base = {
      key: `${method.toUpperCase()} ${keyOf(item)}`,
      method: method.toUpperCase(),
      path: keyOf(item),
      operationId: typeof operationId === "string" ? operationId : undefined,
      at,
      security: securityOf(document, at),
    };
    const read = document.version === "2.0" ? swaggerOperation : openapiOperation;
    const described = read(document, at, parametersOf(document, target, at));
    const parameters = fitTemplate(base.path, described.parameters, at);
    return [{ ...base, ...described, parameters }];
  });
}

/** The path item's parameters and the operation's, which replace those of the same name and place. */
function parametersOf(document: RawDocument, item: Node, operation: Node): Node[] {
  const byPlace = new Map<string, Node>();
  for (const owner of [item, operation]) {
    for (const entry of children(child(owner, "parameters"))) {
      const parameter = document.resolve(entry);
      if (!isObject(parameter.value)) continue;
      byPlace.set(`${parameter.value["in"]} ${parameter.value["name"]}`, parameter);
    }
  }
  return [...byPlace.values()];
}

function securityOf(document: RawDocument, operation: Node): string[][] {
  const own = child(operation, "security") ?? child(document.root, "security");
  return children(own).flatMap(({ value }) => (isObject(value) ? [Object.keys(value)] : []));
}

/**
 * Path parameters as the template has them: it decides what must be filled in. One that it names and nobody declares is
 * taken for text, one that is only declared is left out.
 */
function fitTemplate(path: string, parameters: readonly Parameter[], at: Node): Parameter[] {
  const declared = parameters.filter((parameter) => parameter.in === "path");
  const variables = new Set([...path.matchAll(/\{([^{}?&][^{}]*)\}/g)].map(([, inner = ""]) => inner));
  const fitted = [...variables].map((inner): Parameter => {
    const name = variableName(inner);
    const same = declared.find(
      (one) => one.name === name || one.name === inner || squashed(one.name) === squashed(name),
    );
    const schema = { ...anything(at), value: { type: "string" } };
    const known: Parameter = same ?? { name, in: "path", required: true, style: "simple", explode: false, schema };
    const style = inner.startsWith(".") ? "label" : inner.startsWith(";") ? "matrix" : known.style;
    const explode = inner.endsWith("*") || known.explode;
    return { ...known, name, explode, style: known.style === "simple" ? style : known.style };
  });
  return [...fitted, ...parameters.filter((parameter) => parameter.in !== "path")];
}

/** The name in a decorated variable: `path` in `{path*}`, `id` in `{;id}`. */
function variableName(inner: string): string {
  return inner.replace(/^[+#./;?&]|\*$/g, "");
}

function squashed(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** A path without the decorations of its variables, by which the document's and the client's are compared. */
export function plainPath(path: string): string {
  const [only = ""] = path.replace(/\{[?&][^{}]*\}/g, "").split(/[?#](?![^{}]*\})/);
  return only.replace(/\{([^{}]*)\}/g, (_, inner: string) => `{${variableName(inner)}}`);
}

type Described = Pick<Operation, "parameters" | "bodies" | "bodyRequired" | "responses">;

function openapiOperation(document: RawDocument, at: Node, parameters: readonly Node[]): Described {
  const body = resolved(document, at, "requestBody");
  return {
    parameters: parameters.flatMap((node) => parameterOf(document, node)),
    bodies: body === undefined ? [] : mediaTypes(document, body),
    bodyRequired: isObject(body?.value) && body.value["required"] === true,
    responses: children(child(at, "responses")).flatMap((entry) => answerOf(document, entry)),
  };
}

function parameterOf(document: RawDocument, node: Node): Parameter[] {
  const { name, in: place, required, style, explode } = isObject(node.value) ? node.value : {};
  if (typeof name !== "string" || name === "" || !isPlace(place)) return [];
  if (place === "header" && !isParameterHeader(name)) return [];
  const used = isStyle(style) ? style : place === "query" || place === "cookie" ? "form" : "simple";
  const [content] = children(child(node, "content"));
  const media = content && document.resolve(content);
  return [
    {
      name,
      in: place,
      required: required === true || place === "path",
      style: used,
      explode: typeof explode === "boolean" ? explode : used === "form",
      schema: child(media ?? node, "schema") ?? anything(node),
      ...(content !== undefined && { mediaType: keyOf(content) }),
    },
  ];
}

function isPlace(place: unknown): place is Parameter["in"] {
  return place === "path" || place === "query" || place === "header" || place === "cookie";
}

function isStyle(style: unknown): style is Style {
  const known = ["simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject"];
  return typeof style === "string" && known.includes(style);
}

/** Of those that differ in parameters alone (`; charset=utf-8`) the first: they are one media type. */
function mediaTypes(document: RawDocument, owner: Node): Media[] {
  // A parameter of a media type that slipped into a key of its own stands for nothing.
  const entries = children(child(owner, "content")).filter((entry) => !/^[\w-]+=/.test(keyOf(entry)));
  const types = entries.map((entry) => {
    const media = document.resolve(entry);
    return { type: keyOf(entry), schema: child(media, "schema"), encoding: child(media, "encoding") };
  });
  return types.filter(({ type }, at) => types.findIndex((one) => essenceOf(one.type) === essenceOf(type)) === at);
}

function answerOf(document: RawDocument, entry: Node): Answer[] {
  const status = keyOf(entry).toUpperCase().replace("DEFAULT", "default");
  if (!/^(\d\d\d|\dXX|default)$/.test(status)) return [];
  const response = document.resolve(entry);
  const headers = children(child(response, "headers")).flatMap((header) => {
    const target = document.resolve(header);
    const schema = child(target, "schema");
    return schema === undefined || !isSampledHeader(keyOf(header)) ? [] : [{ name: keyOf(header), schema }];
  });
  return [{ status, contents: mediaTypes(document, response), headers }];
}

/** What a parameter's value is, for its style. A schema that says nothing is taken for text. */
export function kindOf(value: unknown): Kind {
  if (Array.isArray(value)) return "array";
  return isObject(value) ? "object" : "primitive";
}
