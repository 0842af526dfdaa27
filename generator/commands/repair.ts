/** Turns what `check` was asked into the command that repairs what it found. */

import type { CommandFlags } from "./command.js";
import { type TargetFlags, wordsOf } from "./flags.js";

/**
 * The `generate` that makes the same `check` clean, ready for a shell.
 *
 * @param client - The client's name, for a check of a config file: it is repaired alone.
 * @param force - Files that were edited by hand are to be overwritten.
 */
export function repairCommand(flags: TargetFlags & CommandFlags, client: string, force: boolean): string {
  const { document, output, config, strict, keepGoing } = flags;
  const ofConfig = [...(config === undefined ? [] : ["--config", config]), "--client", client];
  const words = [
    ...["clientwright", "generate"],
    ...(document === undefined && output === undefined ? ofConfig : wordsOf(flags)),
    ...(strict ? ["--strict"] : []),
    ...(keepGoing ? ["--keep-going"] : []),
    ...(force ? ["--force"] : []),
  ];
  return words.map(quoted).join(" ");
}

/** A word as a shell takes it for one. Double quotes, where they do, also serve shells that know no others. */
function quoted(word: string): string {
  if (/^[\p{L}\p{N}@%+=:,./_-]+$/u.test(word)) return word;
  return /["$`\\!]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : `"${word}"`;
}
