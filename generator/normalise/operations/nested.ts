/** Turns `x-clientwright-nested` into the style that writes objects and arrays inside a value. */

import type { Context } from "../context.js";
import { prose } from "../fields.js";
import { at, child, type MappingNode } from "../node.js";

/** How values inside values are written: `a[b]=1`, `a.b=1`, or the whole as JSON. */
export const nestedStyles = { brackets: "deepObject", dots: "dots", json: "json" } as const;

/** What the extension of a parameter or an Encoding Object chooses; `undefined` without one. */
export function readNested(
  parent: MappingNode,
  { report }: Context,
): (typeof nestedStyles)[keyof typeof nestedStyles] | undefined {
  const written = prose(parent, "x-clientwright-nested", report);
  if (written === undefined) return undefined;
  if (written === "brackets" || written === "dots" || written === "json") return nestedStyles[written];
  const message = `\`${written}\` is not a form of nested values; it is ignored.`;
  const place = at(child(parent, "x-clientwright-nested") ?? parent);
  report.warn("CW2103", message, place, `The forms are ${Object.keys(nestedStyles).join(", ")}.`);
  return undefined;
}
