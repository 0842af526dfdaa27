/** Turns a JSON value into text as the formatter would leave it: no formatter runs when we generate. */

import type { JsonValue } from "../model/types.js";

const lineWidth = 120;

/** Two spaces, one property a line, arrays of plain values on one line if they fit; ends with a line break. */
export function printJson(value: JsonValue): string {
  return `${print(value, 0, 0)}\n`;
}

/** @param column - Where the value starts on its line, for the width rule. */
function print(value: JsonValue, indent: number, column: number): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return isArray(value) ? printArray(value, indent, column) : printObject(Object.entries(value), indent);
}

function printObject(entries: readonly (readonly [string, JsonValue])[], indent: number): string {
  if (entries.length === 0) return "{}";
  const pad = " ".repeat(indent + 2);
  const lines = entries.map(([key, value]) => {
    const start = `${pad}${JSON.stringify(key)}: `;
    return start + print(value, indent + 2, start.length);
  });
  return `{\n${lines.join(",\n")}\n${" ".repeat(indent)}}`;
}

function printArray(items: readonly JsonValue[], indent: number, column: number): string {
  if (items.length === 0) return "[]";
  const line = `[${items.map((item) => print(item, indent, 0)).join(", ")}]`;
  // One more for the comma that may follow.
  if (!line.includes("\n") && column + line.length + 1 <= lineWidth) return line;
  const pad = " ".repeat(indent + 2);
  const lines = items.map((item) => pad + print(item, indent + 2, indent + 2));
  return `[\n${lines.join(",\n")}\n${" ".repeat(indent)}]`;
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
