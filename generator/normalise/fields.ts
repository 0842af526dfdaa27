/** Reads fields of a mapping as the type they must have, and reports those that don't have it. */

import type { JsonValue } from "../load/types.js";
import { at, atKey, child, isListNode, isMappingNode, items, kindOf, type MappingNode, type Node } from "./node.js";
import type { Report } from "./report.js";

/** A field that was there but had the wrong type; an error was reported. What needs the field is lost. */
export const broken: unique symbol = Symbol("broken");

/** The type of {@link broken}. */
export type Broken = typeof broken;

/**
 * Text that only people read: a number or a boolean is taken as its text, anything else is ignored with a warning.
 * `undefined` if there is none.
 */
export function prose(parent: MappingNode, key: string, report: Report): string | undefined {
  const node = child(parent, key);
  if (!node || node.value === null) return undefined;
  if (typeof node.value === "string") return node.value;
  if (typeof node.value === "number" || typeof node.value === "boolean") return String(node.value);
  report.warn(
    "CW2101",
    `\`${key}\` must be text but is ${kindOf(node.value)}; it is ignored.`,
    at(node),
    "Write text.",
  );
  return undefined;
}

/** A field that must be there and be text. Reports an error and gives `undefined` otherwise. */
export function requiredText(parent: MappingNode, key: string, what: string, report: Report): string | undefined {
  const node = child(parent, key);
  if (typeof node?.value === "string") return node.value;
  if (node) wrongType(node, key, "text", report);
  else report.error("CW2102", `${what} has no \`${key}\`.`, at(parent), `Add \`${key}\`.`);
  return undefined;
}

/** A field that is `true` or `false`; anything else is ignored with a warning. */
export function flag(parent: MappingNode, key: string, report: Report): boolean | undefined {
  const node = child(parent, key);
  if (!node || node.value === null) return undefined;
  if (typeof node.value === "boolean") return node.value;
  if (node.value === "true" || node.value === "false") {
    report.warn("CW2105", `\`${key}\` is written in quotes; it is understood.`, at(node), "Remove the quotes.");
    return node.value === "true";
  }
  const message = `\`${key}\` must be \`true\` or \`false\` but is ${kindOf(node.value)}; it is ignored.`;
  report.warn("CW2101", message, at(node), "Write `true` or `false` without quotes.");
  return undefined;
}

/** A field that is a mapping. `undefined` if it is absent or null. */
export function mapping(parent: MappingNode, key: string, report: Report): MappingNode | undefined | Broken {
  const node = child(parent, key);
  if (!node || node.value === null) return undefined;
  return asMapping(node, key, report) ?? broken;
}

/** A value that must be a mapping, called `name`. Reports an error and gives `undefined` otherwise. */
export function asMapping(node: Node, name: string, report: Report): MappingNode | undefined {
  if (isMappingNode(node)) return node;
  wrongType(node, name, "a mapping", report);
  return undefined;
}

/** The items of a field that is a list. Empty if it is absent or null; so is a mapping without entries. */
export function list(parent: MappingNode, key: string, report: Report): readonly Node[] | Broken {
  const node = child(parent, key);
  if (!node || node.value === null) return [];
  if (isMappingNode(node) && Object.keys(node.value).length === 0) return [];
  if (isListNode(node)) return items(node);
  wrongType(node, key, "a list", report);
  return broken;
}

/** The texts of a list of names; items that aren't text are ignored with a warning, as is anything but a list. */
export function names(parent: MappingNode, key: string, report: Report): readonly string[] {
  const node = child(parent, key);
  if (!node || node.value === null) return [];
  if (typeof node.value === "string") {
    report.warn("CW2105", `\`${key}\` must be a list; it is taken as one of a single name.`, at(node), "Write a list.");
    return [node.value];
  }
  if (!isListNode(node)) {
    const message = `\`${key}\` must be a list but is ${kindOf(node.value)}; it is ignored.`;
    report.warn("CW2101", message, at(node), "Write a list.");
    return [];
  }
  return items(node).flatMap((item) => {
    if (typeof item.value === "string") return [item.value];
    report.warn("CW2101", `A name in \`${key}\` must be text but is ${kindOf(item.value)}.`, at(item), "Write text.");
    return [];
  });
}

/** Reports a value whose type makes it useless. */
function wrongType(node: Node<JsonValue>, name: string, wanted: string, report: Report): void {
  const message = `\`${name}\` must be ${wanted} but is ${kindOf(node.value)}.`;
  report.error("CW2101", message, node.value === null ? atKey(node) : at(node), `Write ${wanted}.`);
}
