/** Takes out of a model what an error touches, so that the rest can be had under `--keep-going`. */

import type { BuildContext } from "./context.js";
import type { Api, Hook, NamedModel, Operation } from "./types.js";
import { closure, hookShapes, invert, operationShapes, referencesOf, type WireShapes } from "./walk.js";

/** What is left, and the operations that aren't, by `METHOD /path`. */
export interface Whole {
  readonly api: Api;
  readonly models: readonly NamedModel[];
  readonly omitted: readonly string[];
}

/** Takes out operations, webhooks and models that an error touches, directly or through what they refer to, and what only they use. */
export function withoutBroken(api: Api, models: readonly NamedModel[], context: BuildContext): Whole {
  if (context.broken.size === 0) return { api, models, omitted: [] };
  const references = new Map(models.map((model) => [model.pointer, referencesOf(model.shape)]));
  const users = invert(references);
  const touched = closure([...context.broken], (pointer) => users.get(pointer) ?? []);
  const usesOf = ({ sent, received }: WireShapes) => [...sent, ...received].flatMap(referencesOf);
  const isSound = (shapes: WireShapes) => !usesOf(shapes).some((pointer) => touched.has(pointer));
  const isWholeHook = (hook: Hook) => !touched.has(hook.pointer) && isSound(hookShapes(hook));
  const wholeOperation = (operation: Operation): Operation[] => {
    const whole = { ...operation, callbacks: operation.callbacks.filter(isWholeHook) };
    return touched.has(operation.pointer) || !isSound(operationShapes(whole)) ? [] : [whole];
  };
  const kept = api.resources.map((resource) => ({
    ...resource,
    operations: resource.operations.flatMap(wholeOperation),
  }));
  const webhooks = api.webhooks.filter(isWholeHook);
  const operations = kept.flatMap((resource) => resource.operations);
  const named = models.filter((model) => context.schema(model.pointer) !== undefined).map((model) => model.pointer);
  const roots = [...named, ...[...operations.map(operationShapes), ...webhooks.map(hookShapes)].flatMap(usesOf)];
  const inUse = closure(roots, (pointer) => references.get(pointer) ?? []);
  const left = new Set(operations.map((operation) => operation.pointer));
  const all = api.resources.flatMap((resource) => resource.operations);
  return {
    api: {
      resources: kept.filter(({ path }) =>
        kept.some((other) => other.operations.length > 0 && isWithin(other.path, path)),
      ),
      webhooks,
    },
    models: models.filter((model) => inUse.has(model.pointer) && !touched.has(model.pointer)),
    omitted: all.filter(({ pointer }) => !left.has(pointer)).map(({ method, path }) => `${method} ${path}`),
  };
}

/** Whether a resource is another one or lies below it. */
function isWithin(path: readonly string[], above: readonly string[]): boolean {
  return above.every((part, index) => path[index] === part);
}
