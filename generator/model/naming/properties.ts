/** Names the properties of objects as callers see them. */

import type { Schema } from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { Scope } from "./allocate.js";
import { camelCase } from "./casing.js";
import { type Given, memberName } from "./given.js";
import type { Displaced, Wish } from "./ledger.js";

/** The name that a property was given on purpose. */
function givenProperty(property: Schema | undefined, context: BuildContext): Given | undefined {
  const given = property && context.document.schemaNames.get(property.id)?.property;
  return given && memberName(given, context.options.casing === "camel");
}

/**
 * The caller's names of an object's properties: those given on purpose, else the wire names, cased as the config says.
 * Where two wire names would get one name in camel case, all of them keep their wire names, with a warning: losing a field
 * is worse than an odd name. One that had the name before keeps it.
 *
 * @param propertyOf - Schema of a property by wire name.
 */
export function propertyNames(
  wireNames: readonly string[],
  schema: Schema,
  context: BuildContext,
  propertyOf: (wireName: string) => Schema | undefined = (wireName) => schema.properties?.get(wireName),
): Map<string, string> {
  const { ledger, options } = context;
  const given = new Map(wireNames.map((wireName) => [wireName, givenProperty(propertyOf(wireName), context)]));
  const isNamed = [...given.values()].some((one) => one !== undefined);
  if (options.casing === "preserve" && !isNamed) return new Map(wireNames.map((wireName) => [wireName, wireName]));
  const casedName = (wireName: string) => (options.casing === "camel" ? camelCase(wireName) : "") || wireName;
  const pointerOf = (wireName: string) => `${schema.id}/${wireName}@property`;
  const unnamed = wireNames.filter((wireName) => given.get(wireName) === undefined);
  const claimants = new Map<string, string[]>();
  for (const wireName of unnamed) {
    const wish = casedName(wireName);
    claimants.set(wish, [...(claimants.get(wish) ?? []), wireName]);
  }
  const wishes = wireNames.map((wireName): Wish => {
    const wish = casedName(wireName);
    const own = given.get(wireName);
    const isAlone = claimants.get(wish)?.length === 1;
    return {
      pointer: pointerOf(wireName),
      candidates: isAlone ? [wish, wireName] : [wireName],
      ...(own === undefined ? {} : { given: own }),
    };
  });
  for (const [wish, list] of claimants) if (list.length > 1) reportCollision(wish, list, schema, context);
  const displaced = (one: Displaced) => context.reportDisplaced(one, schema.at);
  const allocated = ledger.allocate(wishes, new Scope(), displaced);
  // A property without a name has none to give away.
  const nameOf = (wireName: string) => (wireName === "" ? "" : (allocated.get(pointerOf(wireName)) ?? wireName));
  const names = new Map(wireNames.map((wireName) => [wireName, nameOf(wireName)]));
  for (const [wireName, name] of names) {
    // A name that follows from the wire name by itself needs no memory.
    if (name !== wireName || name !== casedName(wireName)) ledger.record(pointerOf(wireName), name);
    const isNew = given.get(wireName) === undefined && ledger.locked(pointerOf(wireName)) === undefined;
    if (isNew && name !== casedName(wireName) && name !== wireName) reportTaken(wireName, name, schema, context);
  }
  return names;
}

function reportTaken(wireName: string, name: string, schema: Schema, context: BuildContext): void {
  const message = `Another property is called "${wireName}", so the one of that name on the wire is called "${name}".`;
  context.report("CW3010", "warning", message, schema.at, "Choose another name for one of them.");
}

function reportCollision(wish: string, claimants: readonly string[], schema: Schema, context: BuildContext): void {
  const list = claimants.map((name) => `"${name}"`).join(" and ");
  const message = `The properties ${list} would both be "${wish}", so they keep their names.`;
  const help = "Give one of them a name of its own under `rename` in the config.";
  context.report("CW3002", "warning", message, schema.at, help);
}
