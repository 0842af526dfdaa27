/** Turns a config into the text of `clientwright.config.ts`. */

import type { Config } from "../config.js";

type Value = string | boolean | readonly string[] | { readonly [key: string]: Value | undefined };

/** The module, in the style of our formatter. */
export function configText({ clients }: Config): string {
  const values = Object.entries(clients).map(
    ([name, { package: own, include, exclude, ...client }]): [string, Value] => [
      name,
      {
        ...client,
        package: own && { ...own },
        include: include && { ...include },
        exclude: exclude && { ...exclude },
      },
    ],
  );
  const text = literal({ clients: Object.fromEntries(values) }, "");
  return `import { defineConfig } from "clientwright";\n\nexport default defineConfig(${text});\n`;
}

function literal(value: Value, indent: string): string {
  if (typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map((entry) => JSON.stringify(entry)).join(", ")}]`;
  const inner = `${indent}  `;
  const lines = Object.entries(value).flatMap(([key, entry]) =>
    entry === undefined ? [] : [`${inner}${propertyKey(key)}: ${literal(entry, inner)},\n`],
  );
  return `{\n${lines.join("")}${indent}}`;
}

function propertyKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}

function isList(value: Value): value is readonly string[] {
  return Array.isArray(value);
}
