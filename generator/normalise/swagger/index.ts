/**
 * Turns a Swagger 2.0 document into the OpenAPI 3.0 document that says the same, for the one reader of all versions. Every
 * value keeps its own place in the user's files, whichever file it came from; schemas are left as they are, since what
 * they say differently (`x-nullable`, `type: file`, `discriminator` as text) is read where the same is read in 3.0.
 */

import type { Context } from "../context.js";
import {
  assemble,
  assembleList,
  child,
  children,
  isListNode,
  isMappingNode,
  items,
  type MappingNode,
  type Node,
  own,
} from "../node.js";
import type { References } from "../references.js";
import { bodyOf, formOf, nameOf, type SortedParameters, sortParameters } from "./parameters.js";
import { convertResponses } from "./responses.js";

/** Fields of the root that stay where they are. */
const keptOfRoot: ReadonlySet<string> = new Set(["info", "tags", "security", "externalDocs"]);
/** Fields of an operation that become something else. */
const changedOfOperation: ReadonlySet<string> = new Set(["parameters", "consumes", "produces", "responses", "schemes"]);

const methods: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "options", "head", "patch"]);

/** What operations inherit from the root. */
interface Defaults {
  readonly root: MappingNode;
  readonly consumes: readonly string[];
  readonly produces: readonly string[];
  readonly references: References;
  readonly report: Context["report"];
}

/** Converts the root of a document. What is malformed is left as it is, for the reader to report. */
export function convertSwagger(
  root: MappingNode,
  { references, report }: Pick<Context, "references" | "report">,
): MappingNode {
  const defaults: Defaults = {
    root,
    consumes: texts(root, "consumes") ?? ["application/json"],
    produces: texts(root, "produces") ?? ["application/json"],
    references,
    report,
  };
  const paths = child(root, "paths");
  const servers = serversOf(root, texts(root, "schemes"));
  return assemble(root, [
    ...children(root).filter(([key]) => keptOfRoot.has(key) || key.startsWith("x-")),
    ...(servers ? [["servers", servers] as const] : []),
    ["components", componentsOf(root)],
    ...(paths ? [["paths", convertPaths(paths, defaults)] as const] : []),
  ]);
}

/** One server a scheme, the safest first; `undefined` if the document names neither host nor path. */
function serversOf(root: MappingNode, schemes: readonly string[] | undefined): Node | undefined {
  const host = child(root, "host");
  const basePath = own(root.value, "basePath");
  const path = typeof basePath === "string" ? basePath.replace(/\/$/, "") : "";
  if (!host || typeof host.value !== "string" || host.value === "") {
    const place = child(root, "basePath");
    return place && path !== "" ? assembleList(place, [assemble(place, [], { url: path })]) : undefined;
  }
  const { value } = host;
  const usable = (schemes ?? []).filter((scheme) => scheme === "http" || scheme === "https").sort();
  // Without schemes it is that of the document itself, which a file doesn't have.
  const ofDocument = root.file.uri.startsWith("http:") ? "http" : "https";
  const chosen = usable.length > 0 ? usable.reverse() : [ofDocument];
  const servers = chosen.map((scheme) => assemble(host, [], { url: `${scheme}://${value}${path}` }));
  return assembleList(host, servers);
}

function componentsOf(root: MappingNode): MappingNode {
  const definitions = child(root, "definitions");
  const schemes = child(root, "securityDefinitions");
  return assemble(root, [
    ...(definitions ? [["schemas", definitions] as const] : []),
    ...(schemes ? [["securitySchemes", convertSchemes(schemes)] as const] : []),
  ]);
}

function convertSchemes(node: Node): Node {
  if (!isMappingNode(node)) return node;
  return assemble(
    node,
    children(node).map(([key, scheme]) => [key, isMappingNode(scheme) ? convertScheme(scheme) : scheme]),
  );
}

function convertScheme(scheme: MappingNode): MappingNode {
  if (own(scheme.value, "type") !== "basic") return scheme;
  const kept = children(scheme).filter(([key]) => key !== "type");
  return assemble(scheme, kept, { type: "http", scheme: "basic" });
}

function convertPaths(node: Node, defaults: Defaults): Node {
  if (!isMappingNode(node)) return node;
  return assemble(
    node,
    children(node).map(([path, item]) => [path, path.startsWith("x-") ? item : convertPathItem(item, defaults)]),
  );
}

function convertPathItem(node: Node, defaults: Defaults): Node {
  const item = defaults.references.follow(node);
  if (!item || !isMappingNode(item)) return node;
  const shared = sortParameters(item, isSecured(defaults.root), defaults);
  const parameters = child(item, "parameters");
  const rest = children(item).filter(([key]) => key !== "parameters");
  return assemble(item, [
    ...rest.map(([key, inner]): [string, Node] => [
      key,
      methods.has(key) && isMappingNode(inner) ? convertOperation(inner, shared, defaults) : inner,
    ]),
    ...(parameters ? [["parameters", listOr(parameters, shared.parameters)] as const] : []),
  ]);
}

function convertOperation(node: MappingNode, shared: SortedParameters, defaults: Defaults): MappingNode {
  const { references, root } = defaults;
  const sorted = sortParameters(node, isSecured(child(node, "security") ? node : root), defaults);
  const parameters = child(node, "parameters");
  const responses = child(node, "responses");
  const body = requestBody(node, sorted, shared, defaults);
  const produces = texts(node, "produces") ?? defaults.produces;
  const servers = ownServers(node, root);
  return assemble(node, [
    ...children(node).filter(([key]) => !changedOfOperation.has(key)),
    ...(parameters ? [["parameters", listOr(parameters, sorted.parameters)] as const] : []),
    ...(body ? [["requestBody", body] as const] : []),
    ...(responses ? [["responses", convertResponses(responses, produces, references)] as const] : []),
    ...(servers ? [["servers", servers] as const] : []),
  ]);
}

/** A list of parameters that is none stays, for the reader to report. */
function listOr(written: Node, parameters: readonly Node[]): Node {
  return isListNode(written) ? assembleList(written, parameters) : written;
}

function requestBody(
  node: MappingNode,
  stated: SortedParameters,
  shared: SortedParameters,
  { consumes, report }: Defaults,
): MappingNode | undefined {
  const listed = [...stated.contentTypes, ...shared.contentTypes];
  const types = listed.length > 0 ? listed : (texts(node, "consumes") ?? consumes);
  const names = new Set(stated.fields.map(nameOf));
  const fields = [...shared.fields.filter((field) => !names.has(nameOf(field))), ...stated.fields];
  const body = stated.bodies[0] ?? (stated.fields.length > 0 ? undefined : shared.bodies[0]);
  const extra = body ? (stated.bodies[1] ?? stated.fields[0]) : undefined;
  if (extra) {
    const message = "An operation has one body; this part of it is left out.";
    report.warn("CW2106", message, { file: extra.file.uri, pointer: extra.pointer }, "Keep one body, or form fields.");
  }
  if (body) return bodyOf(body, types);
  return fields.length > 0 ? formOf(fields, node, types) : undefined;
}

/** Servers of an operation that can't be called with the scheme that the document prefers. */
function ownServers(node: MappingNode, root: MappingNode): Node | undefined {
  const schemes = texts(node, "schemes");
  if (!schemes) return undefined;
  const preferred = texts(root, "schemes")?.includes("https") ? "https" : (texts(root, "schemes")?.[0] ?? "https");
  return schemes.includes(preferred) ? undefined : serversOf(root, schemes);
}

/** Whether the `security` of an operation, or of the root, demands anything. */
function isSecured(node: MappingNode): boolean {
  const security = child(node, "security");
  return security !== undefined && isListNode(security) && items(security).length > 0;
}

/** A field that lists texts; `undefined` if there is none or nothing in it. */
function texts(node: MappingNode, key: string): readonly string[] | undefined {
  const list = child(node, key);
  if (!list || !isListNode(list)) return undefined;
  const found = items(list).flatMap(({ value }) => (typeof value === "string" ? [value] : []));
  return found.length > 0 ? found : undefined;
}
