/** Turns saved files into clients written anew, until somebody ends it: `generate --watch`. */

import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { watch } from "chokidar";
import { findConfig } from "../config/read.js";
import { diffModels, renderText } from "../diff/index.js";
import type { SourceText } from "../load/types.js";
import type { Model } from "../model/types.js";
import { placeChanges } from "./change-places.js";
import { runForPeople } from "./command.js";
import { Failure, failure } from "./failure.js";
import type { GenerateFlags } from "./generate.js";
import { generateOnce } from "./generate.js";
import { isUrl } from "./places.js";
import type { ExitCode, Prepared } from "./run.js";
import type { Terminal } from "./terminal.js";

/** Editors write a file in several steps, and people save several files at once: so long nothing more may happen (ms). */
const quietTime = 100;

/** How often it is looked whether a missing file is there by now (ms): a watcher may take the first save for what was there. */
const lookTime = 250;

/**
 * Generates, and again whenever a file of a document, an overlay or the config is saved. Errors end nothing.
 *
 * @returns 0, when it is told to end (SIGINT, SIGTERM). Rejects only for a bug.
 */
export function watchCommand(flags: GenerateFlags): Promise<ExitCode> {
  return runForPeople(flags, async (terminal) => {
    refuseOthers(flags);
    const end = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
    await new Watching(flags, terminal).run(end);
    return 0;
  });
}

/** What a person doesn't read, or can't be read again, is not to be watched. */
function refuseOthers({ json, dryRun, document, reshape }: GenerateFlags): void {
  const [other] = [json && "--json", dryRun && "--dry-run", document === "-" && "-", reshape && "--reshape"].filter(
    Boolean,
  );
  if (other === undefined) return;
  throw failure("CW0001", `\`--watch\` and \`${other}\` don't go together.`, "Leave one of them out.");
}

class Watching {
  readonly #flags: GenerateFlags;
  readonly #terminal: Terminal;
  /** The client of each output folder, as callers have it, and the texts that it was made of. */
  readonly #clients = new Map<string, { readonly model: Model; readonly texts: ReadonlyMap<string, SourceText> }>();

  /** What the last run looked for and didn't find. */
  #missing: readonly string[] = [];

  constructor(flags: GenerateFlags, terminal: Terminal) {
    this.#flags = flags;
    this.#terminal = terminal;
  }

  async run(end: Promise<unknown>): Promise<void> {
    const watcher = watch([...(await this.#round())], { ignoreInitial: true });
    // Before that a save could go unnoticed.
    await once(watcher, "ready");
    let isStale = false;
    let isOver = false;
    let wake = () => {};
    let timer: NodeJS.Timeout | undefined;
    const touched = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        // Perhaps while a run is under way: it may have read the file before.
        isStale = true;
        wake();
      }, quietTime);
    };
    watcher.on("all", touched);
    const looking = setInterval(() => {
      if (!this.#missing.some((file) => existsSync(file))) return;
      this.#missing = [];
      touched();
    }, lookTime);
    const over = end.then(() => {
      isOver = true;
    });
    while (!isOver) {
      this.#terminal.say("Watching for changes. Press Ctrl+C to end.");
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
        if (isStale) resolve();
      });
      await Promise.race([changed, over]);
      isStale = false;
      if (!isOver) watcher.add([...(await this.#round())]);
    }
    clearInterval(looking);
    clearTimeout(timer);
    await watcher.close();
  }

  /** One run. Gives the files whose change asks for the next one, but for those that aren't there. */
  async #round(): Promise<readonly string[]> {
    const files = await this.#generate();
    this.#missing = files.filter((file) => !existsSync(file));
    return files.filter((file) => !this.#missing.includes(file));
  }

  /** Generates, and gives every file that was looked for. */
  async #generate(): Promise<readonly string[]> {
    const cwd = process.cwd();
    const config = this.#flags.config ?? findConfig(cwd);
    const files = config === undefined ? [] : [config];
    try {
      const { verdict } = await generateOnce(this.#flags, this.#terminal);
      if (verdict.written) for (const prepared of verdict.prepared) this.#tellChanges(prepared);
      return [...files, ...verdict.prepared.flatMap(filesOf)];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#terminal.complain(error.diagnostics, error.texts);
      return [...files, ...[...error.texts.values()].flatMap(({ uri }) => localPath(uri))];
    }
  }

  #tellChanges({ target, outcome }: Prepared): void {
    if (outcome?.model === undefined) return;
    const { model, texts } = outcome;
    const before = this.#clients.get(target.output);
    this.#clients.set(target.output, { model, texts });
    if (before === undefined) return;
    const diff = placeChanges(diffModels(before.model, model), before.texts, texts);
    if (diff.bump !== "none") this.#terminal.say(`${target.name}:\n${renderText(diff).trimEnd()}`);
  }
}

/** Every local file that a client was made of, also those that couldn't be understood or weren't there. */
function filesOf({ target, outcome }: Prepared): readonly string[] {
  const { document, options } = target;
  const named = [document, ...options.overlays].filter((one) => !isUrl(one));
  return [...named, ...(outcome?.sought ?? []).flatMap(localPath)];
}

function localPath(uri: string): readonly string[] {
  return uri.startsWith("file:") ? [fileURLToPath(uri)] : [];
}
