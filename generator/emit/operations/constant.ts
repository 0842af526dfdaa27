/** Prints an operation as data: the literal that the runtime reads. */

import type {
  BodyField,
  Input,
  Operation,
  Parameter,
  RequestContent,
  Response,
  ResponseContent,
} from "../../model/types.js";
import { asCall, asFunction, type Conversion, conversionOf } from "../codecs.js";
import { print } from "../layout.js";
import { arrayLiteral, type Literal, objectLiteral, plain } from "../literals.js";
import type { TypeScope } from "../shapes.js";
import { stringLiteral } from "../text.js";
import type { Statement } from "../types.js";
import { headerConversion } from "./headers.js";
import { genericType } from "./types.js";

type Entry = readonly [string, Literal | undefined];

function text(value: string): Literal {
  return plain(stringLiteral(value));
}

function codec(conversion: Conversion | undefined): Literal | undefined {
  return conversion === undefined ? undefined : plain(asFunction(conversion));
}

function parameterLiteral(parameter: Parameter, groups: Operation["input"]["groups"], scope: TypeScope): Literal {
  const { wireName, name, in: place, style, explode, required, allowReserved, isExact } = parameter;
  const group = groups?.find((one) => one.in === place)?.name;
  const hasNoExplode = style === "json" || style === "deepObject" || style === "dots";
  const isDefault = hasNoExplode || explode === (style === "form");
  return objectLiteral([
    ["name", text(wireName)],
    ["key", name === wireName ? undefined : text(name)],
    ["in", text(place)],
    ["group", group === undefined ? undefined : text(group)],
    ["style", plain(scope.imports.runtime(style === "json" ? "jsonParameter" : style))],
    ["explode", isDefault ? undefined : plain(String(explode))],
    ["required", required ? plain("true") : undefined],
    ["allowReserved", allowReserved && place === "query" ? plain("true") : undefined],
    ["encode", codec(parameterConversion(parameter, scope))],
    ["json", style === "json" ? exactLiteral(isExact, scope) : undefined],
  ]);
}

/** Of what a style has no form for, JSON is made that keeps all digits. */
function parameterConversion({ shape, style, isExact }: Parameter, scope: TypeScope): Conversion | undefined {
  const conversion = conversionOf(shape, "encode", scope);
  if (!isExact || style === "json") return conversion;
  const nested = scope.imports.runtime("nestedJson");
  return conversion === undefined ? nested : { body: [`${nested}(`, asCall(conversion), ")"] };
}

function exactLiteral(isExact: true | undefined, scope: TypeScope): Literal | undefined {
  return isExact && plain(scope.imports.runtime("exactJson"));
}

const writers = {
  json: "jsonBody",
  text: "textBody",
  bytes: "binaryBody",
  form: "formBody",
  multipart: "multipartBody",
} as const;

/** A pair of the query that stands in the path: a parameter that asks for nothing. */
function fixedLiteral(pair: string, scope: TypeScope): Literal {
  return objectLiteral([
    ["name", text(pair)],
    ["in", text("query")],
    ["style", plain(scope.imports.runtime("fixedQuery"))],
  ]);
}

/** Of what a style has no form for, JSON is made that keeps all digits. */
function fieldStyle({ style }: BodyField, isExact: true | undefined, { imports }: TypeScope): Literal | undefined {
  if (style === undefined) return undefined;
  const writer = imports.runtime(`${style}Field`);
  if (!isExact || style === "deepObject" || style === "dots") return plain(writer);
  return plain(`(name, value, explode) => ${writer}(name, ${imports.runtime("nestedJson")}(value), explode)`);
}

function fieldLiteral(field: BodyField, isExact: true | undefined, scope: TypeScope): Literal {
  const { mediaType, explode, allowReserved, headers } = field;
  const values = headers.map(({ name, value }) => [name, text(value)] as const);
  return objectLiteral([
    ["type", mediaType === undefined ? undefined : text(mediaType)],
    ["style", fieldStyle(field, isExact, scope)],
    ["explode", explode === undefined ? undefined : plain(String(explode))],
    ["allowReserved", allowReserved ? plain("true") : undefined],
    ["headers", values.length === 0 ? undefined : objectLiteral(values)],
  ]);
}

function requestLiteral(content: RequestContent, scope: TypeScope): Literal {
  const isText = content.format === "text" || content.format === "bytes";
  const fields = content.fields.map((field) => [field.wireName, fieldLiteral(field, content.isExact, scope)] as const);
  return objectLiteral([
    ["type", text(content.mediaType)],
    ["write", plain(scope.imports.runtime(writers[content.format]))],
    ["encode", isText ? undefined : codec(conversionOf(content.shape, "encode", scope))],
    ["json", exactLiteral(content.isExact, scope)],
    ["fields", fields.length === 0 ? undefined : objectLiteral(fields)],
  ]);
}

/** How the runtime reads a body where nothing else is said of its media type. */
function readingOf(mediaType: string): ResponseContent["format"] {
  if (/[/+]json$|^(\*|application)\/\*$/.test(mediaType)) return "json";
  return /^text\/|[/+]xml$/.test(mediaType) ? "text" : "bytes";
}

function responseLiteral(response: Response, scope: TypeScope): Literal {
  const content = response.content.map(({ mediaType, format, shape, isExact }) =>
    objectLiteral([
      ["type", text(mediaType)],
      ["as", format === readingOf(mediaType) ? undefined : text(format)],
      ["decode", format === "json" ? codec(conversionOf(shape, "decode", scope)) : undefined],
      ["json", exactLiteral(isExact, scope)],
    ]),
  );
  const headers = response.headers.map((header) =>
    objectLiteral([
      ["name", text(header.wireName)],
      ["key", text(header.name)],
      ["decode", codec(headerConversion(header, scope))],
    ]),
  );
  return objectLiteral([
    ["content", content.length === 0 ? undefined : arrayLiteral(content)],
    ["headers", headers.length === 0 ? undefined : arrayLiteral(headers)],
  ]);
}

/** Documented responses by status, each once. */
function responsesOf(operation: Operation): Response[] {
  const all = [...operation.successes, ...operation.failures];
  return [...new Map(all.map((response) => [response.status, response])).values()];
}

/** What the runtime has to know of the form of an input: whether it is, or has, a body. */
function sentShape({ shape, body }: Input): string {
  if (shape !== "grouped") return shape;
  return body === undefined ? "parameters" : "both";
}

/** The exported constant of an operation. */
export function operationConstant(operation: Operation, document: string, scope: TypeScope): Statement {
  const { input, constantName } = operation;
  const security = operation.security.map((names) => arrayLiteral(names.map(text)));
  const fixed = operation.fixedQuery.map((pair) => fixedLiteral(pair, scope));
  const own = input.parameters.map((parameter) => parameterLiteral(parameter, input.groups, scope));
  const parameters = [...fixed, ...own];
  const body = (input.body?.content ?? []).map((content) => requestLiteral(content, scope));
  const responses = responsesOf(operation).map(
    (response): Entry => [response.status, responseLiteral(response, scope)],
  );
  const entries: Entry[] = [
    ["document", text(document)],
    ["id", text(operation.id)],
    ["method", text(operation.method)],
    ["path", text(operation.path)],
    ["server", operation.server === undefined ? undefined : text(operation.server)],
    ["idempotencyHeader", operation.idempotencyHeader === undefined ? undefined : text(operation.idempotencyHeader)],
    ["security", security.length === 0 ? undefined : arrayLiteral(security)],
    ["input", text(sentShape(input))],
    ["parameters", parameters.length === 0 ? undefined : arrayLiteral(parameters)],
    ["body", body.length === 0 ? undefined : arrayLiteral(body)],
    ["bodyRequired", input.body?.required ? plain("true") : undefined],
    ["responses", objectLiteral(responses, responses.length > 0)],
  ];
  const type = genericType("Operation", operation, scope);
  const literal = objectLiteral(entries, true);
  const head = `export const ${constantName}: `;
  const comment = `/** \`${operation.method} ${operation.path.replaceAll("*/", "*\\/")}\` */`;
  return `${comment}\n${head}${print([type, " = ", literal.layout], { column: head.length, after: 1 })};`;
}
