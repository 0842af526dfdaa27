/** Prints a resource's module: its models, each operation as data and as a function, and all of them as one class. */

import type { ClassDeclarationStructure, MethodDeclarationStructure } from "ts-morph";
import type { Model, Resource } from "../model/types.js";
import { comment } from "./comments.js";
import { lazyMembers } from "./lazy-members.js";
import { emitModel } from "./models.js";
import { operationConstant } from "./operations/constant.js";
import { aliasMethod, operationFunction, operationMethod } from "./operations/functions.js";
import { operationInterfaces } from "./operations/types.js";
import type { TypeScope } from "./shapes.js";
import { StructureKind } from "./ts-morph.js";
import type { Statement } from "./types.js";

/** The resources directly below a path. */
export function childrenOf(model: Model, path: readonly string[]): Resource[] {
  return model.resources.filter(
    (resource) =>
      resource.path.length === path.length + 1 && path.every((part, index) => resource.path[index] === part),
  );
}

function resourceClass(resource: Resource, model: Model, scope: TypeScope): ClassDeclarationStructure {
  const methods = resource.operations.flatMap((operation): MethodDeclarationStructure[] => [
    operationMethod(operation, scope),
    ...(model.lock.aliases[`${operation.pointer}@method`] ?? []).map((alias) => aliasMethod(alias, operation, scope)),
  ]);
  const { description } = resource;
  return {
    kind: StructureKind.Class,
    isExported: true,
    name: resource.className,
    extends: scope.imports.runtime("Resource"),
    docs: comment({ notes: [], ...(description === undefined ? {} : { description }) }),
    ...lazyMembers(childrenOf(model, resource.path), scope),
    methods,
  };
}

/** Statements of a resource's module. */
export function emitResource(resource: Resource, model: Model, scope: TypeScope): Statement[] {
  const home = resource.path.join("/");
  const own = model.models.filter((one) => one.home === home);
  return [
    ...own.flatMap((one) => emitModel(one, scope)),
    ...resource.operations.flatMap((operation) => [
      ...operationInterfaces(operation, scope),
      operationConstant(operation, model.name, scope),
      operationFunction(operation, scope),
    ]),
    resourceClass(resource, model, scope),
  ];
}
