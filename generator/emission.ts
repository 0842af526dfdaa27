/** Turns a model into printed files: emission, the schema worker beside it, and the copied runtime. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ClientOptions } from "./config.js";
import type { Diagnostic } from "./diagnostics.js";
import { emit } from "./emit/index.js";
import type { EmittedFile } from "./emit/types.js";
import type { SourceDocument } from "./load/types.js";
import type { Model } from "./model/types.js";
import { bundle } from "./normalise/bundle/index.js";
import { generatorVersion, runtimeFolder, vendoredDependencies } from "./released.js";
import { runSchemaWorker } from "./schema-worker.js";
import { headerLine, type PrintedFile, print } from "./write/index.js";

/** What emission gives. */
export interface Emission {
  readonly files: readonly PrintedFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Emits and prints a client in memory. */
export async function emitClient(model: Model, options: ClientOptions, source: SourceDocument): Promise<Emission> {
  const { runtime, package: own, raw, validators } = options;
  const emitWith = (withRaw: boolean) =>
    emit(model, {
      runtime,
      raw: withRaw,
      ...(own && { package: own }),
      version: generatorVersion(),
      vendoredDependencies: vendoredDependencies(),
    });
  const running = raw ? runSchemaWorker(bundle(source)) : undefined;
  // While the worker works: most runs end with what is emitted here.
  const emitted = emitWith(raw);
  const extra = runtime === "vendored" ? copiedRuntime(validators !== false) : [];
  const schema = await running;
  if (schema === undefined) {
    return { files: await print([...emitted.files, ...extra], model.source), diagnostics: emitted.diagnostics };
  }
  if (schema.error !== undefined) {
    const { files, diagnostics } = emitWith(false);
    return {
      files: await print([...files, ...extra], model.source),
      diagnostics: [...diagnostics, leftOut(schema.error, source)],
    };
  }
  const text = `${headerLine(model.source)}\n\n${schema.text.trim()}\n`;
  const files: EmittedFile[] = [...emitted.files, { kind: "text", path: "schema.ts", text }, ...extra];
  return { files: await print(files, model.source), diagnostics: emitted.diagnostics };
}

function leftOut(reason: string, { root }: SourceDocument): Diagnostic {
  return {
    code: "CW4901",
    severity: "warning",
    message: `\`schema.ts\` and \`raw.ts\` are left out: ${reason}.`,
    at: { file: root.uri, pointer: "" },
    help: "The client itself is complete. Ask for no `raw` to have no warning.",
  };
}

/** The runtime's package ships its sources: they are what is copied, those for validators if there are any. */
function copiedRuntime(hasValidators: boolean): EmittedFile[] {
  const root = runtimeFolder();
  return ["", ...(hasValidators ? ["validation/"] : [])].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
      .sort()
      .map((name) => {
        const text = readFileSync(join(root, folder, name), "utf8");
        return { kind: "text", path: `runtime/${folder}${name}`, text };
      }),
  );
}
