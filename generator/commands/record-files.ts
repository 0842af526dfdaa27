/** Turns operations and cases into the names of their recordings: `<operation>.<case>.har`. */

import type { Model, Operation } from "../model/types.js";
import { operationsOf } from "../traffic/inputs.js";
import { failure } from "./failure.js";
import type { Case } from "./record-cases.js";

/** Names the file of a recording. */
export type NameFile = (operation: Operation, name: string) => string;

/**
 * Decides how files are named: by the operation's id, or by its function where another id would be the same name.
 *
 * @throws {Failure} if two cases would be one file.
 */
export function fileNames(model: Model, cases: readonly Case[]): NameFile {
  const ids = operationsOf(model).map(({ id }) => fileKey(id));
  const baseOf = ({ id, functionName }: Operation): string => {
    const isTaken = ids.filter((one) => one === fileKey(id)).length > 1;
    return safe(isTaken ? functionName : id);
  };
  const nameFile: NameFile = (operation, name) => `${baseOf(operation)}.${safe(name)}.har`;
  const known = new Map<string, string>();
  for (const { operation, name } of cases) {
    if (name === undefined) continue;
    const file = nameFile(operation, name);
    const before = known.get(file.toLowerCase());
    if (before !== undefined) {
      const message = `The cases \`${before}\` and \`${name}\` of ${operation.id} would both be the recording \`${file}\`.`;
      throw failure("CW0001", message, "Give them names that differ in letters, digits, `_` or `-`.");
    }
    known.set(file.toLowerCase(), name);
  }
  return nameFile;
}

function safe(text: string): string {
  // Letters of any language are fine in names of files.
  return text.replace(/[^\p{L}\p{M}\p{N}_-]+/gu, "-").replace(/^-+|-+$/g, "") || "case";
}

/** What names have in common that a file system may take for the same. */
function fileKey(text: string): string {
  return safe(text).toLowerCase();
}
