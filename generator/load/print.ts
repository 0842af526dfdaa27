/** Turns a value into YAML text. */

import { stringify } from "yaml";
import type { JsonValue } from "./types.js";

/** Prints a value as YAML 1.2, lines as long as they need to be, ending in a newline. */
export function printYaml(value: JsonValue): string {
  return stringify(value, { lineWidth: 0 });
}
