/** Turns diagnostics about options into ones that point into the config file they were read from. */

import { locateKey } from "../config/locate.js";
import { type Diagnostic, optionsFile, pointerKeys, pointerTo } from "../diagnostics.js";
import type { SourceText } from "../load/types.js";

/** Where the options of a client are written. */
export interface OptionsSource {
  readonly text: SourceText;
  /** Keys from the top of the file to the client: `["clients", "octave"]`. */
  readonly path: readonly string[];
}

/** Diagnostics about options get their place in `source`, or none where the options come from flags or a program. */
export async function placeOptions(
  diagnostics: readonly Diagnostic[],
  source: OptionsSource | undefined,
): Promise<readonly Diagnostic[]> {
  return await Promise.all(
    diagnostics.map(async (diagnostic): Promise<Diagnostic> => {
      const { at, ...rest } = diagnostic;
      if (at?.file !== optionsFile) return diagnostic;
      if (source === undefined) return rest;
      const path = [...source.path, ...pointerKeys(at.pointer)];
      const offset = await locateKey(source.text.text, path);
      const pointer = path.reduce<string>(pointerTo, "");
      return { ...rest, at: { file: source.text.uri, pointer, key: true, ...(offset !== undefined && { offset }) } };
    }),
  );
}
