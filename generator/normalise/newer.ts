/** What OpenAPI 3.2 added and this version doesn't know: it is said where it stands, never passed over. */

import type { Context } from "./context.js";
import { atKey, child, type MappingNode, type Node } from "./node.js";

/** Something an operation can't be understood without: the operation is lost. */
export function refuseNewer(node: Node, what: string, { report }: Pick<Context, "report">): void {
  report.error(
    "CW2902",
    `${what} of OpenAPI 3.2 is not supported yet.`,
    atKey(node),
    "Leave the operation out for now.",
  );
}

/** Something the rest is understood without: fields of a mapping that are left out with a warning. */
export function passOverNewer(
  parent: MappingNode,
  fields: readonly string[],
  { report }: Pick<Context, "report">,
): void {
  for (const field of fields) {
    const node = child(parent, field);
    if (!node) continue;
    const message = `\`${field}\` of OpenAPI 3.2 is not supported yet; it is left out.`;
    report.warn("CW2902", message, atKey(node), "The rest is generated without it.");
  }
}
