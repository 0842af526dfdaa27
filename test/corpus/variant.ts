/** Turns a document into a client of one form: generated, imported, each operation of the document found in it. */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Client, type Generated, generateInto, importClient, type Making, modulesOf } from "./client.js";
import { type Operation, plainPath } from "./operations.js";
import { type Failure, messageOf } from "./report.js";
import type { Form } from "./sample.js";

/** A document's client in one form. */
export interface Variant {
  readonly form: Form;
  readonly generated: Generated;
  /** Absent if there is none, or if it can't be imported. */
  readonly client: Client | undefined;
  readonly operations: ReadonlyMap<Operation, Client["operations"][number]>;
}

/** The client below a folder of its own in `folder`; what goes wrong is added to `failures`. */
export async function variantOf(
  folder: string,
  path: string,
  form: Form,
  operations: readonly Operation[],
  failures: Failure[],
  making: Making,
): Promise<Variant | undefined> {
  const own = join(folder, form.casing);
  mkdirSync(own);
  try {
    const generated = await generateInto(own, path, form, making);
    const client = modulesOf(generated).length === 0 ? undefined : await importOf(own, generated, form, failures);
    return { form, generated, client, operations: foundIn(client, operations) };
  } catch (error) {
    failures.push({ kind: "generate", form: form.casing, message: `crashed: ${messageOf(error)}` });
    return undefined;
  }
}

async function importOf(
  folder: string,
  generated: Generated,
  form: Form,
  failures: Failure[],
): Promise<Client | undefined> {
  try {
    return await importClient(folder, generated);
  } catch (error) {
    failures.push({ kind: "compile", form: form.casing, message: `import: ${messageOf(error)}` });
    return undefined;
  }
}

/** By method and path; by its id where several have the same, or the client writes the path in another way. */
function foundIn(client: Client | undefined, operations: readonly Operation[]): Variant["operations"] {
  const byPlace = new Map<string, Client["operations"]>();
  const byId = new Map<string, Client["operations"][number]>();
  const placeOf = ({ method, path }: { method: string; path: string }) => `${method} ${plainPath(path)}`;
  for (const one of client?.operations ?? []) {
    byPlace.set(placeOf(one), [...(byPlace.get(placeOf(one)) ?? []), one]);
    byId.set(one.id, one);
  }
  return new Map(
    operations.flatMap((operation) => {
      const { operationId = operation.key, key } = operation;
      const [same, another] = byPlace.get(placeOf(operation)) ?? [];
      const named = byId.get(operationId) ?? byId.get(key);
      const found = another === undefined ? (same ?? named) : named;
      return found === undefined ? [] : [[operation, found] as const];
    }),
  );
}
