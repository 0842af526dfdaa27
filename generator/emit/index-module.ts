/** Prints `index.ts`: every public name of the client, and those of the runtime that its callers need, spelled out. */

import type { ExportDeclarationStructure } from "ts-morph";
import type { Model, NamedModel } from "../model/types.js";
import { hookNames, hooksPath } from "./hooks.js";
import { optionsName, resourcePath } from "./shapes.js";
import { StructureKind } from "./ts-morph.js";
import type { Statement } from "./types.js";

interface Name {
  readonly name: string;
  readonly isTypeOnly: boolean;
  /** What it is exported as, if not by its name. */
  readonly alias?: string;
}

const value = (name: string): Name => ({ name, isTypeOnly: false });
const type = (name: string): Name => ({ name, isTypeOnly: true });

/** What callers need of the runtime: errors and guards to catch, types to name. */
const runtimeNames: readonly Name[] = [
  value("AbortedError"),
  value("allowRedirects"),
  value("ApiError"),
  value("asStream"),
  type("BasicCredential"),
  type("Binary"),
  type("Call"),
  type("Client"),
  type("ClientLike"),
  type("ClientOptions"),
  value("ConfigError"),
  value("ConnectionError"),
  type("CredentialProvider"),
  value("DecodeError"),
  value("InputError"),
  value("isAbortedError"),
  value("isApiError"),
  value("isConfigError"),
  value("isConnectionError"),
  value("isDecodeError"),
  value("isFailure"),
  value("isInputError"),
  value("isRedirectError"),
  value("isResponseTooLargeError"),
  value("isSdkError"),
  value("isTimeoutError"),
  value("logger"),
  type("Middleware"),
  type("MiddlewareRequest"),
  type("Operation"),
  type("OtherTag"),
  type("Outcome"),
  value("RedirectError"),
  type("RequestOptions"),
  value("ResponseTooLargeError"),
  value("SdkError"),
  value("TimeoutError"),
];

function exportsOf(moduleSpecifier: string, names: readonly Name[]): ExportDeclarationStructure[] {
  if (names.length === 0) return [];
  const isTypeOnly = names.every((name) => name.isTypeOnly);
  return [
    {
      kind: StructureKind.ExportDeclaration,
      moduleSpecifier,
      isTypeOnly,
      namedExports: names.map(({ name, alias, ...own }) => ({
        name,
        isTypeOnly: own.isTypeOnly && !isTypeOnly,
        ...(alias === undefined ? {} : { alias }),
      })),
    },
  ];
}

/** An enum is a type and an object of its values. */
function modelName(model: NamedModel): Name {
  return model.constants === undefined ? type(model.name) : value(model.name);
}

/** Public names by module path. */
function publicNames(model: Model): Map<string, Name[]> {
  const modules = new Map<string, Name[]>();
  for (const resource of model.resources) {
    const home = resource.path.join("/");
    const models = model.models.filter((one) => one.home === home).map(modelName);
    const operations = resource.operations.flatMap((operation) => {
      const { input, headersName, failuresName } = operation;
      const groups = (input.groups ?? []).map(({ typeName }) => typeName);
      const types = [...groups, input.typeName, headersName, failuresName].flatMap((name) => name ?? []);
      return [...types.map(type), value(operation.constantName), value(operation.functionName)];
    });
    modules.set(resourcePath(resource.file), [...models, ...operations, value(resource.className)]);
  }
  const shared = model.models.filter((one) => one.home === undefined).map(modelName);
  const hooks = hookNames(model);
  return modules.set("shared.ts", shared).set(hooksPath, [...hooks.types.map(type), ...hooks.functions.map(value)]);
}

/** Names with the aliases under which earlier versions exported them. */
function withAliases(names: readonly Name[], { lock }: Model): Name[] {
  const aliases = Object.entries(lock.aliases)
    .filter(([pointer]) => !pointer.endsWith("@method"))
    .flatMap(([pointer, former]) => former.map((alias) => ({ name: lock.names[pointer], alias })));
  return names.flatMap((one) => [
    one,
    ...aliases.filter(({ name }) => name === one.name).map(({ alias }) => ({ ...one, alias })),
  ]);
}

/** Statements of `index.ts`. */
export function emitIndex(model: Model, runtime: string): Statement[] {
  const client = [value(model.name), type(optionsName(model)), value("createClient")];
  return [
    ...exportsOf(runtime, runtimeNames),
    ...exportsOf("./client.js", client),
    ...[...publicNames(model)].flatMap(([path, names]) =>
      exportsOf(`./${path.replace(/\.ts$/, ".js")}`, withAliases(names, model)),
    ),
  ];
}
