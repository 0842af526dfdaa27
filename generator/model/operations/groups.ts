/** Groups the parameters of an operation by place, for inputs that are written `{ path, query, headers, cookies, body }`. */

import type * as document from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { pascalCase } from "../naming/casing.js";
import type { InputGroup, Parameter } from "../types.js";

/** Members of a grouped input, in their order. */
const groups = [
  { name: "path", in: "path" },
  { name: "query", in: "query" },
  { name: "headers", in: "header" },
  { name: "cookies", in: "cookie" },
] as const;

/** The places that an operation has parameters in. `inputName` is that of the input's interface. */
export function groupParameters(
  parameters: readonly Parameter[],
  operation: document.Operation,
  inputName: string,
  context: BuildContext,
): InputGroup[] {
  return groups.flatMap((group): InputGroup[] => {
    const members = parameters.filter((parameter) => parameter.in === group.in);
    if (members.length === 0) return [];
    const pointer = `${operation.id}@input${group.name}`;
    const typeName = context.name(pointer, [`${inputName}${pascalCase(group.name)}`], operation.at);
    return [{ ...group, typeName, optional: !members.some((member) => member.required) }];
  });
}
