/** Random types: how each is written as a schema, what its values are on the wire, and, told anew, what callers have of them. */

import fc from "fast-check";

/** How a client is generated. */
export interface Options {
  readonly casing: "preserve" | "camel";
  readonly dates: "string" | "Date";
  readonly int64: "number" | "bigint" | "string";
  readonly bytes: "string" | "Uint8Array";
}

const scalars = [
  "text",
  "count",
  "ratio",
  "flag",
  "day",
  "instant",
  "long",
  "base64",
  "base64url",
  "anything",
] as const;

export type Type =
  | { readonly kind: (typeof scalars)[number] }
  | { readonly kind: "list" | "map" | "nullable"; readonly inner: Type }
  /** Of a kind of values that can be told from booleans, or a boolean. */
  | { readonly kind: "either"; readonly inner: Type }
  | { readonly kind: "tuple"; readonly items: readonly Type[] }
  | ObjectType
  | { readonly kind: "tagged"; readonly members: readonly ObjectType[]; readonly isNamed: boolean }
  | { readonly kind: "model"; readonly index: number };

interface ObjectType {
  readonly kind: "object";
  readonly fields: readonly Field[];
  /** Of properties without a name of their own. */
  readonly further?: Type | undefined;
}

interface Field {
  readonly name: string;
  readonly type: Type;
  readonly required: boolean;
}

/** JSON, with every number of 64 bits as a `bigint`. */
export type Wire = null | boolean | number | bigint | string | readonly Wire[] | { readonly [name: string]: Wire };

const inherited = ["to_string", "constructor", "value_of", "has_own_property"];
// Names of unknown properties start with `zz`.
const fieldName = fc.oneof(
  { weight: 9, arbitrary: fc.stringMatching(/^[a-y][a-z]{0,5}(_[a-z]{1,6}){0,2}$/) },
  { weight: 1, arbitrary: fc.constantFrom(...inherited) },
);
const furtherName = fc.stringMatching(/^zz[a-z_]{0,8}$/);
const mapKey = fc.oneof(fc.string(), fc.constantFrom("some_key", "__proto__", "made_at", "constructor"));

function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** What a property is called by callers. */
function nameOf(name: string, { casing }: Options): string {
  return casing === "camel" ? camel(name) : name;
}

const scalar: fc.Arbitrary<Type> = fc.constantFrom(...scalars).map((kind) => ({ kind }));

/** Whether a value of a type must hold one of a model: where that is required, it might have no end. */
function demandsModel(type: Type): boolean {
  if (type.kind === "model") return true;
  return type.kind === "tuple" && type.items.some(demandsModel);
}

function objectOf(inner: fc.Arbitrary<Type>): fc.Arbitrary<ObjectType> {
  const field = fc
    .record({ name: fieldName, type: inner, isRequired: fc.boolean() })
    .map(({ isRequired, ...rest }): Field => ({ ...rest, required: isRequired && !demandsModel(rest.type) }));
  const fields = fc.uniqueArray(field, { minLength: 1, maxLength: 5, selector: ({ name }) => camel(name) });
  return fc.record({ kind: fc.constant("object"), fields, further: fc.option(inner, { nil: undefined, freq: 4 }) });
}

/** A type that may refer to any of so many models. */
function typeOf(models: number): fc.Arbitrary<Type> {
  const { type } = fc.letrec<{ type: Type }>((tie) => {
    const inner = tie("type");
    const wrapped = fc.record({ kind: fc.constantFrom("list", "map", "nullable"), inner });
    const tuple = fc.record({
      kind: fc.constant("tuple"),
      items: fc.array(inner, { minLength: 1, maxLength: 3 }),
    });
    const tagged = fc.record({
      kind: fc.constant("tagged"),
      members: fc.array(objectOf(inner), { minLength: 2, maxLength: 3 }),
      isNamed: fc.constant(false),
    });
    const told = fc.oneof(
      objectOf(inner),
      fc.constantFrom<Type>({ kind: "instant" }, { kind: "long" }, { kind: "base64" }),
    );
    const either = fc.record({ kind: fc.constant("either"), inner: told });
    const model = fc.record({ kind: fc.constant("model"), index: fc.nat(models - 1) });
    return {
      type: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        scalar,
        model,
        wrapped,
        either,
        tuple,
        objectOf(inner),
        tagged,
      ),
    };
  });
  return type;
}

/** The models of a document: objects, or choices of objects by a tag. */
export function modelsOf(count: number): fc.Arbitrary<readonly Type[]> {
  const inner = typeOf(count);
  const object: fc.Arbitrary<Type> = objectOf(inner);
  const members = fc.array(objectOf(inner), { minLength: 2, maxLength: 3 });
  const choice: fc.Arbitrary<Type> = fc.record({ kind: fc.constant("tagged"), members, isNamed: fc.constant(true) });
  const model = fc.oneof({ weight: 3, arbitrary: object }, { weight: 1, arbitrary: choice });
  return fc.array(model, { minLength: count, maxLength: count });
}

const schemas: { readonly [Kind in (typeof scalars)[number]]: object } = {
  text: { type: "string" },
  count: { type: "integer" },
  ratio: { type: "number" },
  flag: { type: "boolean" },
  day: { type: "string", format: "date" },
  instant: { type: "string", format: "date-time" },
  long: { type: "integer", format: "int64" },
  base64: { type: "string", contentEncoding: "base64" },
  base64url: { type: "string", format: "base64url" },
  anything: {},
};

const tagName = "member_kind";

function objectSchema({ fields, further }: ObjectType, tag?: string): object {
  const own = fields.map(({ name, type }) => [name, schemaOf(type)]);
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(tag === undefined ? own : [[tagName, { const: tag }], ...own]),
    required: tag === undefined ? required : [tagName, ...required],
    ...(further && { additionalProperties: schemaOf(further) }),
  };
}

function schemaOf(type: Type): object {
  switch (type.kind) {
    case "list":
      return { type: "array", items: schemaOf(type.inner) };
    case "map":
      return { type: "object", additionalProperties: schemaOf(type.inner) };
    case "nullable":
      return { oneOf: [schemaOf(type.inner), { type: "null" }] };
    case "either":
      return { oneOf: [schemaOf(type.inner), { type: "boolean" }] };
    case "tuple":
      return { type: "array", prefixItems: type.items.map(schemaOf), items: false };
    case "object":
      return objectSchema(type);
    case "tagged":
      return { oneOf: type.members.map((member, index) => objectSchema(member, `m${index}`)) };
    case "model":
      return { $ref: `#/components/schemas/Model${type.index}` };
    default:
      return schemas[type.kind];
  }
}

/** The component schemas of models; a choice's members have names of their own, and its discriminator a mapping. */
export function componentsOf(models: readonly Type[]): { readonly [name: string]: object } {
  const entries = models.flatMap((model, index): [string, object][] => {
    const name = `Model${index}`;
    if (model.kind !== "tagged" || !model.isNamed) return [[name, schemaOf(model)]];
    const members = model.members.map((member, place): [string, object] => [
      `${name}Member${place}`,
      objectSchema(member, `m${place}`),
    ]);
    const references = members.map(([member]) => `#/components/schemas/${member}`);
    const discriminator = {
      propertyName: tagName,
      mapping: Object.fromEntries(references.map((to, place) => [`m${place}`, to])),
    };
    return [[name, { oneOf: references.map(($ref) => ({ $ref })), discriminator }], ...members];
  });
  return Object.fromEntries(entries);
}

const dated = fc.date({
  min: new Date("0001-01-01T00:00:00Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});
/** As `toISOString` writes it, and so that nothing changes on the way back. */
const canonical = dated.map((date) => date.toISOString());
/** Other forms of the same instant. */
const offset = fc
  .tuple(
    fc.date({ min: new Date("1970-01-02"), max: new Date("2100-01-01"), noInvalidDate: true }),
    fc.integer({ min: -14 * 60, max: 14 * 60 }),
  )
  .map(([date, minutes]) => {
    const shifted = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
    const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
    return `${shifted}${minutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
  });

function scalarWire(kind: (typeof scalars)[number], { int64 }: Options, isCanonical: boolean): fc.Arbitrary<Wire> {
  switch (kind) {
    case "text":
      return fc.oneof(fc.string({ unit: "binary" }), canonical, fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n).map(String));
    case "count":
      return fc.maxSafeInteger().map((value) => value + 0);
    case "ratio":
      return fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
    case "flag":
      return fc.boolean();
    case "day":
      return canonical.map((text) => text.slice(0, 10));
    case "instant":
      return isCanonical ? canonical : fc.oneof(canonical, offset);
    case "long":
      return int64 === "number"
        ? fc.maxSafeInteger().map((value) => BigInt(value))
        : fc.oneof(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.integer().map(BigInt));
    case "base64":
      return fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("base64"));
    case "base64url":
      return fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("base64url"));
    case "anything":
      return fc.oneof(fc.string(), fc.boolean(), fc.constant({ zz_made_at: "2024-01-01T00:00:00Z" }));
  }
}

/** Values on the wire. */
export class Wires {
  readonly #models: readonly Type[];
  readonly #options: Options;
  readonly #isCanonical: boolean;
  readonly #made = new Map<Type, Map<number, fc.Arbitrary<Wire>>>();

  /** @param isCanonical - Whether dates are as `toISOString` writes them. */
  constructor(models: readonly Type[], options: Options, isCanonical: boolean) {
    this.#models = models;
    this.#options = options;
    this.#isCanonical = isCanonical;
  }

  /** Below `depth` only what must be there is there. */
  of(type: Type, depth: number): fc.Arbitrary<Wire> {
    const known = this.#made.get(type) ?? new Map<number, fc.Arbitrary<Wire>>();
    this.#made.set(type, known);
    const made = known.get(depth) ?? this.#make(type, depth);
    known.set(depth, made);
    return made;
  }

  #make(type: Type, depth: number): fc.Arbitrary<Wire> {
    switch (type.kind) {
      case "list":
        return depth <= 0 ? fc.constant([]) : fc.array(this.of(type.inner, depth - 1), { maxLength: 3 });
      case "map":
        return this.#entries(mapKey, type.inner, depth);
      case "nullable":
        return depth <= 0 ? fc.constant(null) : fc.option(this.of(type.inner, depth - 1));
      case "either":
        return depth <= 0 ? fc.boolean() : fc.oneof(fc.boolean(), this.of(type.inner, depth - 1));
      case "tuple":
        return fc.tuple(...type.items.map((item) => this.of(item, depth - 1)));
      case "object":
        return this.#object(type, depth);
      case "tagged":
        return fc.oneof(...type.members.map((member, index) => this.#object(member, depth, `m${index}`)));
      case "model":
        return this.of(this.#models[type.index] ?? { kind: "anything" }, depth - 1);
      default:
        return scalarWire(type.kind, this.#options, this.#isCanonical);
    }
  }

  #entries(name: fc.Arbitrary<string>, inner: Type, depth: number): fc.Arbitrary<{ [name: string]: Wire }> {
    if (depth <= 0) return fc.constant({});
    const entry = fc.tuple(name, this.of(inner, depth - 1));
    return fc.uniqueArray(entry, { maxLength: 3, selector: ([key]) => key }).map((all) => Object.fromEntries(all));
  }

  #object({ fields, further }: ObjectType, depth: number, tag?: string): fc.Arbitrary<Wire> {
    const present = fields.filter((field) => field.required || depth > 0);
    const entries = present.map(({ name, type, required }) =>
      this.of(type, depth - 1).chain((value) => {
        return fc.boolean().map((isThere): [string, Wire][] => (required || isThere ? [[name, value]] : []));
      }),
    );
    const unknown = this.#entries(furtherName, further ?? { kind: "anything" }, depth);
    return fc.tuple(fc.tuple(...entries), unknown).map(([known, others]) => {
      return Object.fromEntries([...(tag ? [[tagName, tag]] : []), ...known.flat(), ...Object.entries(others)]);
    });
  }
}

/** What callers have of a value: the rules of docs/codecs.md, written down a second time. */
export class Callers {
  readonly #models: readonly Type[];
  readonly #options: Options;

  constructor(models: readonly Type[], options: Options) {
    this.#models = models;
    this.#options = options;
  }

  of(type: Type, wire: Wire): unknown {
    const { dates, int64, bytes } = this.#options;
    switch (type.kind) {
      case "list":
        return list(wire).map((item) => this.of(type.inner, item));
      case "map":
        return Object.fromEntries(Object.entries(record(wire)).map(([key, item]) => [key, this.of(type.inner, item)]));
      case "nullable":
        return wire === null ? null : this.of(type.inner, wire);
      case "either":
        return typeof wire === "boolean" ? wire : this.of(type.inner, wire);
      case "tuple":
        return list(wire).map((item, index) => this.of(type.items[index] ?? { kind: "anything" }, item));
      case "object":
        return this.#object(type, wire);
      case "tagged": {
        const member = type.members[Number(String(record(wire)[tagName]).slice(1))];
        return this.#object(member ?? { kind: "object", fields: [] }, wire);
      }
      case "model":
        return this.of(this.#models[type.index] ?? { kind: "anything" }, wire);
      case "instant":
        return dates === "Date" ? new Date(String(wire)) : wire;
      case "long":
        return int64 === "number" ? Number(wire) : int64 === "string" ? String(wire) : wire;
      case "base64":
      case "base64url":
        return bytes === "string" ? wire : new Uint8Array(Buffer.from(String(wire), type.kind));
      default:
        return wire;
    }
  }

  #object({ fields, further = { kind: "anything" } }: ObjectType, wire: Wire): unknown {
    const types = new Map(fields.map(({ name, type }) => [name, type]));
    const entries = Object.entries(record(wire)).map(([name, item]): [string, unknown] => {
      const type = types.get(name);
      if (type === undefined && name !== tagName) return [name, this.of(further, item)];
      return [nameOf(name, this.#options), type === undefined ? item : this.of(type, item)];
    });
    return Object.fromEntries(entries);
  }
}

function list(wire: Wire): readonly Wire[] {
  if (!Array.isArray(wire)) throw new Error("no list");
  return wire;
}

function record(wire: Wire): { readonly [name: string]: Wire } {
  if (typeof wire !== "object" || wire === null || Array.isArray(wire)) throw new Error("no object");
  return Object.fromEntries(Object.entries(wire));
}

/** JSON text, with `bigint`s as numbers: not the runtime's writer. */
export function jsonText(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${jsonText(item)}`)
    .join(",")}}`;
}
