/** Turns parameters and request bodies into the one input argument of an operation. */

import type * as document from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { noDocs, schemaDocs } from "../docs.js";
import { inLockedOrder } from "../lock.js";
import { Scope } from "../naming/allocate.js";
import { camelCase, capitalise, pascalCase } from "../naming/casing.js";
import { keys } from "../naming/given.js";
import type { Wish } from "../naming/ledger.js";
import { isObjectMember } from "../naming/reserved.js";
import { unionOf } from "../schemas/algebra.js";
import type { Body, Input, Parameter, RequestContent, Shape } from "../types.js";
import { innerShapes } from "../walk.js";
import { buildFields } from "./fields.js";
import { groupParameters } from "./groups.js";
import { idempotencyParameter } from "./idempotency.js";
import { inputShape } from "./input-shape.js";
import { contentShape, type Format, formatOf, formatOfType } from "./media-types.js";

const suffixes = { path: "Path", query: "Query", header: "Header", cookie: "Cookie" } as const;
const places = ["path", "query", "header", "cookie"] as const;

/** How a parameter is written. Text is text, whether a style or a media type says so. */
function styleOf({ mediaType, style, in: place }: document.Parameter): Parameter["style"] {
  if (mediaType === undefined) return style;
  if (formatOfType(mediaType) === "json") return "json";
  return place === "query" || place === "cookie" ? "form" : "simple";
}

/** A parameter has no form for null: it is left out instead. One of a media type that isn't JSON is the caller's text. */
function parameterShape(parameter: document.Parameter, context: BuildContext, name: string): Shape {
  const { mediaType, at } = parameter;
  const shape = context.shapes.shapeOf(parameter.schema, context, name);
  if (mediaType !== undefined && formatOfType(mediaType) !== "json" && !isPlain(shape)) {
    const message = `Parameter "${parameter.name}" of type "${mediaType}" is given as text.`;
    context.report("CW3910", "warning", message, at, `Write it as ${mediaType} yourself.`);
    return { kind: "string" };
  }
  if (mediaType === undefined && nestsUnsaid(parameter, shape, context)) context.tally("CW3021", at);
  if (shape.kind !== "union") return shape;
  return unionOf(shape.members.filter((member) => member.kind !== "null"));
}

function isPlain(shape: Shape): boolean {
  if (shape.kind === "union") return shape.members.every(isPlain);
  return /^(string|number|boolean|converted|literal|null)$/.test(shape.kind);
}

/** Whether a value has values inside values, and its style no form for them. */
function nestsUnsaid({ style }: document.Parameter, shape: Shape, context: BuildContext): boolean {
  if (style === "json" || style === "dots" || style === "deepObject") return false;
  return depthOf(shape, context, 3) > 2;
}

/** How many levels of arrays and objects a shape has, counted up to `limit`; a plain value is one level. */
function depthOf(shape: Shape, context: BuildContext, limit: number): number {
  if (limit === 0) return 0;
  const target = shape.kind === "reference" ? context.models.get(shape.to)?.shape : undefined;
  if (target !== undefined) return target.kind === "reference" ? 1 : depthOf(target, context, limit);
  const isLevel = shape.kind === "array" || shape.kind === "object" || shape.kind === "tuple";
  const left = isLevel ? limit - 1 : limit;
  const deepest = Math.max(0, ...innerShapes(shape).map((inner) => depthOf(inner, context, left)));
  return isLevel ? 1 + deepest : Math.max(1, deepest);
}

/** The caller's name of a parameter: as on the wire, cased as the config says; header names are always camelCase. */
function parameterName(parameter: document.Parameter, context: BuildContext): string {
  const isCamel = parameter.in === "header" || context.options.casing === "camel";
  return (isCamel ? camelCase(parameter.name) : "") || parameter.name;
}

function parameterDocs(parameter: document.Parameter): Parameter["docs"] {
  const own = schemaDocs(parameter.schema);
  const description = parameter.description || own.description;
  return {
    ...own,
    ...(description === undefined ? {} : { description }),
    ...(parameter.deprecated ? { deprecated: true } : {}),
  };
}

/** Parameters in the order path, query, header, cookie; a later one whose name is taken gets its place as suffix. */
function buildParameters(
  operation: document.Operation,
  hasBody: boolean,
  context: BuildContext,
  typeName: string,
): Parameter[] {
  const natural = places.flatMap((place) => operation.parameters.filter((parameter) => parameter.in === place));
  const inOrder = inLockedOrder(natural, (one) => `${one.in}:${one.name}`, context.lock.parameters[operation.id]);
  const isGrouped = context.options.arguments === "grouped";
  const pointerOf = (parameter: document.Parameter) => keys.parameter(operation, parameter, context.options);
  const wishes = inOrder.map((parameter): Wish => {
    const ideal = parameterName(parameter, context);
    const suffixed = `${ideal}${suffixes[parameter.in]}`;
    return { pointer: pointerOf(parameter), candidates: [ideal, suffixed] };
  });
  // Grouped, each place has names of its own.
  const scopes = isGrouped
    ? places.map((place) => wishes.filter((_, index) => inOrder[index]?.in === place))
    : [wishes];
  const given = new Map(
    scopes.flatMap((wished) => {
      const scope = new Scope(isObjectMember);
      // A parameter may be called `body` only where there is no body beside it.
      if (hasBody && !isGrouped) scope.claim("body", operation.id);
      return [...context.nameAll(wished, scope, operation.at)];
    }),
  );
  const names = new Map(inOrder.map((parameter) => [parameter, given.get(pointerOf(parameter)) ?? parameter.name]));
  for (const [parameter, name] of names) {
    const ideal = parameterName(parameter, context);
    if (name === ideal || context.ledger.given(pointerOf(parameter)) !== undefined) continue;
    const message = `Parameter "${parameter.name}" is called "${name}": "${ideal}" is taken.`;
    const help = "Give it a name of its own under `rename` in the config, or take inputs as `arguments: grouped`.";
    context.report("CW3003", "warning", message, parameter.at, help);
  }
  const filledIn = idempotencyParameter(operation);
  return [...names].map(([parameter, name]): Parameter => {
    const { in: place, explode, allowReserved } = parameter;
    const isFilledIn = parameter === filledIn;
    const docs = parameterDocs(parameter);
    const [example = parameter.schema.default] = [...parameter.examples, ...(parameter.schema.examples ?? [])];
    const shape = parameterShape(parameter, context, `${typeName}${pascalCase(parameter.name)}`);
    return {
      wireName: parameter.name,
      name,
      in: place,
      required: parameter.required && !isFilledIn,
      style: styleOf(parameter),
      explode,
      allowReserved,
      shape,
      docs: isFilledIn ? { ...docs, notes: [...docs.notes, "Default: a new key for each call."] } : docs,
      ...(example !== undefined && { example }),
    };
  });
}

/** The body of an operation. The plain argument stays what it was; at first it is JSON, if the body can be that. */
function buildBody(body: document.RequestBody, context: BuildContext, typeName: string, kept?: string): Body {
  const built = body.content.flatMap((media, index): RequestContent[] => {
    const format = formatOf(media, context);
    const name = index === 0 ? typeName : `${typeName}${pascalCase(media.type)}`;
    const [example] = media.examples;
    const content: RequestContent = {
      mediaType: media.type,
      format,
      shape: contentShape(media, format, context, name),
      fields: format === "form" || format === "multipart" ? buildFields(media, context) : [],
      ...(example === undefined ? {} : { example }),
    };
    return sentTypes(media.type, format).map((mediaType) => ({ ...content, mediaType }));
  });
  const content = built.filter(({ mediaType }, index) => {
    return index === built.findIndex((other) => other.mediaType === mediaType);
  });
  const main =
    content.find((one) => one.mediaType === kept) ?? content.find((one) => one.format === "json") ?? content[0];
  const ordered = main === undefined ? [] : [main, ...content.filter((one) => one !== main)];
  const docs = body.description === undefined ? noDocs : { description: body.description, notes: [] };
  return { required: body.required, docs, content: ordered };
}

/**
 * The media types that a request can name. Behind a range stands one that is sent for the plain value, if one is plain, and
 * for bytes and text the range itself, of which the caller names one.
 */
function sentTypes(type: string, format: Format): readonly string[] {
  if (!type.includes("*")) return [type];
  if (format === "json") return type.endsWith("*") ? ["application/json"] : [type];
  if (format === "multipart") return ["multipart/form-data"];
  if (format === "text") return ["text/plain", type];
  return /^(\*|application)\//.test(type) ? ["application/octet-stream", type] : [type];
}

/** The input of an operation whose function is called `functionName`. */
export function buildInput(operation: document.Operation, functionName: string, context: BuildContext): Input {
  const { id, requestBody, at } = operation;
  const { lock, options } = context;
  const shape = inputShape(operation, Object.hasOwn(lock.shapes, id) ? lock.shapes[id] : undefined, options);
  // A shape without a place for parameters is older than those, which are then given in the options.
  const isLate = shape === "none" || shape === "body";
  const inputName = `${capitalise(functionName)}Input`;
  const wish = isLate ? `${capitalise(functionName)}Parameters` : inputName;
  const parameters = buildParameters(operation, requestBody !== undefined, context, wish);
  const kept = Object.hasOwn(lock.bodies, id) ? lock.bodies[id] : undefined;
  const body = requestBody && buildBody(requestBody, context, shape === "body" ? inputName : `${wish}Body`, kept);
  const isEmpty = parameters.length === 0 && (body === undefined || shape === "body");
  const role = isLate ? "parameters" : "input";
  const typeName = isLate && isEmpty ? undefined : context.name(`${id}@${role}`, [wish], at);
  const isGrouped = options.arguments === "grouped" && typeName !== undefined;
  const isRequired = parameters.some((parameter) => parameter.required) || body?.required === true;
  return {
    shape,
    ...(typeName === undefined ? {} : { typeName }),
    optional: !isRequired,
    parameters,
    ...(isGrouped ? { groups: groupParameters(parameters, operation, typeName, context) } : {}),
    ...(body === undefined ? {} : { body }),
  };
}
