/** Turns `paths` into operations with everything in them that applies to them, wherever it is written. */

import { pointerTo } from "../../diagnostics.js";
import type { Context } from "../context.js";
import { asMapping, type Broken, broken, mapping, names, prose } from "../fields.js";
import { isDeprecated, readServers } from "../info.js";
import { reportUnknownField, reportUnknownFields } from "../known-fields.js";
import { isIgnored, readOperationNames } from "../naming.js";
import { refuseNewer } from "../newer.js";
import { assemble, at, atKey, child, children, isMappingNode, type MappingNode, type Node } from "../node.js";
import { type Requirements, readRequirements, type Security } from "../security.js";
import type { Hook, OmittedOperation, Operation, Parameter, RequestBody, Server } from "../types.js";
import { Bodies } from "./bodies.js";
import { Hooks } from "./hooks.js";
import { isMethod, isPathField, pathFields } from "./methods.js";
import { Parameters, parameterKey } from "./parameters.js";
import { fitParameters, type PathTemplate, readPathTemplate } from "./path-template.js";

/** Operations in document order, those that errors (or `fetch`) leave out, and the requests that go the other way. */
export interface Operations {
  readonly webhooks: readonly Hook[];
  readonly operations: readonly Operation[];
  readonly omitted: readonly OmittedOperation[];
}

/** A path and all that its operations share. */
interface Path {
  /** As the operations name it. */
  readonly name: string;
  /** Absent if an error was reported for it. */
  readonly template?: PathTemplate;
  readonly parameters: readonly Parameter[] | undefined;
  readonly servers: readonly Server[];
  readonly item: MappingNode;
}

/** Reads all operations of a document. `inherited` is the security of those that state none. */
export function readOperations(
  root: MappingNode,
  security: Security,
  inherited: Requirements | Broken,
  context: Context,
): Operations {
  const paths = mapping(root, "paths", context.report);
  return new OperationReader(security, inherited, context).read(root, paths === broken ? undefined : paths);
}

class OperationReader {
  readonly #context: Context;
  readonly #security: Security;
  readonly #inherited: Requirements | Broken;
  readonly #parameters: Parameters;
  readonly #bodies: Bodies;
  readonly #hooks: Hooks;
  readonly #operations: Operation[] = [];
  readonly #omitted: OmittedOperation[] = [];

  constructor(security: Security, inherited: Requirements | Broken, context: Context) {
    this.#context = context;
    this.#security = security;
    this.#inherited = inherited;
    this.#parameters = new Parameters(context);
    this.#bodies = new Bodies(context);
    this.#hooks = new Hooks(context, this.#parameters, this.#bodies);
  }

  read(root: MappingNode, paths: MappingNode | undefined): Operations {
    for (const [key, node] of paths ? children(paths) : []) {
      if (!key.startsWith("x-")) this.#readPath(key, node);
    }
    return { operations: this.#operations, omitted: this.#omitted, webhooks: this.#hooks.webhooks(root) };
  }

  #readPath(key: string, node: Node): void {
    const { report } = this.#context;
    if (node.value === null) return;
    const item = this.#pathItem(node, key);
    if (!item) return;
    const isRooted = key.startsWith("/");
    if (!isRooted) report.warn("CW2105", "A path must start with `/`.", atKey(node), `Write \`/${key}\`.`);
    const written = isRooted ? key : `/${key}`;
    const template = this.#template(written, node);
    const path: Path = {
      name: template?.path ?? written,
      ...(template && { template }),
      parameters: this.#parameters.list(item),
      servers: readServers(item, this.#context),
      item,
    };
    for (const [key, inner] of children(item)) {
      const method = this.#method(key, inner);
      if (method !== undefined) this.#readOperation(method, inner, path, pointerTo(node.pointer, key));
    }
    this.#refuseNewerMethods(item, path);
  }

  /** The method that a field of a path item stands for, if any. In capitals it is plain too. */
  #method(key: string, node: Node): string | undefined {
    const { report, version } = this.#context;
    if (isMethod(key)) return key;
    if (isPathField(key, version)) return undefined;
    const method = key.toLowerCase();
    if (isMethod(method) && isMappingNode(node)) {
      report.warn("CW2105", `\`${key}\` must be written \`${method}\`.`, atKey(node), "Write it in small letters.");
      return method;
    }
    reportUnknownField(key, node, `method or field \`${key}\` of a path`, pathFields(), this.#context);
    return undefined;
  }

  /** `query` and `additionalOperations` of OpenAPI 3.2. */
  #refuseNewerMethods(item: MappingNode, { name }: Path): void {
    if (this.#context.version !== "3.2") return;
    const query = child(item, "query");
    const others = child(item, "additionalOperations");
    const found = [
      ...(query ? [["QUERY", query] as const] : []),
      ...(others && isMappingNode(others) ? children(others) : []),
    ];
    for (const [method, node] of found) {
      refuseNewer(node, `The method ${method}`, this.#context);
      this.#omit(method, name, node);
    }
  }

  #template(path: string, node: Node): PathTemplate | undefined {
    const { report } = this.#context;
    const template = readPathTemplate(path);
    const help = "Write a parameter as `{name}`, and how it is written under `style` and `explode`.";
    if (typeof template === "string") {
      report.error("CW2302", `The path \`${path}\` is malformed: ${template}.`, atKey(node), help);
      return undefined;
    }
    if (/[?#]/.test(path.replaceAll(/\{[^{}]*\}/g, ""))) {
      const message = `The path \`${path}\` goes on after its end: the query is sent as it is, a fragment is not sent.`;
      report.warn("CW2302", message, atKey(node), "Describe parameters of the query under `parameters`.");
    }
    if (template.decorated.length > 0) {
      const parts = template.decorated.map((part) => `\`${part}\``).join(", ");
      report.warn("CW2302", `OpenAPI knows only names in braces; ${parts} is understood.`, atKey(node), help);
    }
    return template;
  }

  /** A path item with the fields beside its `$ref` on top of those of the target. */
  #pathItem(node: Node, key: string): MappingNode | undefined {
    const { references, report } = this.#context;
    const target = references.follow(node);
    const item = target && asMapping(target, key, report);
    if (!item || target === node || !isMappingNode(node)) return item;
    const own = children(node).filter(([name]) => name !== "$ref");
    return own.length === 0 ? item : assemble(item, [...children(item), ...own]);
  }

  #readOperation(method: string, node: Node, path: Path, pointer: string): void {
    const { report } = this.#context;
    const verb = method.toUpperCase();
    const source = asMapping(node, method, report);
    if (isIgnored(path.item) || (source && isIgnored(source))) {
      report.inform("CW2502", `\`${verb} ${path.name}\` is left out, as its extension says.`, atKey(node));
      return;
    }
    const operation = source && this.#operation(verb, source, path, pointer);
    if (verb === "TRACE") {
      report.warn("CW2305", "`fetch` refuses the method TRACE; the operation is left out.", atKey(node), "Remove it.");
    }
    if (operation && verb !== "TRACE") this.#operations.push(operation);
    else this.#omit(verb, path.name, node);
  }

  /** Remembers an operation that the client can't have, with what filters may choose it by. */
  #omit(method: string, path: string, node: Node): void {
    const { report } = this.#context;
    const source = isMappingNode(node) ? node : undefined;
    const operationId = source && prose(source, "operationId", report);
    this.#omitted.push({
      ...(operationId !== undefined && { operationId }),
      method,
      path,
      tags: source ? names(source, "tags", report) : [],
      deprecated: source !== undefined && isDeprecated(source, this.#context),
      at: atKey(node),
    });
  }

  /** Reads every part, so that every error is reported, and gives an operation only if all parts are sound. */
  #operation(method: string, node: MappingNode, path: Path, pointer: string): Operation | undefined {
    const { report } = this.#context;
    reportUnknownFields(node, "an operation", this.#context);
    const parameters = this.#mergedParameters(node, path);
    const body = this.#requestBody(method, node);
    const responses = this.#bodies.responses(node);
    const requirements = readRequirements(node, this.#security, this.#context) ?? this.#inherited;
    const servers = readServers(node, this.#context);
    const callbacks = this.#hooks.callbacks(node);
    const operationId = prose(node, "operationId", report);
    const summary = prose(node, "summary", report) ?? prose(path.item, "summary", report);
    const description = prose(node, "description", report) ?? prose(path.item, "description", report);
    const deprecated = isDeprecated(node, this.#context);
    const tags = [...new Set(names(node, "tags", report))];
    const given = readOperationNames(node, report);
    if (!parameters || body === broken || !responses || requirements === broken) return undefined;
    return {
      id: `#${pointer}`,
      // An empty name is none.
      ...(operationId && { operationId }),
      method,
      path: path.name,
      fixedQuery: path.template?.query ?? [],
      ...(given && { names: given }),
      tags,
      ...(summary !== undefined && { summary }),
      ...(description !== undefined && { description }),
      deprecated,
      parameters,
      ...(body && { requestBody: body }),
      responses,
      ...requirements,
      servers: servers.length > 0 ? servers : path.servers,
      callbacks,
      at: at(node),
    };
  }

  /** Parameters of the path, replaced by those of the operation, and fitted to the template. */
  #mergedParameters(node: MappingNode, path: Path): readonly Parameter[] | undefined {
    const own = this.#parameters.list(node);
    // Without all parameters it isn't known which are missing.
    if (!own || !path.parameters || !path.template) return undefined;
    const merged = new Map([...path.parameters, ...own].map((parameter) => [parameterKey(parameter), parameter]));
    return fitParameters(node, path.template, [...merged.values()], this.#context);
  }

  #requestBody(method: string, node: MappingNode): RequestBody | undefined | Broken {
    const written = child(node, "requestBody");
    if (!written || written.value === null) return undefined;
    const body = this.#bodies.request(written);
    if (!body) return broken;
    const { report } = this.#context;
    if (method === "GET" || method === "HEAD") {
      const help = "Use another method, or parameters.";
      report.warn("CW2305", `\`fetch\` sends no body with ${method}; the body is left out.`, atKey(written), help);
      return undefined;
    }
    if (body.content.length > 0) return body;
    const help = "Add a media type such as `application/json`.";
    report.warn("CW2104", "The request body has no media type; it is left out.", atKey(written), help);
    return undefined;
  }
}
