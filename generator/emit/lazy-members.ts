/** Prints resources as lazy members of the class above them: nothing is built before it is used. */

import type { GetAccessorDeclarationStructure, OptionalKind, PropertyDeclarationStructure } from "ts-morph";
import type { Resource } from "../model/types.js";
import { resourcePath, type TypeScope } from "./shapes.js";

/** A private field and a getter for each resource. */
export function lazyMembers(
  resources: readonly Resource[],
  scope: TypeScope,
): {
  properties: OptionalKind<PropertyDeclarationStructure>[];
  getAccessors: OptionalKind<GetAccessorDeclarationStructure>[];
} {
  const members = resources.map((resource) => {
    const name = resource.path.at(-1) ?? "";
    const className = scope.imports.local(resourcePath(resource.file), resource.className);
    return { name, className };
  });
  return {
    properties: members.map(({ name, className }) => ({ name: `#${name}`, type: `${className} | undefined` })),
    getAccessors: members.map(({ name, className }) => ({
      name,
      returnType: className,
      statements: [`this.#${name} ??= new ${className}(this.client);`, `return this.#${name};`],
    })),
  };
}
