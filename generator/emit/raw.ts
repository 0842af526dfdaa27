/** Prints `raw.ts`: the openapi-fetch instance typed by `paths`, behind its own entry point. */

import type { TypeScope } from "./shapes.js";
import { StructureKind } from "./ts-morph.js";
import type { Statement } from "./types.js";

/** Statements of `raw.ts`. */
export function emitRaw(scope: TypeScope): Statement[] {
  const paths = scope.imports.localType("schema.ts", "paths");
  const rawClient = scope.imports.rawRuntimeType("RawClient");
  return [
    {
      kind: StructureKind.Function,
      isExported: true,
      name: "raw",
      docs: [
        "A stock openapi-fetch client for this API's paths that keeps to the client's server, credentials, retries, time\n" +
          "limits and redirect rule. Code written for openapi-fetch runs on it as it is.",
      ],
      parameters: [{ name: "client", type: scope.imports.runtimeType("ClientLike") }],
      returnType: `${rawClient}<${paths}>`,
      statements: `return ${scope.imports.rawRuntime("openRaw")}<${paths}>(client);`,
    },
    `export type { components, operations, paths } from "./schema.js";`,
  ];
}
