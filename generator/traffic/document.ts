/** Finds in a document what it says of an exchange: the operation, the response, the schema of its body. */

import { pointerKeys, pointerTo } from "../diagnostics.js";
import type { JsonValue } from "../model/types.js";

/** An object of JSON: own keys only. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** A value of the document and where it is. */
export interface Node {
  readonly value: JsonObject;
  /** Pointer from the root; of what is in another file, absent: an overlay can't change that. */
  readonly pointer?: string;
  /** File that references in it are relative to. */
  readonly file: string;
  /** Where the reference stands that led here: what is said beside it counts as well. */
  readonly from?: Node;
}

/** A document with all its files, as they are written. */
export interface Described {
  /** URI of the root. */
  readonly root: string;
  /** Values by URI. */
  readonly files: ReadonlyMap<string, JsonValue>;
  /** URI of the file that a reference means by what stands before its `#`. */
  readonly fileOf: (file: string, address: string) => string | undefined;
}

/** An operation and the URL that it is called by. */
export interface DescribedOperation {
  /** Its operationId, or method and path: what clients know it by. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly node: Node;
  /** Fits the path of a URL, without the query. */
  readonly pattern: RegExp;
  /** Fit hosts of its servers, and their ports; none if the document says nothing of them. */
  readonly hosts: readonly RegExp[];
  /** Variables in the path: of several operations that fit a URL, the one with the fewest is meant. */
  readonly variables: number;
}

/** How a version of OpenAPI says that a value may be null. */
export type Dialect = "2.0" | "3.0" | "3.1";

/** The version that decides how schemas are written. */
export function dialectOf(document: Described): Dialect {
  const root = rootOf(document);
  if (typeof root["swagger"] === "string") return "2.0";
  return /^3\.0/.test(`${root["openapi"]}`) ? "3.0" : "3.1";
}

/** All operations of the document. */
export function operationsOf(document: Described): readonly DescribedOperation[] {
  const root: Node = { value: rootOf(document), pointer: "", file: document.root };
  return childrenOf(document, child(document, root, "paths")).flatMap(([path, item]) =>
    childrenOf(document, item)
      .filter(([method]) => /^(get|put|post|delete|options|head|patch|trace|query)$/.test(method))
      .map(([method, node]) => {
        const variables = path.split("{").length - 1;
        const servers = serversOf(document, [node, item, root]);
        const { operationId = `${method.toUpperCase()} ${path}` } = node.value;
        const id = String(operationId);
        const pattern = patternOf(servers.map(baseOf), path);
        return { id, method: method.toUpperCase(), path, node, pattern, hosts: servers.flatMap(hostOf), variables };
      }),
  );
}

/** The operation that a request was for. */
export function operationFor(
  operations: readonly DescribedOperation[],
  method: string,
  url: string,
): DescribedOperation | undefined {
  const path = pathOf(url);
  return operations
    .filter((operation) => operation.method === method.toUpperCase() && operation.pattern.test(path))
    .sort((one, other) => one.variables - other.variables)[0];
}

/** The path of a URL, percent-decoded but for slashes: those are part of a value. */
export function pathOf(url: string): string {
  const path = url.replace(/^[a-z]+:\/\/[^/]*/i, "").replace(/[?#].*/s, "");
  const segments = path.split("/").map((segment) => decoded(segment).replaceAll("/", "%2F"));
  return segments.join("/") || "/";
}

/** What stands under a name, references followed. */
export function child(document: Described, node: Node | undefined, name: string): Node | undefined {
  const value = node && ownField(node.value, name);
  if (!node || !isObject(value)) return undefined;
  return resolve(document, {
    value,
    file: node.file,
    ...(node.pointer !== undefined && { pointer: pointerTo(node.pointer, name) }),
  });
}

/** An item of a list that stands under a name, references followed. */
export function items(document: Described, node: Node, name: string): readonly Node[] {
  const list = ownField(node.value, name);
  if (!Array.isArray(list)) return [];
  const pointer = node.pointer === undefined ? undefined : pointerTo(node.pointer, name);
  return list.flatMap((value: JsonValue, index: number) =>
    isObject(value)
      ? [
          resolve(document, {
            value,
            file: node.file,
            ...(pointer !== undefined && { pointer: `${pointer}/${index}` }),
          }),
        ]
      : [],
  );
}

/** Names and what stands under them, extensions left out. */
function childrenOf(document: Described, node: Node | undefined): readonly (readonly [string, Node])[] {
  return Object.keys(node?.value ?? {})
    .filter((name) => !name.startsWith("x-"))
    .flatMap((name) => {
      const found = child(document, node, name);
      return found ? [[name, found] as const] : [];
    });
}

/** Whether a value is an object. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A field of its own, not one of every object. */
function ownField(value: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Follows references; one that leads nowhere, or back to itself, is taken as it stands. */
function resolve(document: Described, node: Node): Node {
  let found = node;
  for (let step = 0; step < 100; step++) {
    const reference = ownField(found.value, "$ref");
    const target = typeof reference === "string" ? follow(document, found.file, reference) : undefined;
    if (!target) return found;
    found = { ...target, from: found };
  }
  return node;
}

function follow(document: Described, from: string, reference: string): Node | undefined {
  const [address = "", fragment = ""] = reference.split("#");
  const file = address === "" ? from : document.fileOf(from, address);
  const pointer = decoded(fragment);
  let value = file === undefined ? undefined : document.files.get(file);
  for (const key of pointerKeys(pointer)) {
    if (Array.isArray(value)) value = value[Number(key)];
    else value = isObject(value) ? ownField(value, key) : undefined;
  }
  if (file === undefined || !isObject(value)) return undefined;
  return { value, file, ...(file === document.root && { pointer }) };
}

function rootOf({ root, files }: Described): JsonObject {
  const value = files.get(root);
  return isObject(value) ? value : {};
}

/** URLs of the servers, as far as the document has them: with variables, of Swagger 2.0 host or path alone. */
function serversOf(document: Described, nodes: readonly Node[]): readonly string[] {
  const urls = nodes.flatMap((node) => items(document, node, "servers").map(({ value }) => `${value["url"]}`));
  const { host = "", basePath = "" } = rootOf(document);
  const own = `${host === "" ? "" : `https://${String(host)}`}${String(basePath)}`;
  return own === "" ? urls : [...urls, own];
}

/** The path of a server. A recording of another server may have none of them, or one behind a path of its own. */
function baseOf(url: string): string {
  // Scheme and host may be variables, or one variable.
  return url.replace(/^([^/]*:\/\/[^/]*|\{[^/]*)/, "").replace(/\/+$/, "");
}

/** What fits the host of a server; nothing for one that is a variable as a whole, or missing. */
function hostOf(url: string): readonly RegExp[] {
  const host = /^[^/]*:\/\/([^/?#]*)/.exec(url)?.[1] ?? "";
  const literals = host.toLowerCase().split(/\{[^}]*\}/);
  if (!literals.some((literal) => /[a-z\d]/.test(literal))) return [];
  return [new RegExp(`^${literals.map(escaped).join("[^/]*")}$`)];
}

function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function patternOf(bases: readonly string[], path: string): RegExp {
  const source = (template: string): string =>
    template
      .split(/\{[^}]*\}/)
      .map(escaped)
      .join("[^/]+");
  const prefixes = bases.filter((base) => base !== "").map(source);
  const own = prefixes.length > 0 ? `(?:(?:/.*)?(?:${prefixes.join("|")}))?` : "";
  const prefix = bases.length > 0 ? own : "(?:/.*)?";
  return new RegExp(`^${prefix}${source(path.replace(/[?#].*/s, ""))}/?$`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
