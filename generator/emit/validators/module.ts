/** Prints `validators.ts`: a validator for each model, behind its own entry point. */

import type { Checks } from "../../model/types.js";
import { group, indent, type Layout, line, list, print } from "../layout.js";
import type { TypeScope } from "../shapes.js";
import type { Statement } from "../types.js";
import { operationStatements } from "./operations.js";
import { CheckPrinter } from "./printer.js";

/** Path of the module in the output folder. */
export const validatorsPath = "validators.ts";

/** What callers of validators name, passed on from the runtime. */
const passedOn: readonly Layout[] = [
  "type Issue",
  "type StandardSchemaV1",
  "type Validation",
  "ValidationError",
  "type ValidationOptions",
  "type Validator",
  "type WireValidator",
];

/** Statements of `validators.ts`. */
export function emitValidators(checks: Checks, scope: TypeScope): Statement[] {
  const names = checks.models.flatMap(({ name, wireName }) => [name, ...(wireName === undefined ? [] : [wireName])]);
  const printer = new CheckPrinter(checks, scope, ["models", "operations", "validation", ...names]);
  const { imports } = scope;
  const typeOf = (name: string): string => `${imports.localTypes("index.ts", "models")}.${name}`;
  const constant = (name: string, type: string, maker: string, check: string): string =>
    print(
      group([
        `export const ${name}: ${type} =`,
        indent([line, `/* @__PURE__ */ ${imports.validation(maker)}(${check});`]),
      ]),
    );
  const statements = checks.models.flatMap(({ pointer, name, typeName, wireName, check }): string[] => {
    const type = `${imports.validationType("Validator")}<${typeOf(typeName)}>`;
    const own = constant(name, type, "validator", printer.model(pointer, "model"));
    const isReadable = wireName !== undefined && printer.index.leadsTo(check).every((one) => !one.isUndecodable);
    if (!isReadable) return [own, ...printer.take()];
    const wireType = `${imports.validationType("WireValidator")}<${typeOf(typeName)}>`;
    const wire = constant(wireName, wireType, "wireValidator", printer.model(pointer, "read"));
    return [own, wire, ...printer.take()];
  });
  const runtime = print([list("export {", passedOn, "}", { padding: " " }), ` from "${imports.validationModule()}";`]);
  const calls = operationStatements(checks.operations, printer);
  return [runtime, ...calls, ...printer.take(), ...statements];
}
