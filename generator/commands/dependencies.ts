/** Turns clients that are no packages into what their project has yet to depend on. */

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { vendoredDependencies } from "../released.js";
import type { Target } from "./targets.js";

/**
 * What the clients import and no package.json beside or above them names: `@clientwright/runtime`, `openapi-fetch@0.17.0`.
 * Any kind of dependency counts, as code that is bundled has its own among those for development.
 */
export function missingDependencies(targets: readonly Target[]): readonly string[] {
  const missing = targets
    .filter(({ options }) => options.package === undefined)
    .flatMap(({ options, output }) => {
      const known = dependenciesAbove(output);
      const needed: readonly [string, string][] =
        options.runtime === "vendored"
          ? Object.entries(vendoredDependencies()).map(([name, version]) => [name, `${name}@${version}`])
          : [["@clientwright/runtime", "@clientwright/runtime"]];
      return needed.flatMap(([name, wanted]) => (known.has(name) ? [] : [wanted]));
    });
  return [...new Set(missing)];
}

const kinds = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];

function dependenciesAbove(folder: string): ReadonlySet<string> {
  const parent = dirname(folder);
  const above = parent === folder ? [] : dependenciesAbove(parent);
  return new Set([...above, ...dependenciesIn(join(folder, "package.json"))]);
}

function dependenciesIn(path: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    const groups = typeof value === "object" && value !== null ? Object.entries(value) : [];
    return groups.flatMap(([kind, names]) => (kinds.includes(kind) ? Object.keys(Object(names)) : []));
  } catch {
    // Not there, or not npm's either: it names nothing.
    return [];
  }
}
