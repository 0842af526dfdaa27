/** Turns text into a JSON value: JSON by `JSON.parse`, YAML by a fast parser, what is wrong with it by a precise one. */

import type { Code } from "../diagnostics.js";
import { diagnosticLimit, pointerTo } from "../diagnostics.js";
import { countJsonKeys, outlineJson } from "./json.js";
import { firstJsonError } from "./json-syntax.js";
import { readPlainYaml } from "./plain-yaml.js";
import type { JsonValue } from "./types.js";
import { depthLimit, duplicateKeys, parseYaml } from "./yaml.js";

/** What is wrong with a text, by offset where there is no value yet, else by pointer. */
export interface Problem {
  readonly code: Code;
  readonly message: string;
  readonly help: string;
  readonly offset?: number;
  readonly pointer?: string;
}

/** The value of a text, or everything that is wrong with it. */
export type Parsed =
  /** `warning`: it was taken for something else than it seems to be meant as. */
  | { readonly value: JsonValue; readonly problems?: undefined; readonly warning?: Problem }
  | { readonly value?: undefined; readonly problems: readonly Problem[] };

/** How often an alias may stand for what it names, nested ones multiplied: far beyond real use, far below a bomb. */
const aliasLimit = 10_000;

/** Parses JSON or YAML. All errors of the text are returned, at most {@link diagnosticLimit}. Never throws. */
export function parseText(text: string): Parsed {
  if (!looksLikeJson(text)) return parsePlainYaml(text) ?? parseAsYaml(text);
  const json = parseJson(text);
  if (json) return json;
  // Text in braces that isn't JSON may still be YAML. If it is neither, quotes tell which it was meant to be.
  const yaml = parseAsYaml(text);
  const error = /^\s*[[{]\s*"/.test(text) ? firstJsonError(text) : undefined;
  if (error === undefined) return yaml;
  if (yaml.problems) return { problems: [syntaxError(error.message, error.offset)] };
  return { ...yaml, warning: noJson(error.message, error.offset) };
}

function noJson(message: string, offset: number): Problem {
  const help = "It was read as YAML, which allows more; tools that read JSON alone refuse it.";
  return { code: "CW1106", message: `The text is no JSON. ${message}`, help, offset };
}

/** Whether a text starts as JSON does. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

function parseJson(text: string): Parsed | undefined {
  let value: JsonValue;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { keys, tooDeep } = measure(value);
  if (tooDeep !== undefined) return { problems: [nestsTooDeeply(tooDeep)] };
  if (keys === countJsonKeys(text)) return { value };
  return {
    problems: outlineJson(text)
      .duplicates.slice(0, diagnosticLimit)
      .map((offset) => duplicate(text, offset)),
  };
}

/** Most documents, much faster; none that has an error. */
function parsePlainYaml(text: string): Parsed | undefined {
  const value = readPlainYaml(text);
  return value === undefined || measure(value).tooDeep !== undefined ? undefined : { value };
}

function parseAsYaml(text: string): Parsed {
  const parsed = parseYaml(text);
  if (!parsed.document) return { problems: [{ ...nestsTooDeeply(), offset: parsed.tooDeepAt }] };
  const { document, secondAt } = parsed;
  const problems: Problem[] = [
    ...document.errors.map((error) => syntaxError(error.message, error.pos[0])),
    ...document.warnings.map((warning) => unknownTag(warning.message, warning.pos[0])),
    ...(secondAt === undefined ? [] : [syntaxError("A second document starts here", secondAt)]),
  ];
  if (problems.length === 0) problems.push(...duplicateKeys(document).map((offset) => duplicate(text, offset)));
  if (problems.length > 0) return { problems: problems.slice(0, diagnosticLimit) };
  let value: JsonValue;
  try {
    value = document.toJS({ maxAliasCount: aliasLimit }) ?? null;
  } catch (error) {
    return { problems: [notExpandable(error)] };
  }
  const { tooDeep } = measure(value);
  return tooDeep === undefined ? { value } : { problems: [nestsTooDeeply(tooDeep)] };
}

/** Counts the keys of all objects; stops at the first value below {@link depthLimit}, which an anchor inside itself is too. */
function measure(value: JsonValue): { keys: number; tooDeep?: string } {
  const path: (string | number)[] = [];
  let keys = 0;
  let tooDeep: string | undefined;
  const visit = (inner: JsonValue): void => {
    if (typeof inner !== "object" || inner === null) return;
    if (path.length > depthLimit) {
      tooDeep ??= path.reduce<string>(pointerTo, "");
      return;
    }
    const entries = Array.isArray(inner) ? inner.entries() : Object.entries(inner);
    for (const [key, item] of entries) {
      if (typeof key === "string") keys += 1;
      path.push(key);
      visit(item);
      path.pop();
      if (tooDeep !== undefined) return;
    }
  };
  visit(value);
  return tooDeep === undefined ? { keys } : { keys, tooDeep };
}

function syntaxError(message: string, offset: number): Problem {
  const sentence = message.replaceAll(/\s+/g, " ").replace(/[.:]?$/, ".");
  return { code: "CW1101", message: sentence, help: "Repair the syntax of the document.", offset };
}

function unknownTag(message: string, offset: number): Problem {
  return { code: "CW1104", message: `${message}.`, help: "Remove the tag: a document holds JSON values only.", offset };
}

function duplicate(text: string, offset: number): Problem {
  const key = /^"(?:[^"\\]|\\.)*"|^'[^']*'|^[^\n:]*/.exec(text.slice(offset, offset + 200))?.[0].trim() ?? "";
  const name = key.replaceAll(/^["']|["']$/g, "");
  return {
    code: "CW1102",
    message: `The key \`${name}\` stands twice in this mapping.`,
    help: "Remove or rename one of the two.",
    offset,
  };
}

function nestsTooDeeply(pointer?: string): Problem {
  return {
    code: "CW1103",
    message: `The document nests more than ${depthLimit} levels deep.`,
    help: "Move the inner parts to components and refer to them with `$ref`; an anchor must not contain itself.",
    ...(pointer !== undefined && { pointer }),
  };
}

function notExpandable(error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  const isExcess = reason.includes("alias count");
  return {
    code: "CW1103",
    message: isExcess ? `The aliases of the document expand to more than ${aliasLimit} values.` : `${reason}.`,
    help: "Use `$ref` instead of YAML aliases, which are copied wherever they stand.",
    pointer: "",
  };
}
