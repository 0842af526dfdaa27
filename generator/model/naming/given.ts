/** Turns what extensions and renames call things into names by the key under which the lock remembers them. */

import type { Location } from "../../diagnostics.js";
import type * as document from "../../normalise/types.js";
import type { ModelOptions, Pointer } from "../types.js";
import { asIdentifier, camelCase, typeCase } from "./casing.js";

/** A name that somebody gave on purpose. */
export interface Given {
  readonly name: string;
  readonly at: Location;
}

/** Keys of the lock: what a name is for. */
export const keys = {
  method: (operation: document.Operation): Pointer => `${operation.id}@method`,
  /** The resource that has it, from the root with dots. */
  resource: (operation: document.Operation): Pointer => `${operation.id}@resource`,
  /** The two forms of an input are remembered apart: a place of its own needs no suffix. */
  parameter: (
    operation: document.Operation,
    { in: place, name }: document.Parameter,
    { arguments: form }: Pick<ModelOptions, "arguments">,
  ): Pointer => `${operation.id}/${place}/${name}@${form === "flat" ? "parameter" : "grouped"}`,
  file: (resource: readonly string[]): Pointer => `#resource/${resource.join("/")}@file`,
  credential: (scheme: document.SecurityScheme): Pointer => `#security/${scheme.key}@credential`,
  server: (server: document.Server): Pointer => `#server/${server.url}@server`,
} as const;

/** Names for other generators are cased as ours would be. */
function cased({ name, isExact, at }: document.GivenName, casing: (name: string) => string): Given {
  return { name: isExact ? name : asIdentifier(casing(name)), at };
}

/** A name of a property or parameter: any text will do, so that only camel case changes what others wrote. */
export function memberName({ name, isExact, at }: document.GivenName, isCamel: boolean): Given {
  return { name: isExact || !isCamel ? name : camelCase(name), at };
}

/** A resource as parts of its path, cased. */
export function resourcePath({ path, isExact }: document.GivenPath): readonly string[] {
  return isExact ? path : path.map((part) => asIdentifier(camelCase(part)));
}

/** All given names of a document except those of properties, which models ask for where they have them. */
export function givenNames(
  { operations, schemaNames, securitySchemes }: document.Document,
  options: Pick<ModelOptions, "casing" | "arguments">,
): ReadonlyMap<Pointer, Given> {
  const given = new Map<Pointer, Given>();
  for (const [id, { type }] of schemaNames) if (type) given.set(id, cased(type, typeCase));
  for (const operation of operations) {
    const { names = {}, parameters, id } = operation;
    if (names.function) given.set(id, cased(names.function, camelCase));
    if (names.method) given.set(keys.method(operation), cased(names.method, camelCase));
    for (const parameter of parameters) {
      const { givenName, in: place } = parameter;
      const isCamel = options.casing === "camel" || place === "header";
      if (givenName) given.set(keys.parameter(operation, parameter, options), memberName(givenName, isCamel));
    }
  }
  for (const scheme of securitySchemes) {
    if (scheme.givenName) given.set(keys.credential(scheme), cased(scheme.givenName, camelCase));
  }
  return given;
}
