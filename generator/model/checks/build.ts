/** Builds the checks of a client's models and operations. */

import type * as document from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { reachOf } from "../directions/reach.js";
import { Scope } from "../naming/allocate.js";
import { capitalise, pascalCase } from "../naming/casing.js";
import { isValidationName } from "../naming/reserved.js";
import type { Api, Input, NamedModel, Operation, Parameter, Shape } from "../types.js";
import { closure, invert, referencesOf } from "../walk.js";
import { differs, SchemaChecks } from "./schemas.js";
import type { Check, Checks, ContentCheck, ModelCheck, OperationCheck, PropertyCheck } from "./types.js";

/** Checks of everything that the client has a type for, as far as the document has a schema for it. */
export function buildChecks(api: Api, models: readonly NamedModel[], context: BuildContext): Checks {
  const byPointer = new Map(models.map((model) => [model.pointer, model]));
  const edges = invert(new Map(models.map(({ pointer, shape }) => [pointer, referencesOf(shape)])));
  const own = models.filter(({ shape }) => differs(shape)).map(({ pointer }) => pointer);
  const differing = closure(own, (pointer) => edges.get(pointer) ?? []);
  const checks = new SchemaChecks(context, byPointer, differing);
  const operations = api.resources.flatMap((resource) => resource.operations);
  return {
    models: buildModels(models, api, checks),
    operations: operations.map((operation) => buildOperation(operation, checks)),
  };
}

function buildModels(models: readonly NamedModel[], api: Api, checks: SchemaChecks): ModelCheck[] {
  const { context } = checks;
  const schemas = schemasOf(context.document);
  const { sent, received } = reachOf(models, api);
  const scope = new Scope(isValidationName);
  const names = new Map(
    models.map(({ pointer, name }) => [pointer, scope.allocate(pointer, [name, `${name}Validator`])]),
  );
  return models.flatMap(({ pointer, name: typeName, shape }): ModelCheck[] => {
    const [id = ""] = pointer.split(/@(?=[a-z]+$)/);
    const schema = schemas.get(id);
    if (schema === undefined) return [];
    const isSent = pointer.endsWith("@input") || (sent.has(pointer) && !received.has(pointer));
    const name = names.get(pointer) ?? typeName;
    const place = { name: capitalise(typeName), shape, self: pointer, direction: isSent ? "write" : "read" } as const;
    const wireName = checks.differing.has(pointer) && scope.allocate(`${pointer}@wire`, [`${name}Wire`]);
    const check = context.within(pointer, () => checks.build(asModel(schema, pointer), place));
    return [{ pointer, typeName, name, ...(wireName && { wireName }), check }];
  });
}

/** The schema of a model; of one that was made of an object among other things, what it says of objects. */
function asModel(schema: document.Schema, pointer: string): document.Schema {
  return pointer.endsWith("@object") ? { ...schema, types: ["object"] } : schema;
}

/** Every schema that has a name, and those inside them and inside operations, by identity. */
function schemasOf({ schemas, operations, webhooks }: document.Document): ReadonlyMap<string, document.Schema> {
  const found = new Map<string, document.Schema>();
  const pending: unknown[] = [schemas, operations, webhooks];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (typeof part !== "object" || part === null) continue;
    if (part instanceof Map || Array.isArray(part)) pending.push(...part.values());
    else if (!isSchema(part)) pending.push(...Object.values(part));
    else if (!found.has(part.id)) {
      found.set(part.id, part);
      pending.push(...Object.entries(part).flatMap(([key, inner]) => (dataKeys.has(key) ? [] : [inner])));
    }
  }
  return found;
}

/** Of a document's parts only schemas have an identity, and no method. */
function isSchema(part: object): part is document.Schema {
  return "id" in part && "at" in part && !("method" in part);
}

/** Members of a schema that hold values. */
const dataKeys: ReadonlySet<string> = new Set(["default", "enum", "examples", "at", "xml"]);

function buildOperation(operation: Operation, checks: SchemaChecks): OperationCheck {
  const { id, pointer, input, functionName, successes, failures } = operation;
  const written = checks.context.document.operations.find((one) => one.id === pointer);
  const hint = capitalise(functionName);
  const build = (schema: document.Schema, shape: Shape, name: string, direction: "read" | "write"): Check =>
    checks.context.within(pointer, () => checks.build(schema, { name, shape, direction }));
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
  const empty = { limits: [], patterns: [], dependents: [], all: [] };
  const own = parameters.map(([, check]) => check);
  if (groups === undefined) return { ...empty, name, properties: own };
  const properties = groups.map((group): PropertyCheck => {
    const inside = parameters.flatMap(([parameter, check]) => (parameter.in === group.in ? [check] : []));
    const check: Check = { ...empty, name: `${name}${capitalise(group.name)}`, types: ["object"], properties: inside };
    return { wireName: group.name, name: group.name, required: !group.optional, isListed: true, check };
  });
  return { ...empty, name, properties };
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
