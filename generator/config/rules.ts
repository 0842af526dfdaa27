/** Turns unknown values into lists of what is wrong with them: the rules that a config is judged by, and how they combine. */

import { nearest } from "../normalise/suggest.js";

/** One thing that is wrong. */
export interface ConfigProblem {
  /** Keys from the top of the file: `["clients", "octave", "casing"]`. */
  readonly path: readonly string[];
  /** The key itself is wrong, not its value. */
  readonly key?: true;
  /** A clause that follows the path: `must be "preserve" or "camel", but is "kebab"`. */
  readonly message: string;
  readonly help?: string;
}

/** What is wrong with a value that stands at a path; nothing, if it keeps the rule. */
export type Rule = (value: unknown, path: readonly string[]) => readonly ConfigProblem[];

/** A rule for every option of a type: none can be forgotten. */
export type Rules<Type> = { readonly [Key in keyof Required<Type>]: Rule };

/** Holds a rule for a value of which a clause says what it must be. */
function simple(keeps: (value: unknown) => boolean, clause: string): Rule {
  return (value, path) => (keeps(value) ? [] : [{ path, message: `${clause}, but is ${shown(value)}` }]);
}

/** Any text that isn't blank. */
export const text: Rule = simple((value) => typeof value === "string" && value.trim() !== "", "must be a text");

/** `true` or `false`. */
export const flag: Rule = simple((value) => typeof value === "boolean", "must be true or false");

/** Text of a form; `clause` says which: `must be a class name`. */
export function pattern(expression: RegExp, clause: string): Rule {
  return simple((value) => typeof value === "string" && expression.test(value), clause);
}

/** One of some words. */
export function oneOf(...allowed: readonly string[]): Rule {
  const clause = `must be ${allowed.map((entry) => JSON.stringify(entry)).join(" or ")}`;
  return simple((value) => typeof value === "string" && allowed.includes(value), clause);
}

/** A list of texts of a form, called `what`. */
export function listOf(expression: RegExp, what: string): Rule {
  const isEntry = (entry: unknown) => typeof entry === "string" && expression.test(entry);
  return simple((value) => Array.isArray(value) && value.every(isEntry), `must be a list of ${what}`);
}

/** An object with some options and no others. Those of `required` must be there. */
export function record<Type>(rules: Rules<Type>, required: readonly (keyof Type & string)[] = []): Rule {
  const entries = Object.entries<Rule>(rules);
  return (value, path) => {
    if (!isRecord(value)) return [{ path, message: `must be an object, but is ${shown(value)}` }];
    const wrong = entries.flatMap(([key, rule]): readonly ConfigProblem[] => {
      const given = value[key];
      if (given !== undefined) return rule(given, [...path, key]);
      return required.some((name) => name === key) ? [{ path: [...path, key], message: "is missing" }] : [];
    });
    const known = entries.map(([key]) => key);
    return [...unknownKeys(value, known, path), ...wrong];
  };
}

/** An object whose keys are the user's, with values that keep a rule. */
export function mapOf(rule: Rule): Rule {
  return (value, path) => {
    if (!isRecord(value)) return [{ path, message: `must be an object, but is ${shown(value)}` }];
    return Object.entries(value).flatMap(([key, inner]) => rule(inner, [...path, key]));
  };
}

/** What is wrong with the keys of an object that has some options and no others. */
export function unknownKeys(value: object, known: readonly string[], path: readonly string[]): ConfigProblem[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const near = nearest(key, known);
      const help = near === undefined ? `Known are: ${known.join(", ")}.` : `Did you mean "${near}"?`;
      return { path: [...path, key], key: true, message: "is not an option", help };
    });
}

/** Whether a value is an object with keys. */
export function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (value === undefined) return "not there";
  if (typeof value === "function") return "a function";
  const json = JSON.stringify(value) ?? typeof value;
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}
