/** Prints `client.ts`: options, `createClient()`, and the class that holds all resources. */

import type {
  ClassDeclarationStructure,
  InterfaceDeclarationStructure,
  OptionalKind,
  PropertySignatureStructure,
  TypeAliasDeclarationStructure,
} from "ts-morph";
import type { Credential, Model, NamedServer } from "../model/types.js";
import { comment } from "./comments.js";
import { type Layout, print, printHanging } from "./layout.js";
import { lazyMembers } from "./lazy-members.js";
import { arrayLiteral, type Literal, objectLiteral, objectType, plain } from "./literals.js";
import { childrenOf } from "./resources.js";
import { optionsName, type TypeScope, unionType } from "./shapes.js";
import { propertyKey, stringLiteral } from "./text.js";
import { StructureKind } from "./ts-morph.js";
import type { Statement } from "./types.js";

function credentialNote({ kind }: Credential): string {
  if (kind.type === "basic") return "Sent as HTTP Basic authentication.";
  if (kind.type === "bearer") return "Sent as a bearer token in the `Authorization` header.";
  const places = { header: "header", query: "query parameter", cookie: "cookie" } as const;
  return `Sent as the \`${kind.name}\` ${places[kind.in]}.`;
}

function optionsType(model: Model, scope: TypeScope): InterfaceDeclarationStructure | TypeAliasDeclarationStructure {
  const docs = [`Options of {@link createClient} and {@link ${model.name}}.`];
  const base = scope.imports.runtimeType("ClientOptions");
  const name = optionsName(model);
  if (model.credentials.length === 0 && model.servers.length === 0)
    return { kind: StructureKind.TypeAlias, isExported: true, name, docs, type: base };
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name,
    docs,
    extends: [base],
    properties: [
      ...model.credentials.map((credential) => credentialOption(credential, scope)),
      ...(model.servers.length === 0 ? [] : [serverOption(model)]),
    ],
  };
}

function credentialOption(credential: Credential, scope: TypeScope): OptionalKind<PropertySignatureStructure> {
  const { kind, description, variable, name } = credential;
  const type =
    kind.type === "basic"
      ? scope.imports.runtimeType("BasicCredential")
      : `string | ${scope.imports.runtimeType("CredentialProvider")}`;
  const names =
    typeof variable === "object" ? [variable.username, variable.password] : [variable].flatMap((one) => one ?? []);
  const from =
    names.length === 0 ? [] : [`Default: from the environment (${names.map((one) => `\`${one}\``).join(", ")}).`];
  return {
    name: propertyKey(name),
    hasQuestionToken: true,
    type: `${type} | undefined`,
    docs: comment({
      notes: [credentialNote(credential), ...from],
      ...(description === undefined ? {} : { description }),
    }),
  };
}

/** The servers by name, their variables typed; any URL will do as well. */
function serverOption({ servers }: Model): OptionalKind<PropertySignatureStructure> {
  const choices = servers.flatMap(({ name, variables }): Layout[] => {
    if (variables.length === 0) return [];
    const members = variables.map((one): readonly [string, Layout] => {
      const type = one.values === undefined ? "string" : one.values.map(stringLiteral).join(" | ");
      return [`${propertyKey(one.name)}?`, `${type} | undefined`];
    });
    return [
      objectType([
        ["name", stringLiteral(name)],
        ["variables?", [objectType(members), " | undefined"]],
      ]),
    ];
  });
  const names = servers.map(({ name }) => stringLiteral(name));
  const lines = servers.map(({ name, url, description }) => {
    const about = description === undefined ? "" : `: ${description.replace(/\s+/g, " ").trim()}`;
    return `- \`${name}\`, ${url}${about}`;
  });
  const type = unionType([...names, ...choices, "(string & {})", "undefined"]);
  return {
    name: "server",
    hasQuestionToken: true,
    type: printHanging(type, { level: 1, column: "server?: ".length, after: 1 }),
    docs: comment({
      notes: [],
      description: ["A server of the document by name, or any other by URL.", "", ...lines].join("\n"),
    }),
  };
}

function serverLiteral({ url, variables }: NamedServer): Literal {
  const text = (value: string): Literal => plain(stringLiteral(value));
  const entries = variables.map(({ name, default: usual, values }) => {
    const literal = objectLiteral([
      ["default", text(usual)],
      ["values", values && arrayLiteral(values.map(text))],
    ]);
    return [name, literal] as const;
  });
  return objectLiteral([
    ["url", text(url)],
    ["variables", entries.length === 0 ? undefined : objectLiteral(entries)],
  ]);
}

/** Where credentials come from if the caller gives none. */
function environmentCall(model: Model, scope: TypeScope): Literal | undefined {
  const text = (value: string): Literal => plain(stringLiteral(value));
  const variables = model.credentials.flatMap(({ name, variable }) => {
    if (variable === undefined) return [];
    if (typeof variable === "string") return [[name, text(variable)] as const];
    const { username, password } = variable;
    const literal = objectLiteral([
      ["username", text(username)],
      ["password", text(password)],
    ]);
    return [[name, literal] as const];
  });
  return variables.length === 0 ? undefined : call(scope.imports.runtime("environment"), objectLiteral(variables));
}

function call(name: string, argument: Literal): Literal {
  return plain([`${name}(`, argument.layout, ")"]);
}

const keySenders = { header: "keyInHeader", query: "keyInQuery", cookie: "keyInCookie" } as const;

function credentialLiteral({ kind }: Credential, scope: TypeScope): Literal {
  const sender = kind.type === "apiKey" ? keySenders[kind.in] : kind.type;
  return objectLiteral([
    ["send", plain(scope.imports.runtime(sender))],
    ["name", kind.type === "apiKey" ? plain(stringLiteral(kind.name)) : undefined],
  ]);
}

function definition(model: Model, scope: TypeScope): Statement {
  const security = model.security.map((names) => arrayLiteral(names.map((name) => plain(stringLiteral(name)))));
  const credentials = model.credentials.map((one) => [one.name, credentialLiteral(one, scope)] as const);
  const servers = model.servers.map((one) => [one.name, serverLiteral(one)] as const);
  const literal = objectLiteral(
    [
      ["document", plain(stringLiteral(model.name))],
      ["server", model.server === undefined ? undefined : plain(stringLiteral(model.server))],
      [
        "servers",
        servers.length === 0 ? undefined : call(scope.imports.runtime("namedServers"), objectLiteral(servers)),
      ],
      ["defaults", environmentCall(model, scope)],
      ["credentials", credentials.length === 0 ? undefined : objectLiteral(credentials)],
      ["security", security.length === 0 ? undefined : arrayLiteral(security)],
    ],
    true,
  );
  return `const definition: ${scope.imports.runtimeType("ClientDefinition")} = ${print(literal.layout)};`;
}

function clientClass(model: Model, scope: TypeScope): ClassDeclarationStructure {
  const options = optionsName(model);
  const { description } = model;
  const docs = comment({
    notes: [],
    description: description ?? `Client of ${model.title}, all resources as one object.`,
  });
  return {
    kind: StructureKind.Class,
    isExported: true,
    name: model.name,
    extends: scope.imports.runtime("ApiClient"),
    docs,
    ...lazyMembers(childrenOf(model, []), scope),
    ctors: [
      {
        docs: ["@param options - Options of a new client, or the client to use."],
        parameters: [
          { name: "options", type: `${options} | ${scope.imports.runtimeType("ClientLike")}`, initializer: "{}" },
        ],
        statements: "super(definition, options);",
      },
    ],
    methods: [
      {
        name: "withOptions",
        docs: ["A second client with some options replaced; this one stays as it is."],
        parameters: [{ name: "options", type: options }],
        returnType: model.name,
        statements: `return new ${model.name}(this.client.withOptions(options));`,
      },
    ],
  };
}

/** Statements of `client.ts`. */
export function emitClient(model: Model, scope: TypeScope): Statement[] {
  const { imports } = scope;
  return [
    optionsType(model, scope),
    definition(model, scope),
    {
      kind: StructureKind.Function,
      isExported: true,
      name: "createClient",
      docs: ["A client for calling operations one function at a time, so that a bundler keeps only those in use."],
      parameters: [{ name: "options", type: optionsName(model), initializer: "{}" }],
      returnType: imports.runtimeType("Client"),
      statements: `return ${imports.runtime("openClient")}(definition, options);`,
    },
    clientClass(model, scope),
  ];
}
