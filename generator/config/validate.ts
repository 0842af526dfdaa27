/** Turns an unknown value into a config, or into the list of everything that is wrong with it. */

import type { ClientConfig, Config, ExclusionFilter, OperationFilter, PackageConfig } from "../config.js";
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

/** A value that keeps the rules, typed; or everything that is wrong with it, at least one thing. */
export type Validated<Value> =
  | { readonly value: Value }
  | { readonly value?: undefined; readonly problems: readonly ConfigProblem[] };

/** Says what is wrong with a value (`must be …`), or nothing. */
type Rule = (value: unknown) => string | undefined;
type Rules<Type> = { readonly [Key in keyof Required<Type>]: Rule | { readonly required: Rule } };

const text: Rule = (value) => (typeof value === "string" && value.trim() !== "" ? undefined : "must be a text");
const flag: Rule = (value) => (typeof value === "boolean" ? undefined : "must be true or false");

const packageRules: Rules<PackageConfig> = {
  name: {
    required: pattern(
      /^(?=.{1,214}$)(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/,
      'must be a package name such as "@acme/billing"',
    ),
  },
  description: text,
  license: text,
  repository: text,
};

const texts: Rule = listOf(/\S/, "texts");
const includeRules: Rules<OperationFilter> = { tags: texts, paths: texts, operations: texts };
const excludeRules: Rules<ExclusionFilter> = { ...includeRules, deprecated: flag };

/** Options that are objects have rules of their own. */
const nestedRules = { package: packageRules, include: includeRules, exclude: excludeRules };
const nested: Rule = () => undefined;

const clientRules: Rules<ClientConfig> = {
  document: { required: text },
  output: { required: text },
  name: pattern(/^[\p{Lu}\p{Lo}][\p{ID_Continue}$]*$/u, 'must be a class name such as "Octave"'),
  casing: oneOf("preserve", "camel"),
  dates: oneOf("string", "Date"),
  enums: oneOf("open", "closed"),
  raw: flag,
  runtime: oneOf("package", "vendored"),
  package: nested,
  include: nested,
  exclude: nested,
  allowHosts: listOf(/^[\p{L}\p{N}.-]+(?::\d+)?$|^\[[\da-f:]+\](?::\d+)?$/iu, 'hosts such as "example.com"'),
  allowFolders: listOf(/\S/, "folders"),
};

/** Judges what a config file exports. */
export function validateConfig(value: unknown): Validated<Config> {
  const problems = configProblems(value);
  return problems.length === 0 && isConfig(value) ? { value } : { problems };
}

/** Judges one client, as the programmatic API or a manifest gives it. */
export function validateClient(value: unknown): Validated<ClientConfig> {
  const problems = clientProblems(value, []);
  return problems.length === 0 && isClient(value) ? { value } : { problems };
}

function configProblems(value: unknown): ConfigProblem[] {
  if (!isRecord(value))
    return [{ path: [], message: `must export an object with "clients", but it is ${shown(value)}` }];
  const unknown = unknownKeys(value, ["clients"], []);
  const clients = value["clients"];
  if (!isRecord(clients) || Object.keys(clients).length === 0) {
    return [...unknown, { path: ["clients"], message: "must be an object with at least one client" }];
  }
  return [
    ...unknown,
    ...Object.entries(clients).flatMap(([name, client]) => [
      ...clientProblems(client, ["clients", name]),
      ...stdinProblems(client, ["clients", name, "document"]),
    ]),
  ];
}

/** Standard input can be read once, and by somebody who watches. */
function stdinProblems(client: unknown, path: readonly string[]): ConfigProblem[] {
  if (!isRecord(client) || client["document"] !== "-") return [];
  return [
    { path, message: "can't be standard input", help: "Name a file or URL; `-` works on the command line only." },
  ];
}

function clientProblems(value: unknown, path: readonly string[]): ConfigProblem[] {
  if (!isRecord(value)) return [{ path, message: `must be an object, but is ${shown(value)}` }];
  const inside = Object.entries(nestedRules).flatMap(([key, rules]) =>
    value[key] === undefined ? [] : recordProblems(value[key], rules, [...path, key]),
  );
  return [...recordProblems(value, clientRules, path), ...inside];
}

function recordProblems(
  value: unknown,
  rules: { readonly [key: string]: Rule | { readonly required: Rule } },
  path: readonly string[],
): ConfigProblem[] {
  if (!isRecord(value)) return [{ path, message: `must be an object, but is ${shown(value)}` }];
  const wrong = Object.entries(rules).flatMap(([key, rule]): ConfigProblem[] => {
    const given = value[key];
    const required = typeof rule !== "function";
    if (given === undefined) return required ? [{ path: [...path, key], message: "is missing" }] : [];
    const problem = (required ? rule.required : rule)(given);
    return problem === undefined ? [] : [{ path: [...path, key], message: reason(problem, given) }];
  });
  return [...unknownKeys(value, Object.keys(rules), path), ...wrong];
}

function unknownKeys(value: object, known: readonly string[], path: readonly string[]): ConfigProblem[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const near = nearest(key, known);
      const help = near === undefined ? `Known are: ${known.join(", ")}.` : `Did you mean "${near}"?`;
      return { path: [...path, key], key: true, message: "is not an option", help };
    });
}

function reason(problem: string, given: unknown): string {
  return problem.startsWith("must") ? `${problem}, but is ${shown(given)}` : problem;
}

function pattern(expression: RegExp, problem: string): Rule {
  return (value) => (typeof value === "string" && expression.test(value) ? undefined : problem);
}

function oneOf(...allowed: readonly string[]): Rule {
  const problem = `must be ${allowed.map((entry) => JSON.stringify(entry)).join(" or ")}`;
  return (value) => (typeof value === "string" && allowed.includes(value) ? undefined : problem);
}

function listOf(expression: RegExp, what: string): Rule {
  return (value) =>
    Array.isArray(value) && value.every((entry) => typeof entry === "string" && expression.test(entry))
      ? undefined
      : `must be a list of ${what}`;
}

function shown(value: unknown): string {
  if (value === undefined) return "not there";
  if (typeof value === "function") return "a function";
  const json = JSON.stringify(value) ?? typeof value;
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The rules above were kept: only called when there is no problem. */
function isConfig(value: unknown): value is Config {
  return isRecord(value);
}

/** As {@link isConfig}. */
function isClient(value: unknown): value is ClientConfig {
  return isRecord(value);
}
