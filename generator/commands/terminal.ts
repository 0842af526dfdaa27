/** Turns text for people and machines into output on the terminal: the one place that prints. */

import pc from "picocolors";
import type { Diagnostic } from "../diagnostics.js";
import { type Painter, renderDiagnostics } from "../load/index.js";
import type { SourceText } from "../load/types.js";
import { diagnosticsDocument } from "../released.js";
import { shownPath } from "./places.js";

/** Where a command prints to. */
export interface Terminal {
  /** A line for people, to stderr; left out with `--quiet`. */
  readonly say: (line: string) => void;
  /** A line of the command's finding, to stderr, also with `--quiet`. */
  readonly find: (line: string) => void;
  /** A line that replaces itself, on a terminal only. */
  readonly progress: (line: string) => void;
  /** The result asked for, for people, to stdout. */
  readonly list: (text: string) => void;
  /** The result for machines, to stdout. */
  readonly json: (text: string) => void;
  /** Diagnostics, to stderr; with `--quiet` only errors. */
  readonly complain: (diagnostics: readonly Diagnostic[], texts: ReadonlyMap<string, SourceText>) => void;
  readonly bold: (text: string) => string;
}

/** How much is printed. */
export interface Verbosity {
  readonly quiet?: boolean | undefined;
  /** Only one JSON object is printed, to stdout. */
  readonly json?: boolean | undefined;
}

const clearLine = "\r\u001b[2K";

/** The terminal of this process. */
export function createTerminal({ quiet = false, json = false }: Verbosity): Terminal {
  const { stderr, stdout, env } = process;
  const hasColors = env["FORCE_COLOR"] !== undefined || (stderr.isTTY === true && env["NO_COLOR"] === undefined);
  const colors = pc.createColors(hasColors);
  const isLive = stderr.isTTY === true && !quiet && !json;
  const print = (text: string) => {
    if (json) return;
    stderr.write(`${isLive ? clearLine : ""}${text}\n`);
  };
  return {
    say: (line) => {
      if (!quiet) print(line);
    },
    find: print,
    progress: (line) => {
      if (isLive) stderr.write(`${clearLine}${colors.dim(line)}`);
    },
    list: (text) => {
      if (isLive) stderr.write(clearLine);
      if (!json) stdout.write(text);
    },
    json: (text) => {
      stdout.write(text);
    },
    complain: (diagnostics, texts) => {
      const shown = quiet ? diagnostics.filter(({ severity }) => severity === "error") : diagnostics;
      if (shown.length > 0) print(`${renderDiagnostics(shown, texts, painter(colors), documentation())}\n`);
    },
    bold: colors.bold,
  };
}

/** The way from the current folder to what explains the codes, to open or click on. */
function documentation(): string {
  return shownPath(diagnosticsDocument(), process.cwd());
}

function painter(colors: ReturnType<typeof pc.createColors>): Painter {
  const strong = { error: colors.red, warning: colors.yellow, information: colors.cyan };
  return {
    severity: (text, severity) => colors.bold(strong[severity](text)),
    place: colors.bold,
    mark: (text, severity) => strong[severity](text),
    dim: colors.dim,
  };
}
