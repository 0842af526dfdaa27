/** Prints what is asked of the calls of a client: the function that makes a judge of them, and the table that it reads. */

import type { Check, ContentCheck, OperationCheck } from "../../model/types.js";
import { print } from "../layout.js";
import { type Literal, objectLiteral, plain } from "../literals.js";
import type { Statement } from "../types.js";
import type { Form } from "./forms.js";
import type { CheckPrinter } from "./printer.js";

function contentTable(content: readonly ContentCheck[], form: Form, printer: CheckPrinter): Literal | undefined {
  if (content.length === 0) return undefined;
  return objectLiteral(content.map(({ mediaType, check }) => [mediaType, plain(printer.reference(check, form))]));
}

function callTable({ parameters, body, responses }: OperationCheck, printer: CheckPrinter): Literal {
  const reference = (check: Check): Literal => plain(printer.reference(check, "model"));
  const statuses = responses.map(({ status, content }) => [status, contentTable(content, "read", printer)] as const);
  return objectLiteral(
    [
      ["parameters", parameters && reference(parameters)],
      ["body", contentTable(body, "model", printer)],
      ["responses", statuses.length === 0 ? undefined : objectLiteral(statuses)],
    ],
    true,
  );
}

/** `validation()` and its table. */
export function operationStatements(operations: readonly OperationCheck[], printer: CheckPrinter): Statement[] {
  const { imports } = printer.scope;
  const options = imports.validationType("ValidationOptions");
  const told = operations.filter(({ parameters, body, responses }) => parameters ?? body[0] ?? responses[0]);
  const table = objectLiteral(
    told.map((operation) => [operation.id, callTable(operation, printer)]),
    told.length > 0,
  );
  const open = imports.validation("openValidation");
  return [
    `/** Judges what calls send and receive: pass it to the client as \`validation\`. */
export function validation(options: ${options}): ${imports.validationType("Validation")} {
  return ${open}(operations, options);
}`,
    `const operations: ${imports.validationType("OperationTable")} = ${print(table.layout)};`,
  ];
}
