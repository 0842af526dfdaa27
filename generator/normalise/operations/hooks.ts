/** Turns webhooks and callbacks into the requests that the server makes: the client doesn't send them, but may type them. */

import type { Context } from "../context.js";
import { asMapping, broken, mapping, names, prose } from "../fields.js";
import { isDeprecated } from "../info.js";
import { reportUnknownFields } from "../known-fields.js";
import { isIgnored } from "../naming.js";
import { at, atKey, child, children, isMappingNode, type MappingNode, type Node } from "../node.js";
import type { Callback, Hook } from "../types.js";
import type { Bodies } from "./bodies.js";
import { isMethod } from "./methods.js";
import { type Parameters, parameterKey } from "./parameters.js";

/** Reads the requests that go the other way. */
export class Hooks {
  readonly #context: Context;
  readonly #parameters: Parameters;
  readonly #bodies: Bodies;

  constructor(context: Context, parameters: Parameters, bodies: Bodies) {
    this.#context = context;
    this.#parameters = parameters;
    this.#bodies = bodies;
  }

  /** `webhooks` of the document (OpenAPI 3.1); those with an error are left out. */
  webhooks(root: MappingNode): readonly Hook[] {
    const { report } = this.#context;
    const webhooks = mapping(root, "webhooks", report);
    if (webhooks === undefined || webhooks === broken) return [];
    return children(webhooks).flatMap(([name, node]) => (name.startsWith("x-") ? [] : this.#pathItem(name, node)));
  }

  /** `callbacks` of an operation. */
  callbacks(operation: MappingNode): readonly Callback[] {
    const { report, references } = this.#context;
    const callbacks = mapping(operation, "callbacks", report);
    if (callbacks === undefined || callbacks === broken) return [];
    return children(callbacks).flatMap(([name, node]) => {
      const callback = name.startsWith("x-") ? undefined : references.follow(node);
      const urls = callback && asMapping(callback, name, report);
      if (!urls) return [];
      return children(urls).flatMap(([expression, item]): readonly Callback[] => {
        if (expression.startsWith("x-")) return [];
        return this.#pathItem(name, item).map((hook) => ({ ...hook, expression }));
      });
    });
  }

  #pathItem(name: string, node: Node): readonly Hook[] {
    const { report, references } = this.#context;
    const target = references.follow(node);
    const item = target && asMapping(target, name, report);
    if (!item || isIgnored(item)) return [];
    return children(item).flatMap(([method, inner]): readonly Hook[] => {
      if (!isMethod(method)) return [];
      const hook =
        isMappingNode(inner) && !isIgnored(inner) ? this.#hook(name, method.toUpperCase(), inner, item) : undefined;
      return hook ? [hook] : [];
    });
  }

  #hook(name: string, method: string, node: MappingNode, item: MappingNode): Hook | undefined {
    const { report, references } = this.#context;
    reportUnknownFields(node, "an operation", this.#context);
    const shared = this.#parameters.list(item);
    const own = this.#parameters.list(node);
    const written = child(node, "requestBody");
    const body = written && written.value !== null ? this.#bodies.request(written) : undefined;
    const responses = this.#bodies.responses(node);
    const inner = child(node, "callbacks");
    if (inner) {
      const message = "A callback of a request that the server makes is left out.";
      report.inform("CW2903", message, atKey(inner), "The client is complete without it.");
    }
    const operationId = prose(node, "operationId", report);
    const summary = prose(node, "summary", report) ?? prose(item, "summary", report);
    const description = prose(node, "description", report) ?? prose(item, "description", report);
    const isWhole = shared && own && responses && (body || !written || written.value === null);
    if (!isWhole) return undefined;
    const parameters = new Map([...shared, ...own].map((parameter) => [parameterKey(parameter), parameter]));
    return {
      id: references.idOf(node),
      name,
      ...(operationId && { operationId }),
      method,
      tags: [...new Set(names(node, "tags", report))],
      ...(summary !== undefined && { summary }),
      ...(description !== undefined && { description }),
      deprecated: isDeprecated(node, this.#context),
      parameters: [...parameters.values()],
      ...(body && { requestBody: body }),
      responses,
      at: at(node),
    };
  }
}
