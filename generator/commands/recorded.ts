/** Turns a target into what its manifest keeps: enough to repeat the run, on any machine. */

import { relative, sep } from "node:path";
import { withDefaults } from "../config.js";
import type { JsonValue } from "../model/types.js";
import { mapPaths } from "./option-paths.js";
import { isUrl, withoutPassword } from "./places.js";
import type { Target } from "./targets.js";

type Recorded = { readonly [key: string]: JsonValue };

/** The document, relative to the output folder; of a URL, no user name or password is kept. */
export function recordedDocument({ document, output }: Target): string {
  if (document === "-") return document;
  return isUrl(document) ? withoutPassword(document) : relativePath(output, document);
}

/** The options that differ from the defaults. */
export function recordedOptions({ options: absolute, output }: Target): Recorded {
  const options = mapPaths(absolute, (path) => relativePath(output, path));
  const defaults = withDefaults({ document: "", output: "" });
  const {
    name,
    casing,
    dates,
    int64,
    bytes,
    enums,
    raw,
    validators,
    runtime,
    package: own,
    include,
    exclude,
  } = options;
  const { arguments: grouping, rename, schemas, parameters, env, allowHosts, allowFolders, overlays } = options;
  return {
    ...(name !== undefined && { name }),
    ...(casing !== defaults.casing && { casing }),
    ...(dates !== defaults.dates && { dates }),
    ...(int64 !== defaults.int64 && { int64 }),
    ...(bytes !== defaults.bytes && { bytes }),
    ...(enums !== defaults.enums && { enums }),
    ...(raw !== defaults.raw && { raw }),
    ...(validators !== defaults.validators && {
      validators: typeof validators === "object" ? recordedFields(validators, ["formats"]) : validators,
    }),
    ...(runtime !== defaults.runtime && { runtime }),
    ...(own !== undefined && { package: recordedFields(own, ["name", "description", "license", "repository"]) }),
    ...(include !== undefined && { include: recordedFields(include, ["tags", "paths", "operations"]) }),
    ...(exclude !== undefined && { exclude: recordedFields(exclude, ["tags", "paths", "operations", "deprecated"]) }),
    ...(grouping !== defaults.arguments && { arguments: grouping }),
    ...(rename !== undefined && { rename: withoutUndefined(rename) }),
    ...(schemas !== undefined && { schemas: withoutUndefined(schemas) }),
    ...(parameters !== undefined && { parameters: withoutUndefined(parameters) }),
    ...(env !== undefined && { env: withoutUndefined(env) }),
    ...(allowHosts.length > 0 && { allowHosts }),
    ...(allowFolders.length > 0 && { allowFolders }),
    ...(overlays.length > 0 && { overlays: overlays.map(withoutPassword) }),
  };
}

/** The fields that are there, in an order that doesn't depend on the config. */
function recordedFields<Key extends string>(
  value: { readonly [Each in Key]?: JsonValue | undefined },
  keys: readonly Key[],
): Recorded {
  const fields: { [key: string]: JsonValue } = {};
  for (const key of keys) {
    const field = value[key];
    if (field !== undefined) fields[key] = field;
  }
  return fields;
}

/** An option that is an object of objects, as it was given: its keys are the user's. */
function withoutUndefined(value: object): Recorded {
  const kept = Object.entries(value).filter(([, field]: [string, unknown]) => field !== undefined);
  return Object.fromEntries(
    kept.map(([key, field]: [string, string | object]) => [
      key,
      typeof field === "object" ? withoutUndefined(field) : field,
    ]),
  );
}

function relativePath(output: string, path: string): string {
  return relative(output, path).split(sep).join("/");
}
