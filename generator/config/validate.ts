/** Turns an unknown value into a config, or into the list of everything that is wrong with it. */

import type {
  ClientConfig,
  Config,
  ExclusionFilter,
  OperationFilter,
  OperationRename,
  PackageConfig,
  ParameterOverride,
  Renames,
  SchemaOverride,
  ValidatorsConfig,
} from "../config.js";
import {
  type ConfigProblem,
  flag,
  isRecord,
  listOf,
  mapOf,
  oneOf,
  pattern,
  type Rule,
  type Rules,
  record,
  shown,
  text,
  unknownKeys,
} from "./rules.js";

/** A value that keeps the rules, typed; or everything that is wrong with it, at least one thing. */
export type Validated<Value> =
  | { readonly value: Value }
  | { readonly value?: undefined; readonly problems: readonly ConfigProblem[] };

const packageRules: Rules<PackageConfig> = {
  name: pattern(
    /^(?=.{1,214}$)(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/,
    'must be a package name such as "@acme/billing"',
  ),
  description: text,
  license: text,
  repository: text,
};

const texts = listOf(/\S/, "texts");
const includeRules: Rules<OperationFilter> = { tags: texts, paths: texts, operations: texts };
const excludeRules: Rules<ExclusionFilter> = { ...includeRules, deprecated: flag };

const identifier = pattern(/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u, 'must be a name such as "createUser"');
const resource = pattern(
  /^[\p{ID_Start}_$][\p{ID_Continue}$]*(?:\.[\p{ID_Start}_$][\p{ID_Continue}$]*)*$/u,
  'must be a resource such as "users" or "admin.users"',
);
const operationRules: Rules<OperationRename> = { function: identifier, method: identifier, resource };
const operationNames: Rule = (value, path) => (isRecord(value) ? record(operationRules) : identifier)(value, path);

const renameRules: Rules<Renames> = {
  schemas: mapOf(identifier),
  properties: mapOf(mapOf(text)),
  constants: mapOf(mapOf(text)),
  operations: mapOf(operationNames),
  parameters: mapOf(mapOf(text)),
  tags: mapOf(resource),
  credentials: mapOf(identifier),
};

const variable = pattern(/^[A-Za-z_]\w*$/, 'must be the name of an environment variable such as "ACME_API_KEY"');
const variables = record({ username: variable, password: variable }, ["username", "password"]);
const credentialVariable: Rule = (value, path) => (isRecord(value) ? variables : variable)(value, path);

const valueForms = {
  dates: oneOf("string", "Date"),
  int64: oneOf("number", "bigint", "string"),
  bytes: oneOf("string", "Uint8Array"),
};
const validatorRules = record<ValidatorsConfig>({ formats: flag });

const clientRules: Rules<ClientConfig> = {
  document: text,
  output: text,
  name: pattern(/^[\p{Lu}\p{Lo}][\p{ID_Continue}$]*$/u, 'must be a class name such as "Octave"'),
  casing: oneOf("preserve", "camel"),
  ...valueForms,
  enums: oneOf("open", "closed"),
  raw: flag,
  validators: (value, path) => (isRecord(value) ? validatorRules : flag)(value, path),
  runtime: oneOf("package", "vendored"),
  package: record(packageRules, ["name"]),
  include: record(includeRules),
  exclude: record(excludeRules),
  arguments: oneOf("flat", "grouped"),
  rename: record(renameRules),
  schemas: mapOf(record<SchemaOverride>({ enum: oneOf("open", "closed"), ...valueForms })),
  parameters: mapOf(mapOf(record<ParameterOverride>({ nested: oneOf("brackets", "dots", "json") }))),
  env: mapOf(credentialVariable),
  allowHosts: listOf(/^[\p{L}\p{N}.-]+(?::\d+)?$|^\[[\da-f:]+\](?::\d+)?$/iu, 'hosts such as "example.com"'),
  allowFolders: listOf(/\S/, "folders"),
  recordings: pattern(/\S/, "must be a folder"),
  overlays: listOf(/\S/, "files or URLs"),
};

const client = record(clientRules, ["document", "output"]);

/** Judges what a config file exports. */
export function validateConfig(value: unknown): Validated<Config> {
  const problems = configProblems(value);
  return problems.length === 0 && isConfig(value) ? { value } : { problems };
}

/** Judges one client, as the programmatic API or a manifest gives it. */
export function validateClient(value: unknown): Validated<ClientConfig> {
  const problems = client(value, []);
  return problems.length === 0 && isClient(value) ? { value } : { problems };
}

function configProblems(value: unknown): readonly ConfigProblem[] {
  if (!isRecord(value))
    return [{ path: [], message: `must export an object with "clients", but it is ${shown(value)}` }];
  const unknown = unknownKeys(value, ["clients"], []);
  const clients = value["clients"];
  if (!isRecord(clients) || Object.keys(clients).length === 0) {
    return [...unknown, { path: ["clients"], message: "must be an object with at least one client" }];
  }
  return [
    ...unknown,
    ...Object.entries(clients).flatMap(([name, one]) => [
      ...client(one, ["clients", name]),
      ...stdinProblems(one, ["clients", name, "document"]),
    ]),
  ];
}

/** Standard input can be read once, and by somebody who watches. */
function stdinProblems(value: unknown, path: readonly string[]): ConfigProblem[] {
  if (!isRecord(value) || value["document"] !== "-") return [];
  return [
    { path, message: "can't be standard input", help: "Name a file or URL; `-` works on the command line only." },
  ];
}

/** The rules above were kept: only called when there is no problem. */
function isConfig(value: unknown): value is Config {
  return isRecord(value);
}

/** As {@link isConfig}. */
function isClient(value: unknown): value is ClientConfig {
  return isRecord(value);
}
