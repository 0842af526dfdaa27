/** Turns a schema and the shape that the model has for it into a check: every keyword that asserts something, none lost. */

import type { Schema } from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { pascalCase } from "../naming/casing.js";
import { differsItself } from "../placement.js";
import { convertedShape } from "../schemas/converted.js";
import { saysSomething } from "../schemas/keywords.js";
import type { NamedModel, Pointer, Property, Shape } from "../types.js";
import { referencesOf } from "../walk.js";
import { nullableMember, taggedMembers, taggedSubtypes } from "./choices.js";
import { choosesFrom, conjunctOf, type Use } from "./conjuncts.js";
import { itemsOf, propertiesOf, valuesOf } from "./inside.js";
import { formatOf, limitsOf, patternOf } from "./keywords.js";
import { type Check, type DependentCheck, emptyCheck, type PatternCheck, type PropertyCheck } from "./types.js";

/** Whether wire and caller's form of a shape differ, models that it refers to aside. */
export function differs(shape: Shape): boolean {
  return differsItself(shape, "decode") || differsItself(shape, "encode");
}

/** Where a schema is met. */
export interface Place extends Use {
  readonly name: string;
  /** What the model has for the value. */
  readonly shape: Shape;
  /** The model whose own schema it is. */
  readonly self?: Pointer;
  /** The schema is one of several that speak about the value. */
  readonly isPart?: true;
  /** It holds beside others. */
  readonly isConjunct?: true;
  /** Only what it says itself is asked for, not another model's check. */
  readonly isOwn?: true;
  /** Schemas that are being taken apart for the value. */
  readonly path: readonly Pointer[];
}

/** Builds checks of one model of a client. */
export class SchemaChecks {
  readonly context: BuildContext;
  readonly models: ReadonlyMap<Pointer, NamedModel>;
  /** Models whose wire and caller's forms differ. */
  readonly differing: ReadonlySet<Pointer>;
  readonly #uses: (pointer: Pointer) => Use;
  readonly #patterns = new Map<string, PatternCheck | undefined>();
  readonly #propertiesOfShapes = new WeakMap<Shape, ReadonlyMap<string, Property>>();

  constructor(
    context: BuildContext,
    models: ReadonlyMap<Pointer, NamedModel>,
    differing: ReadonlySet<Pointer>,
    uses: (pointer: Pointer) => Use,
  ) {
    this.context = context;
    this.models = models;
    this.differing = differing;
    this.#uses = uses;
  }

  /** A pattern as it may be tried; what is wrong with it is said once. */
  pattern(source: string, schema: Schema): PatternCheck | undefined {
    if (!this.#patterns.has(source)) this.#patterns.set(source, patternOf(source, schema, this.context));
    return this.#patterns.get(source);
  }

  /** Whether wire and caller's form of a shape differ. */
  converts(shape: Shape): boolean {
    return differs(shape) || referencesOf(shape).some((pointer) => this.differing.has(pointer));
  }

  /** How a model's values are used. */
  useOf(pointer: Pointer): Use {
    return this.#uses(pointer);
  }

  /** The model that stands for a schema in a direction. */
  modelFor(id: Pointer, direction: Place["direction"]): Pointer | undefined {
    const form = `${id}@${direction === "write" ? "input" : "output"}`;
    if (this.models.has(form)) return form;
    return this.models.has(id) ? id : undefined;
  }

  build(schema: Schema, written: Place): Check {
    const place: Place = { ...written, path: [...written.path, schema.id] };
    const { name, shape, direction, self, isOwn, isPart } = place;
    const empty = emptyCheck(name);
    if (schema.never || schema.listsNothing) return { ...empty, never: true };
    const model = this.modelFor(schema.id, direction);
    if (model !== undefined && model !== self && !isOwn) return { ...empty, reference: model };
    if (schema.binary) return empty;
    const isSame = !isPart && !this.converts(shape) && { isSame: true as const };
    const nullable = nullableMember(schema, this);
    if (nullable !== undefined) {
      const { isConjunct: _, isOwn: __, ...inner } = place;
      return { ...empty, ...isSame, nullable: this.build(nullable, { ...inner, shape: withoutNull(shape) }) };
    }
    const subtypes = isOwn ? undefined : taggedSubtypes(schema, place, this);
    const check: Check = { ...empty, ...isSame, ...(subtypes ? { tagged: subtypes } : this.#keywords(schema, place)) };
    if (isSame || isPart || this.#isConvertedAlong(check, schema, shape)) return check;
    const needed = self === undefined ? referencesOf(shape) : [self];
    const isDecodable = needed.every((one) => !this.differing.has(one) || this.models.get(one)?.decode);
    // An object with properties has no codec but its model's.
    const codec: Shape = self === undefined ? shape : { kind: "reference", to: self };
    return { ...check, codec, ...(!isDecodable && { isUndecodable: true }) };
  }

  #keywords(schema: Schema, place: Place): Partial<Check> {
    const { ref, allOf, ...beside } = schema;
    const { direction, isConjunct } = place;
    const isWhole = !isConjunct && allOf === undefined && !saysSomething(beside);
    const model = ref === undefined ? undefined : this.modelFor(ref, direction);
    const referred = isWhole && model ? { reference: model } : ref !== undefined ? conjunctOf(ref, place, this) : {};
    const composed = this.#compositions(schema, place);
    return {
      ...this.#valueKeywords(schema, place.shape),
      ...this.#arrayKeywords(schema, place),
      ...this.#objectKeywords(schema, place),
      ...composed,
      ...referred,
      all: [...(referred.all ?? []), ...(composed.all ?? [])],
    };
  }

  #valueKeywords(schema: Schema, shape: Shape): Partial<Check> {
    const { types, pattern } = schema;
    const expression = pattern === undefined ? undefined : this.pattern(pattern, schema);
    return {
      ...(types && { types }),
      ...this.#values(schema, shape),
      limits: limitsOf(schema),
      ...formatOf(schema, this.context),
      ...this.#conversion(schema),
      ...(expression && { pattern: expression }),
      ...(schema.uniqueItems && { uniqueItems: true }),
    };
  }

  /** What callers have in another form than the wire; of several types, that is a matter of the codec. */
  #conversion(schema: Schema): Pick<Check, "converted" | "format"> {
    const [type, ...others] = (schema.types ?? []).filter((one) => one !== "null");
    if (type === undefined || others.length > 0 || schema.enum !== undefined) return {};
    const shape = convertedShape(type, schema, this.context);
    if (shape === undefined) return {};
    return { converted: shape.to, ...(shape.to === "instant" && { format: "dateTime" }) };
  }

  /** The values that are listed; only their types, where the model has room for others. */
  #values({ enum: values, types, openness, id }: Schema, shape: Shape): Partial<Check> {
    if (values === undefined) return {};
    const members = shape.kind === "union" ? shape.members : [];
    const isOpen = (this.context.document.openness.get(id) ?? openness) === "open";
    const other = members.find((member) => member.kind === "other");
    if (other?.kind !== "other" && !isOpen) return { values };
    if (types !== undefined) return { known: values };
    const listed = new Set(
      values.map((value) => (value === null ? "null" : typeof value === "string" ? "string" : "number")),
    );
    return { types: [...listed], known: values };
  }

  /** A schema that speaks about something inside the value. */
  #inner(schema: Schema, suffix: string, { name, direction, isOpen }: Place, shape: Shape): Check {
    return this.build(schema, { name: name + suffix, shape, direction, isOpen, path: [] });
  }

  #arrayKeywords(schema: Schema, place: Place): Partial<Check> {
    const { items, prefixItems, contains, minContains = 1, maxContains, unevaluatedItems } = schema;
    const inner = (one: Schema, suffix: string, index?: number): Check =>
      this.#inner(one, suffix, place, itemsOf(place.shape, this.models, index));
    return {
      ...(items && { items: inner(items, "Item") }),
      ...(prefixItems && { prefixItems: prefixItems.map((one, index) => inner(one, `Item${index + 1}`, index)) }),
      ...(contains && {
        contains: {
          check: inner(contains, "Contained"),
          least: minContains,
          ...(maxContains !== undefined && { most: maxContains }),
        },
      }),
      ...(unevaluatedItems && { unevaluatedItems: inner(unevaluatedItems, "OtherItem") }),
    };
  }

  #objectKeywords(schema: Schema, place: Place): Partial<Check> {
    const { additionalProperties, propertyNames, patternProperties, unevaluatedProperties } = schema;
    const inner = (one: Schema, suffix: string, pattern?: string): Check =>
      this.#inner(one, suffix, place, valuesOf(place.shape, this.models, pattern));
    const patterns = [...(patternProperties ?? [])].flatMap(([source, one]) => {
      const pattern = this.pattern(source, one);
      return pattern === undefined ? [] : [{ pattern, check: inner(one, `Value${pascalCase(source)}`, source) }];
    });
    // What an expression that isn't tried may speak about is not additional for certain.
    const isClosed = patterns.length === (patternProperties?.size ?? 0);
    return {
      properties: this.#properties(schema, place),
      patterns,
      ...(additionalProperties && isClosed && { additional: inner(additionalProperties, "Value") }),
      ...(propertyNames && { propertyNames: this.#inner(propertyNames, "Name", place, { kind: "string" }) }),
      dependents: this.#dependents(schema, place),
      ...(unevaluatedProperties && { unevaluatedProperties: inner(unevaluatedProperties, "OtherValue") }),
    };
  }

  /** The properties of the object that a schema speaks about, as the model has them. */
  #known(shape: Shape): ReadonlyMap<string, Property> {
    const known = this.#propertiesOfShapes.get(shape) ?? propertiesOf(shape, this.models);
    this.#propertiesOfShapes.set(shape, known);
    return known;
  }

  #properties(schema: Schema, place: Place): PropertyCheck[] {
    const { properties = new Map<string, Schema>(), required = [] } = schema;
    const known = this.#known(place.shape);
    const wireNames = new Set([...properties.keys(), ...required]);
    return [...wireNames].map((wireName): PropertyCheck => {
      const property = properties.get(wireName);
      const own = property && !property.ignored ? property : undefined;
      const suffix = pascalCase(wireName) || "Property";
      // What the model doesn't know is the same in both forms.
      const { name = wireName, shape = { kind: "unknown" } } = known.get(wireName) ?? {};
      const isHidden = own !== undefined && this.#isHidden(own, place.direction);
      return {
        wireName,
        name,
        required: required.includes(wireName) && !isHidden && !property?.ignored,
        isListed: property !== undefined,
        check: own ? this.#inner(own, suffix, place, shape) : emptyCheck(place.name + suffix),
      };
    });
  }

  /** Whether a property is the other direction's: it need not be there. */
  #isHidden(property: Schema, direction: Place["direction"]): boolean {
    const target = property.ref === undefined ? undefined : this.context.schema(property.ref);
    if (property.readOnly ?? target?.readOnly) return direction === "write";
    return direction === "read" && (property.writeOnly ?? target?.writeOnly) === true;
  }

  #dependents(schema: Schema, place: Place): DependentCheck[] {
    const known = this.#known(place.shape);
    const name = (wireName: string) => ({ wireName, name: known.get(wireName)?.name ?? wireName });
    const required = [...(schema.dependentRequired ?? [])].map(([wireName, names]): DependentCheck => {
      return { ...name(wireName), required: names.map(name) };
    });
    const checked = [...(schema.dependentSchemas ?? [])].map(([wireName, one]): DependentCheck => {
      const check = this.#part(one, `With${pascalCase(wireName)}`, place);
      return { ...name(wireName), required: [], check };
    });
    return [...required, ...checked];
  }

  /** A schema that speaks about the same value. */
  #part(schema: Schema, suffix: string, { name, shape, direction, isOpen, path }: Place): Check {
    return this.build(schema, { name: name + suffix, shape, direction, isOpen, path, isPart: true });
  }

  #compositions(schema: Schema, place: Place): Partial<Check> {
    const { allOf = [], not, if: condition, then, else: otherwise } = schema;
    const { anyOf, oneOf } = choosesFrom(schema, place.path) ? {} : schema;
    const { name, shape, direction, isOpen, path } = place;
    const parts = (list: readonly Schema[], word: string): Check[] =>
      list.map((one, index) => this.#part(one, `${word}${index + 1}`, place));
    const conjuncts = allOf.map((one, index) => {
      const part = { name: `${name}Part${index + 1}`, shape, direction, isOpen, path };
      return this.build(one, { ...part, isPart: true, isConjunct: true });
    });
    const tagged = (anyOf ?? oneOf) && taggedMembers(schema, place, this);
    return {
      all: conjuncts,
      ...(tagged && { tagged }),
      ...(anyOf && !tagged && { any: parts(anyOf, "Option") }),
      ...(oneOf && !tagged && { one: parts(oneOf, "Option") }),
      ...(not && { not: this.#part(not, "Not", place) }),
      ...(condition && {
        condition: {
          if: this.#part(condition, "If", place),
          ...(then && { holds: this.#part(then, "Then", place) }),
          ...(otherwise && { fails: this.#part(otherwise, "Else", place) }),
        },
      }),
    };
  }

  /** Whether what a check is made of converts the value as its shape wants it, part by part. */
  #isConvertedAlong(check: Check, schema: Schema, shape: Shape): boolean {
    if (shape.kind === "converted") return isInstant(check) && schema.types?.length === 1;
    if (shape.kind === "reference") return check.reference !== undefined && check.reference === shape.to;
    if (shape.kind === "array") return check.items !== undefined && check.prefixItems === undefined;
    if (shape.kind === "union") {
      if (check.tagged !== undefined) return true;
      const rest = withoutNull(shape);
      const isNullable = schema.types?.includes("null") === true && rest !== shape;
      return isNullable && rest.kind === "converted" && isInstant(check);
    }
    if (shape.kind !== "object" || check.reference !== undefined) return false;
    const isRecord = shape.properties.length === 0;
    if (isRecord) return check.additional !== undefined && check.patterns.length === 0 && check.properties.length === 0;
    if (shape.additional !== undefined && this.converts(shape.additional)) return false;
    const listed = new Set(check.properties.map(({ wireName }) => wireName));
    return shape.properties.every(({ wireName }) => listed.has(wireName));
  }
}

/** Only instants are decoded as they are checked. */
function isInstant({ converted }: Check): boolean {
  return converted === "instant";
}

/** A shape less null; the same object if null is none of it. */
function withoutNull(shape: Shape): Shape {
  if (shape.kind !== "union") return shape;
  const members = shape.members.filter((member) => member.kind !== "null");
  if (members.length === shape.members.length) return shape;
  const [only] = members;
  return only && members.length === 1 && shape.discriminator === undefined ? only : { ...shape, members };
}
