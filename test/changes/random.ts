/** Makes random documents, and random edits of them: the same ones for the same seed. */

type Schema = { [keyword: string]: unknown };
type Parameter = { name: string; in: string; required: boolean; schema: Schema };

interface RandomOperation {
  operationId: string;
  tags: string[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: { [type: string]: { schema: Schema } } };
  responses: { [status: string]: object };
}

/** A document under edit. */
export interface RandomDocument {
  paths: { [path: string]: { [method: string]: RandomOperation } };
  schemas: { [name: string]: Schema };
}

/** Numbers that follow from a seed. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed * 2_654_435_761 + 1;
  }

  /** From 0 up to, without, `limit`. */
  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }

  is(share: number): boolean {
    return this.below(1000) < share * 1000;
  }

  pick<Value>(values: readonly [Value, ...Value[]]): Value {
    return values[this.below(values.length)] ?? values[0];
  }
}

const names = ["A", "B", "C", "D"] as const;
const fields = ["id", "name_of", "kind", "size", "at", "owner"] as const;

function randomSchema(chance: Chance, depth = 0): Schema {
  const deep = depth > 1;
  return chance.pick<() => Schema>([
    () => ({ type: "string" }),
    () => ({ type: "integer" }),
    () => ({ type: "boolean" }),
    () => ({ type: "string", format: "date-time" }),
    () => ({ type: "string", enum: ["x", "y", "z"].slice(chance.below(2)) }),
    () => ({ type: ["string", "null"] }),
    () => ({ const: chance.pick(["on", "off"]) }),
    () => ({}),
    () => ({ $ref: `#/components/schemas/${chance.pick(names)}` }),
    () => ({ $ref: "#/components/schemas/Event" }),
    () => ({ type: "integer", format: "int64" }),
    () => ({ type: "integer", enum: [1, 2, 3].slice(chance.below(2)) }),
    () => (deep ? { type: "number" } : { type: "array", items: randomSchema(chance, depth + 1) }),
    () => (deep ? { type: "number" } : { oneOf: [randomSchema(chance, depth + 1), randomSchema(chance, depth + 1)] }),
    () => (deep ? { type: "number" } : { type: "object", additionalProperties: randomSchema(chance, depth + 1) }),
    () => (deep ? { type: "number" } : randomObject(chance, depth + 1)),
  ])();
}

function randomObject(chance: Chance, depth = 0): Schema {
  const own = fields.filter(() => chance.is(0.5));
  const properties = Object.fromEntries(own.map((name) => [name, randomProperty(chance, depth)]));
  const required = own.filter(() => chance.is(0.5));
  return {
    type: "object",
    properties,
    required,
    ...(chance.is(0.15) && { additionalProperties: chance.is(0.5) ? false : { type: "string" } }),
  };
}

function randomProperty(chance: Chance, depth: number): Schema {
  const schema = randomSchema(chance, depth);
  if ("$ref" in schema || !chance.is(0.15)) return schema;
  return { ...schema, ...chance.pick([{ readOnly: true }, { writeOnly: true }]) };
}

function randomModel(chance: Chance): Schema {
  if (chance.is(0.1)) return { allOf: [{ $ref: "#/components/schemas/D" }, randomObject(chance)] };
  return chance.is(0.15) ? { type: "string", enum: ["x", "y", "z"].slice(chance.below(2)) } : randomObject(chance);
}

function jsonOf(schema: Schema): { [type: string]: { schema: Schema } } {
  return { "application/json": { schema } };
}

function randomParameter(chance: Chance, name: string): Parameter {
  const place = chance.pick(["query", "header"]);
  return { name, in: place, required: chance.is(0.3), schema: { type: chance.pick(["string", "integer"]) } };
}

function randomOperation(chance: Chance, operationId: string): RandomOperation {
  const parameters = ["p", "q", "r"].filter(() => chance.is(0.4)).map((name) => randomParameter(chance, name));
  const body = { required: chance.is(0.5), content: jsonOf(randomSchema(chance)) };
  const statuses = ["404", "4XX", "default"].filter(() => chance.is(0.3));
  const failures = statuses.map((status) => [status, { description: "No.", content: jsonOf(randomSchema(chance)) }]);
  const headers = { "X-Count": { required: chance.is(0.5), schema: { type: "integer" } } };
  const success = {
    description: "Yes.",
    ...(chance.is(0.8) && { content: jsonOf(randomSchema(chance)) }),
    ...(chance.is(0.3) && { headers }),
  };
  return {
    operationId,
    tags: [chance.pick(["one", "two"])],
    parameters,
    ...(chance.is(0.5) && { requestBody: body }),
    responses: {
      200: success,
      ...(chance.is(0.2) && { 204: { description: "None." } }),
      ...Object.fromEntries(failures),
    },
  };
}

/** A document of a few operations and models. */
export function randomDocument(chance: Chance): RandomDocument {
  const ids = ["first", "second", "third"].slice(chance.below(2));
  const paths = ids.map((id) => [`/${id}`, { post: randomOperation(chance, id) }]);
  return {
    paths: Object.fromEntries(paths),
    schemas: {
      // The last one refers to none, so that no composition holds itself.
      ...Object.fromEntries(
        names.map((name) => [
          name,
          name === "D" ? { ...randomObject(chance, 2), type: "object" } : randomModel(chance),
        ]),
      ),
      ...randomUnion(chance),
    },
  };
}

/** A union with a discriminator, and its members. */
function randomUnion(chance: Chance): { [name: string]: Schema } {
  const members = ["Made", "Moved", "Lost"].slice(0, 2 + chance.below(2));
  return { Event: unionOf(members), ...Object.fromEntries(members.map((name) => [name, taggedObject(name, chance)])) };
}

function unionOf(members: readonly string[]): Schema {
  const refs = members.map((name) => `#/components/schemas/${name}`);
  const mapping = Object.fromEntries(members.map((name, index) => [name.toLowerCase(), refs[index]]));
  return { oneOf: refs.map(($ref) => ({ $ref })), discriminator: { propertyName: "type", mapping } };
}

function taggedObject(name: string, chance: Chance): Schema {
  const { properties, required } = randomObject(chance, 2);
  const type = chance.is(0.5) ? { const: name.toLowerCase() } : { type: "string" };
  return {
    type: "object",
    properties: { ...(typeof properties === "object" ? properties : {}), type },
    required: [...(Array.isArray(required) ? required : []), "type"],
  };
}

/** A copy of a document with some edits. */
export function edited(document: RandomDocument, chance: Chance): RandomDocument {
  const copy = structuredClone(document);
  for (let left = 1 + chance.below(3); left > 0; left -= 1) edit(copy, chance);
  return copy;
}

function edit({ paths, schemas }: RandomDocument, chance: Chance): void {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  const [first, ...others] = operations;
  const operation = first === undefined ? undefined : chance.pick([first, ...others]);
  const model = schemas[chance.pick(["A", "B", "C"])] ?? {};
  chance.pick<() => void>([
    () => editObject(model, chance),
    () => editObject(model, chance),
    () => editObject(model, chance),
    () => Object.assign(schemas, { [chance.pick(["A", "B"])]: randomModel(chance) }),
    () => operation?.parameters.push(randomParameter(chance, `n${operation.parameters.length}`)),
    () => operation?.parameters.shift(),
    () => operation?.parameters.map((parameter) => Object.assign(parameter, { required: !parameter.required })),
    () => Object.assign(operation ?? {}, { responses: randomOperation(chance, "x").responses }),
    () =>
      Object.assign(operation?.responses ?? {}, { 409: { description: "No.", content: jsonOf(randomSchema(chance)) } }),
    () =>
      Object.assign(operation ?? {}, {
        requestBody: { required: chance.is(0.3), content: jsonOf(randomSchema(chance)) },
      }),
    () => Object.assign(paths, { "/new": { get: randomOperation(chance, "fresh") } }),
    () => Object.assign(schemas, randomUnion(chance)),
    () => Object.assign(schemas, { Event: unionOf(["Made", "Moved"]), Moved: taggedObject("Moved", chance) }),
    () => Object.assign(schemas["Made"] ?? {}, randomObject(chance, 2)),
    () => operation?.parameters.map((parameter) => Object.assign(parameter, { in: "query" })),
    () => editAnswer(operation, chance),
    () => editNested(model, chance),
    () => Object.assign(operation ?? {}, { tags: ["three"] }),
    () => delete paths["/third"],
  ])();
}

function editObject(schema: Schema, chance: Chance): void {
  const { properties, required } = schema;
  if (typeof properties !== "object" || properties === null || !Array.isArray(required)) return;
  const name = chance.pick(fields);
  chance.pick<() => void>([
    () => Object.assign(properties, { [name]: randomProperty(chance, 0) }),
    () => Object.assign(properties, { [`new_${name}`]: randomProperty(chance, 0) }),
    () => Reflect.deleteProperty(properties, name),
    () => Object.assign(schema, { required: required.filter((one) => one !== name) }),
    () => Object.assign(schema, { required: Object.keys(properties) }),
  ])();
}

/** Another media type, or room for none. */
function editAnswer(operation: RandomOperation | undefined, chance: Chance): void {
  const success = operation?.responses[200];
  if (success === undefined) return;
  const schema = randomSchema(chance);
  const type = chance.pick(["text/plain", "application/octet-stream", "application/problem+json"]);
  const isJson = type.endsWith("json");
  Object.assign(success, { content: { [type]: { schema: isJson ? schema : { type: "string" } } } });
}

/** One property comes to be nullable, takes another list of values, or is advised against. */
function editNested({ properties }: Schema, chance: Chance): void {
  if (typeof properties !== "object" || properties === null) return;
  const own: Schema | undefined = Reflect.get(properties, chance.pick(fields));
  if (own === undefined || "$ref" in own) return;
  const { type } = own;
  chance.pick<() => void>([
    () => typeof type === "string" && !("enum" in own) && Object.assign(own, { type: [type, "null"] }),
    () => type === "string" && Object.assign(own, { enum: ["x", "y", "z", "w"].slice(chance.below(3)) }),
    () => Reflect.deleteProperty(own, "enum"),
    () => Object.assign(own, { deprecated: true }),
    () => Object.assign(own, { description: "Other words.", default: null }),
  ])();
}
