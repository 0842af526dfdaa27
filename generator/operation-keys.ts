/** Turns keys of options into the operations and parameters of a document that they stand for. */

import type { Diagnostic, Location } from "./diagnostics.js";
import type { Document, Operation, Parameter } from "./normalise/types.js";
import { entriesOf, find } from "./option-keys.js";

/** Operations by pointer, by method and path, and by operationId. */
export function operationsByKey({ operations }: Pick<Document, "operations">): ReadonlyMap<string, Operation> {
  const keys = operations.flatMap((operation): [string, Operation][] => [
    [operation.id, operation],
    [`${operation.method} ${operation.path}`, operation],
  ]);
  const byId = operations.flatMap((operation): [string, Operation][] =>
    operation.operationId === undefined ? [] : [[operation.operationId, operation]],
  );
  return new Map([...byId.reverse(), ...keys]);
}

/** What an option says of parameters: by operation (`*`: every one) and name on the wire, or place and name. */
export interface ByParameter<Value> {
  readonly [operation: string]: { readonly [parameter: string]: Value };
}

/** One thing that an option says of parameters. */
export interface ParameterEntry<Value> {
  readonly value: Value;
  readonly at: Location;
}

/**
 * The operations with those parameters changed that an option names. A key that fits nothing is an error (CW0016).
 *
 * @param pointer - Of the option, from the client's options on.
 */
export function changeParameters<Value>(
  option: ByParameter<Value> | undefined,
  pointer: string,
  operations: readonly Operation[],
  change: (parameter: Parameter, entry: ParameterEntry<Value>) => Parameter,
  report: Diagnostic[],
): readonly Operation[] {
  const known = operationsByKey({ operations });
  const changed = new Map(operations.map((operation) => [operation.id, operation]));
  for (const { key, value, at } of entriesOf(option, pointer)) {
    const operation = key === "*" ? undefined : find(known, key, "operation", at, report);
    const ids = key === "*" ? [...changed.keys()] : operation ? [operation.id] : [];
    for (const inner of ids.length === 0 ? [] : entriesOf(value, at.pointer)) {
      const owners = ids.flatMap((id) => changed.get(id) ?? []);
      const keys = owners.flatMap(({ parameters }) => parameters.flatMap(keysOf));
      if (find(new Map(keys.map((one) => [one, one])), inner.key, "parameter", inner.at, report) === undefined)
        continue;
      for (const owner of owners) {
        const parameters = owner.parameters.map((one) => (keysOf(one).includes(inner.key) ? change(one, inner) : one));
        changed.set(owner.id, { ...owner, parameters });
      }
    }
  }
  return [...changed.values()];
}

function keysOf({ name, in: place }: Parameter): readonly string[] {
  return [name, `${place}:${name}`];
}
