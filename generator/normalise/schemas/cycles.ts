/** Finds schemas that lead to nothing but themselves, by `allOf` or as one of their own choices: they judge no value. */

import type { Report } from "../report.js";
import type { Schema, SchemaId } from "../types.js";
import type { Schemas } from "./index.js";

type Named = ReadonlyMap<SchemaId, Schema>;

/** Reports each such circle once, and marks a schema of it as broken. */
export function reportCycles(schemas: Schemas, named: Named, report: Report): void {
  reportCirclesBy(partsOf, schemas, named, report);
  // Apart from the parts: a base whose choices take it over by `allOf` is a hierarchy, not a circle.
  reportCirclesBy(choicesOf, schemas, named, report);
}

function reportCirclesBy(
  consistsOf: (schema: Schema, named: Named) => readonly Schema[],
  schemas: Schemas,
  named: Named,
  report: Report,
): void {
  const state = new Map<Schema, "open" | "done">();
  for (const start of named.values()) {
    // Each schema stands twice on the stack: when it is met, and when all it leads to is done.
    const pending: { schema: Schema; isLeaving: boolean }[] = [{ schema: start, isLeaving: false }];
    for (let step = pending.pop(); step; step = pending.pop()) {
      const { schema, isLeaving } = step;
      if (isLeaving) state.set(schema, "done");
      if (isLeaving || state.get(schema) === "done") continue;
      if (state.get(schema) === "open") {
        if (schemas.broken.has(schema.id)) continue;
        schemas.broken.add(schema.id);
        const help = "Make it say something about the value, or take it out of the circle.";
        report.error("CW2202", `The schema \`${schema.id}\` leads back to itself.`, schema.at, help);
        continue;
      }
      state.set(schema, "open");
      pending.push({ schema, isLeaving: true });
      for (const next of consistsOf(schema, named)) pending.push({ schema: next, isLeaving: false });
    }
  }
}

function targetOf({ ref }: Schema, named: Named): readonly Schema[] {
  const target = ref === undefined ? undefined : named.get(ref);
  return target === undefined ? [] : [target];
}

function partsOf(schema: Schema, named: Named): readonly Schema[] {
  return [...targetOf(schema, named), ...(schema.allOf ?? [])];
}

function choicesOf(schema: Schema, named: Named): readonly Schema[] {
  const { oneOf = [], anyOf = [], allOf, properties } = schema;
  const isPlain = allOf === undefined && properties === undefined;
  return [...(isPlain ? targetOf(schema, named) : []), ...oneOf, ...anyOf];
}
