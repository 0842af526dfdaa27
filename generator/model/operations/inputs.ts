/** Turns parameters and request bodies into the one input argument of an operation. */

import type * as document from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { noDocs, schemaDocs } from "../docs.js";
import { Scope } from "../naming/allocate.js";
import { camelCase, capitalise, pascalCase } from "../naming/casing.js";
import { keys } from "../naming/given.js";
import type { Wish } from "../naming/ledger.js";
import { unionOf } from "../schemas/algebra.js";
import type { Body, Input, InputShape, Parameter, RequestContent, Shape } from "../types.js";
import { buildFields } from "./fields.js";
import { groupParameters } from "./groups.js";
import { contentShape, formatOf, formatOfType } from "./media-types.js";

const suffixes = { path: "Path", query: "Query", header: "Header", cookie: "Cookie" } as const;
const places = ["path", "query", "header", "cookie"] as const;

/** How a parameter is written; `undefined`: not yet. */
function styleOf({ mediaType, style, in: place }: document.Parameter): Parameter["style"] | undefined {
  if (mediaType === undefined) return style;
  const format = formatOfType(mediaType);
  if (format === "json") return "json";
  // Text is text, whether a style or a media type says so.
  if (format === "text") return place === "query" || place === "cookie" ? "form" : "simple";
  return undefined;
}

/** A parameter has no form for null: it is left out instead. */
function parameterShape(parameter: document.Parameter, context: BuildContext, name: string): Shape {
  const shape = context.shapes.shapeOf(parameter.schema, context, name);
  if (shape.kind !== "union") return shape;
  return unionOf(shape.members.filter((member) => member.kind !== "null"));
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
  const inOrder = places.flatMap((place) => operation.parameters.filter((parameter) => parameter.in === place));
  const isGrouped = context.options.arguments === "grouped";
  const pointerOf = (parameter: document.Parameter) => keys.parameter(operation, parameter, context.options);
  const wishes = inOrder.map((parameter): Wish => {
    const ideal = parameterName(parameter, context);
    const suffixed = `${ideal}${suffixes[parameter.in]}`;
    // The body takes the name `body` last, so a parameter of that name keeps it only where there is no body.
    const candidates: Wish["candidates"] = hasBody && ideal === "body" ? [suffixed] : [ideal, suffixed];
    return { pointer: pointerOf(parameter), candidates: isGrouped ? [ideal] : candidates };
  });
  // Grouped, each place has names of its own.
  const scopes = isGrouped
    ? places.map((place) => wishes.filter((_, index) => inOrder[index]?.in === place))
    : [wishes];
  const given = new Map(scopes.flatMap((scope) => [...context.nameAll(scope, new Scope(), operation.at)]));
  const names = new Map(inOrder.map((parameter) => [parameter, given.get(pointerOf(parameter)) ?? parameter.name]));
  for (const [parameter, name] of names) {
    const ideal = parameterName(parameter, context);
    if (name === ideal || context.ledger.given(pointerOf(parameter)) !== undefined) continue;
    const message = `Parameter "${parameter.name}" is called "${name}": "${ideal}" is taken.`;
    context.report("CW3003", "warning", message, parameter.at);
  }
  return [...names].flatMap(([parameter, name]): Parameter[] => {
    const { in: place, required, explode, allowReserved } = parameter;
    const style = styleOf(parameter);
    if (style === undefined) {
      const message = `Parameter "${parameter.name}" of type "${parameter.mediaType}" is not supported yet.`;
      context.refuse("CW3910", message, parameter.at);
      return [];
    }
    const shape = parameterShape(parameter, context, `${typeName}${pascalCase(parameter.name)}`);
    return [
      {
        wireName: parameter.name,
        name,
        in: place,
        required,
        style,
        explode,
        allowReserved,
        shape,
        docs: parameterDocs(parameter),
      },
    ];
  });
}

function buildBody(body: document.RequestBody, context: BuildContext, typeName: string): Body {
  const content = body.content.map((media, index): RequestContent => {
    const format = formatOf(media);
    const name = index === 0 ? typeName : `${typeName}${pascalCase(media.type)}`;
    const [example] = media.examples;
    return {
      mediaType: media.type,
      format,
      shape: contentShape(media, format, context, name),
      fields: format === "form" || format === "multipart" ? buildFields(media, context) : [],
      ...(example === undefined ? {} : { example }),
    };
  });
  const isJson = (one: RequestContent) => one.format === "json";
  const ordered = [...content.filter(isJson).slice(0, 1), ...content.filter((one) => one !== content.find(isJson))];
  const docs = body.description === undefined ? noDocs : { description: body.description, notes: [] };
  return { required: body.required, docs, content: ordered };
}

function inputShape(parameters: readonly unknown[], body: unknown, { options }: BuildContext): InputShape {
  if (options.arguments === "grouped" && (parameters.length > 0 || body !== undefined)) return "grouped";
  if (body === undefined) return parameters.length === 0 ? "none" : "parameters";
  return parameters.length === 0 ? "body" : "both";
}

/** The input of an operation whose function is called `functionName`. */
export function buildInput(operation: document.Operation, functionName: string, context: BuildContext): Input {
  const wish = `${capitalise(functionName)}Input`;
  const parameters = buildParameters(operation, operation.requestBody !== undefined, context, wish);
  const hasParameters = parameters.length > 0;
  const body =
    operation.requestBody === undefined
      ? undefined
      : buildBody(
          operation.requestBody,
          context,
          hasParameters || context.options.arguments === "grouped" ? `${wish}Body` : wish,
        );
  const shape = inputShape(parameters, body, context);
  const needsType = shape !== "none" && shape !== "body";
  const typeName = needsType ? context.name(`${operation.id}@input`, [wish], operation.at) : undefined;
  const isRequired = parameters.some((parameter) => parameter.required) || body?.required === true;
  return {
    shape,
    ...(typeName === undefined ? {} : { typeName }),
    optional: !isRequired,
    parameters,
    ...(shape === "grouped" ? { groups: groupParameters(parameters, operation, typeName ?? wish, context) } : {}),
    ...(body === undefined ? {} : { body }),
  };
}
