/** Finds schemas that consist of nothing but themselves, through `$ref` or `allOf`: no value could ever be judged by them. */

import type { Report } from "../report.js";
import type { Schema, SchemaId } from "../types.js";
import type { Schemas } from "./index.js";

/** Reports each such circle once, and marks a schema of it as broken. */
export function reportCycles(schemas: Schemas, named: ReadonlyMap<SchemaId, Schema>, report: Report): void {
  const state = new Map<Schema, "open" | "done">();
  for (const start of named.values()) {
    // Each schema stands twice on the stack: when it is met, and when all it leads to is done.
    const pending: { schema: Schema; isLeaving: boolean }[] = [{ schema: start, isLeaving: false }];
    for (let step = pending.pop(); step; step = pending.pop()) {
      const { schema, isLeaving } = step;
      if (isLeaving) state.set(schema, "done");
      if (isLeaving || state.get(schema) === "done") continue;
      if (state.get(schema) === "open") {
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

function consistsOf({ ref, allOf }: Schema, named: ReadonlyMap<SchemaId, Schema>): readonly Schema[] {
  const target = ref === undefined ? undefined : named.get(ref);
  return [...(target ? [target] : []), ...(allOf ?? [])];
}
