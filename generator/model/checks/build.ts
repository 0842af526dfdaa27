/** Builds the checks of a client's models and operations. */

import type * as document from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { isOpenModel } from "../directions/open-enums.js";
import { Scope } from "../naming/allocate.js";
import { capitalise, pascalCase } from "../naming/casing.js";
import { isValidationName } from "../naming/reserved.js";
import type { Api, Input, NamedModel, Operation, Parameter, Pointer, Shape } from "../types.js";
import { closure, invert, referencesOf } from "../walk.js";
import { writtenSchemas } from "../written.js";
import type { Use } from "./conjuncts.js";
import { differs, SchemaChecks } from "./schemas.js";
import {
  type Check,
  type Checks,
  type ContentCheck,
  emptyCheck,
  type ModelCheck,
  type OperationCheck,
  type PropertyCheck,
} from "./types.js";

/** Checks of everything that the client has a type for, as far as the document has a schema for it. */
export function buildChecks(api: Api, models: readonly NamedModel[], context: BuildContext): Checks {
  const byPointer = new Map(models.map((model) => [model.pointer, model]));
  const edges = invert(new Map(models.map(({ pointer, shape }) => [pointer, referencesOf(shape)])));
  const own = models.filter(({ shape }) => differs(shape)).map(({ pointer }) => pointer);
  const differing = closure(own, (pointer) => edges.get(pointer) ?? []);
  const useOf = (pointer: Pointer): Use => ({
    direction: context.sentForms.has(pointer) ? "write" : "read",
    isOpen: isOpenModel(pointer, context),
  });
  const checks = new SchemaChecks(context, byPointer, differing, useOf);
  const operations = api.resources.flatMap((resource) => resource.operations);
  return {
    models: buildModels(models, checks),
    operations: operations.map((operation) => buildOperation(operation, checks)),
  };
}

function buildModels(models: readonly NamedModel[], checks: SchemaChecks): ModelCheck[] {
  const { context } = checks;
  const schemas = new Map([...writtenSchemas(context.document), ...context.merged]);
  const scope = new Scope(isValidationName);
  const names = new Map(
    models.map(({ pointer, name }) => [pointer, scope.allocate(pointer, [name, `${name}Validator`])]),
  );
  return models.flatMap(({ pointer, name: typeName, shape }): ModelCheck[] => {
    const [id = "", ...roles] = pointer.replace(/@(input|output)$/, "").split(/@(?=[a-z]+$)/);
    const schema = schemas.get(`${id}@merged`) ?? schemas.get(id);
    if (schema === undefined) return [];
    const name = names.get(pointer) ?? typeName;
    const isOwn = roles.includes("base") && { isOwn: true as const };
    const place = { name: capitalise(typeName), shape, self: pointer, path: [], ...isOwn, ...checks.useOf(pointer) };
    const wireName = checks.differing.has(pointer) && scope.allocate(`${pointer}@wire`, [`${name}Wire`]);
    const asked = roles.includes("object") ? asObject(schema) : schema;
    const check = context.within(pointer, () => checks.build(asked, place));
    return [{ pointer, typeName, name, ...(wireName && { wireName }), check }];
  });
}

/** What a schema says of objects: that of a model that was made of an object among other things. */
function asObject(schema: document.Schema): document.Schema {
  return { ...schema, types: ["object"] };
}

function buildOperation(operation: Operation, checks: SchemaChecks): OperationCheck {
  const { id, pointer, input, functionName, successes, failures } = operation;
  const written = checks.context.document.operations.find((one) => one.id === pointer);
  const hint = capitalise(functionName);
  const isOpen = checks.context.options.enums === "open";
  const build = (schema: document.Schema, shape: Shape, name: string, direction: "read" | "write"): Check => {
    const place = { name, shape, direction, isOpen: isOpen && direction === "read", path: [] };
    return checks.context.within(pointer, () => checks.build(schema, place));
  };
  const parameters = input.parameters.flatMap((parameter): [Parameter, PropertyCheck][] => {
    const { schema } = written?.parameters.find((one) => isSame(one, parameter)) ?? {};
    if (schema === undefined) return [];
    const { wireName, name, required, shape } = parameter;
    const check = build(schema, shape, `${hint}${pascalCase(name)}`, "write");
    return [[parameter, { wireName, name, required, isListed: true, check }]];
  });
  const body = (input.body?.content ?? []).flatMap(({ mediaType, format, shape }): ContentCheck[] => {
    const schema = schemaFor(mediaType, written?.requestBody?.content ?? []);
    const isJudged = format === "json" || format === "form" || format === "multipart";
    return schema && isJudged ? [{ mediaType, check: build(schema, shape, `${hint}Body`, "write") }] : [];
  });
  const statuses = new Map([...successes, ...failures].map((response) => [response.status, response]));
  const responses = [...statuses.values()].map(({ status, content, isBodiless }) => {
    const media = written?.responses.find((one) => one.status === status)?.content ?? [];
    const judged = content.flatMap(({ mediaType, format, shape }): ContentCheck[] => {
      const schema = format === "json" && !isBodiless ? schemaFor(mediaType, media) : undefined;
      return schema ? [{ mediaType, check: build(schema, shape, `${hint}${capitalise(status)}`, "read") }] : [];
    });
    return { status, content: judged };
  });
  return {
    id,
    ...(parameters.length > 0 && { parameters: inputCheck(`${hint}Parameters`, input, parameters) }),
    body,
    responses: responses.filter(({ content }) => content.length > 0),
  };
}

/** What is asked of the object that holds the parameters. */
function inputCheck(name: string, { groups }: Input, parameters: readonly [Parameter, PropertyCheck][]): Check {
  const own = parameters.map(([, check]) => check);
  if (groups === undefined) return { ...emptyCheck(name), properties: own };
  const properties = groups.map((group): PropertyCheck => {
    const inside = parameters.flatMap(([parameter, check]) => (parameter.in === group.in ? [check] : []));
    const check: Check = { ...emptyCheck(name + capitalise(group.name)), types: ["object"], properties: inside };
    return { wireName: group.name, name: group.name, required: !group.optional, isListed: true, check };
  });
  return { ...emptyCheck(name), properties };
}

function isSame(written: document.Parameter, parameter: Parameter): boolean {
  return written.name === parameter.wireName && written.in === parameter.in;
}

/** The schema of a media type; the range that it was made of may be the only one. */
function schemaFor(mediaType: string, media: readonly document.MediaType[]): document.Schema | undefined {
  const [only, ...others] = media;
  const exact = media.find(({ type }) => type === mediaType);
  return (exact ?? (others.length === 0 ? only : undefined))?.schema;
}
