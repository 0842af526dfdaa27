/** Turns a config into the text of `clientwright.config.ts`. */

import type { Config } from "../config.js";

/** The module, in the style of our formatter. */
export function configText(config: Config): string {
  return `import { defineConfig } from "clientwright";\n\nexport default defineConfig(${literal(config, "")});\n`;
}

function literal(value: unknown, indent: string): string {
  if (Array.isArray(value)) return `[${value.map((entry) => JSON.stringify(entry)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const lines = Object.entries(value).flatMap(([key, entry]: [string, unknown]) =>
    entry === undefined ? [] : [`${inner}${propertyKey(key)}: ${literal(entry, inner)},\n`],
  );
  return `{\n${lines.join("")}${indent}}`;
}

function propertyKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
