/** Turns a conversation on the terminal into what `init` must know. */

import { cancel, isCancel, text } from "@clack/prompts";
import { distinct } from "../diagnostics.js";
import { loadDocument } from "../load/index.js";
import { defaultName } from "../model/build.js";
import { normalise } from "../normalise/index.js";
import { Failure, failure } from "./failure.js";
import type { Answers } from "./init.js";

/** What people read goes to stderr, questions too. */
const output = process.stderr;

/**
 * Asks for everything that isn't given.
 *
 * @throws {Failure} if the document can't be used, or the person gives up.
 */
export async function askQuestions(
  given: { readonly [Key in keyof Answers]: Answers[Key] | undefined },
  defaultOutput: string,
  cwd: string,
): Promise<Answers> {
  const document = given.document ?? (await ask("OpenAPI document (file or URL)", ""));
  const name = await nameOf(document, cwd);
  return {
    document,
    output: given.output ?? (await ask("Folder of the client", defaultOutput)),
    name: given.name ?? (await changed("Name of the client class", name)),
    package: given.package ?? (await optional("Name of its npm package (empty: source files only)")),
  };
}

async function ask(message: string, initialValue: string): Promise<string> {
  const validate = (value: string | undefined) => (value?.trim() ? undefined : "Type something.");
  return answered(await text({ message, initialValue, validate, output }));
}

/** A default that is accepted stays a default: it isn't written into the config. */
async function changed(message: string, initialValue: string): Promise<string | undefined> {
  const answer = await ask(message, initialValue);
  return answer === initialValue ? undefined : answer;
}

async function optional(message: string): Promise<string | undefined> {
  return answered(await text({ message, output })) || undefined;
}

function answered(answer: string | symbol): string {
  if (!isCancel(answer)) return answer.trim();
  cancel("Nothing was written.", { output });
  throw failure("CW0001", "`clientwright init` was cancelled.", "Run it again, or give flags and `--yes`.");
}

async function nameOf(document: string, cwd: string): Promise<string> {
  const { source, texts, diagnostics } = await loadDocument({ document, cwd });
  const normalised = source && normalise(source);
  if (normalised?.document) return defaultName(normalised.document.title);
  throw new Failure(distinct([...diagnostics, ...(normalised?.diagnostics ?? [])]), texts);
}
