/** Turns what the parser of the command line complains of into a diagnostic like all others. */

import { runWith } from "./command.js";
import { failure } from "./failure.js";
import type { ExitCode } from "./run.js";

/** What is known of a command line that can't be understood. */
export interface Misused {
  /** Absent: it names no command. */
  readonly command: string | undefined;
  readonly json: boolean;
}

/**
 * Tells it on stderr, for machines on stdout.
 *
 * @param complaint - As the parser words it: `error: unknown option '--cassing'\n(Did you mean --casing?)`.
 * @returns 2.
 */
export function refuseUsage(complaint: string, { command, json }: Misused): Promise<ExitCode> {
  const [first = "", guess] = complaint.replace(/^error: /, "").split("\n");
  const [sentence = "", ...rest] = first.replaceAll(/'([^']*)'/g, "`$1`").split(/(?<=\.) /);
  const message = `${sentence.charAt(0).toUpperCase()}${sentence.slice(1).replace(/\.$/, "")}.`;
  const seeHelp = `See \`clientwright ${command === undefined ? "" : `${command} `}--help\`.`;
  const help = [...rest, ...(guess === undefined ? [] : [guess.replace(/^\((.*)\)$/, "$1")]), seeHelp].join(" ");
  return runWith(
    command ?? "clientwright",
    { json },
    () => Promise.reject(failure("CW0001", message, help)),
    () => "",
  );
}
