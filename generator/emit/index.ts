/** Turns the model of a client into files: the one entry point of this stage. Pure: nothing is read or written. */

import type { Diagnostic } from "../diagnostics.js";
import type { Model } from "../model/types.js";
import { emitClient } from "./client.js";
import { emitHooks, hooksOf, hooksPath } from "./hooks.js";
import { Imports, type RuntimeModules } from "./imports.js";
import { emitIndex } from "./index-module.js";
import { emitModel } from "./models.js";
import type { EmitOptions } from "./options.js";
import { emitPackage } from "./package/files.js";
import { emitRaw } from "./raw.js";
import { emitResource } from "./resources.js";
import { ModelIndex, resourcePath, type TypeScope } from "./shapes.js";
import type { EmittedFile, Statement } from "./types.js";
import { emitValidators, validatorsPath } from "./validators/module.js";

/** The files of a client, and what could not be emitted. */
export interface EmitResult {
  readonly files: readonly EmittedFile[];
  readonly diagnostics: readonly Diagnostic[];
}

const runtimes: Record<EmitOptions["runtime"], RuntimeModules> = {
  package: {
    main: "@clientwright/runtime",
    raw: "@clientwright/runtime/raw",
    validation: "@clientwright/runtime/validation",
  },
  vendored: { main: "runtime/index.ts", raw: "runtime/raw.ts", validation: "runtime/validation/index.ts" },
};

/**
 * Emits every file of a client except those that aren't made from the model: `schema.ts`, a vendored runtime, the
 * manifest.
 */
export function emit(model: Model, options: EmitOptions): EmitResult {
  const index = new ModelIndex(model);
  const runtime = runtimes[options.runtime];
  const emitModule = (path: string, build: (scope: TypeScope) => Statement[]): EmittedFile => {
    const imports = new Imports(path, runtime);
    const statements = build({ imports, index });
    return { kind: "module", path, imports: imports.collected(), statements };
  };
  const shared = model.models.filter((one) => one.home === undefined);
  const files: EmittedFile[] = [
    emitModule("index.ts", ({ imports }) => emitIndex(model, imports.specifier(runtime.main))),
    emitModule("client.ts", (scope) => emitClient(model, scope)),
    ...model.resources.map((resource) =>
      emitModule(resourcePath(resource.file), (scope) => emitResource(resource, model, scope)),
    ),
  ];
  if (shared.length > 0) {
    files.push(emitModule("shared.ts", (scope) => shared.flatMap((one) => emitModel(one, scope))));
  }
  if (hooksOf(model).length > 0) files.push(emitModule(hooksPath, (scope) => emitHooks(model, scope)));
  const { checks } = model;
  if (checks) files.push(emitModule(validatorsPath, (scope) => emitValidators(checks, scope)));
  if (options.raw) files.push(emitModule("raw.ts", emitRaw));
  if (options.package !== undefined) files.push(...emitPackage(model, options, options.package));
  return { files, diagnostics: [] };
}
