/** Turns a target into what its manifest keeps: enough to repeat the run, on any machine. */

import { relative, sep } from "node:path";
import { type PackageConfig, withDefaults } from "../config.js";
import type { JsonValue } from "../model/types.js";
import { isUrl, withoutPassword } from "./places.js";
import type { Target } from "./targets.js";

type Recorded = { readonly [key: string]: JsonValue };

/** The document, relative to the output folder; of a URL, no user name or password is kept. */
export function recordedDocument({ document, output }: Target): string {
  if (document === "-") return document;
  return isUrl(document) ? withoutPassword(document) : relativePath(output, document);
}

/** The options that differ from the defaults. */
export function recordedOptions({ options, output }: Target): Recorded {
  const defaults = withDefaults({ document: "", output: "" });
  const { name, casing, dates, enums, raw, runtime, package: own, allowHosts, allowFolders } = options;
  return {
    ...(name !== undefined && { name }),
    ...(casing !== defaults.casing && { casing }),
    ...(dates !== defaults.dates && { dates }),
    ...(enums !== defaults.enums && { enums }),
    ...(raw !== defaults.raw && { raw }),
    ...(runtime !== defaults.runtime && { runtime }),
    ...(own !== undefined && { package: recordedPackage(own) }),
    ...(allowHosts.length > 0 && { allowHosts }),
    ...(allowFolders.length > 0 && { allowFolders: allowFolders.map((path) => relativePath(output, path)) }),
  };
}

function recordedPackage({ name, description, license, repository }: PackageConfig): Recorded {
  return {
    name,
    ...(description !== undefined && { description }),
    ...(license !== undefined && { license }),
    ...(repository !== undefined && { repository }),
  };
}

function relativePath(output: string, path: string): string {
  return relative(output, path).split(sep).join("/");
}
