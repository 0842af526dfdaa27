/**
 * Turns `if`/`then`/`else` and `dependentSchemas` (JSON Schema 2020-12 §10.2.2) into what types can say: a choice where a
 * property is compared with fixed values, else properties that may be there.
 */

import type { Schema } from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { isOnly, saysSomething } from "./keywords.js";
import { partsOf } from "./parts.js";

type Values = NonNullable<Schema["enum"]>;

/** One branch of a chain of conditions: what holds where the property has one of the values. */
interface Case {
  readonly property: string;
  readonly values: Values;
  /** Whether the branch is taken only if the property is there. */
  readonly isRequired: boolean;
  readonly branch: Schema | undefined;
}

interface Chain {
  readonly cases: readonly Case[];
  /** What holds in no case; absent: nothing more. */
  readonly otherwise: Schema | undefined;
}

/** Whether a schema, or one that it consists of directly, has conditions. */
export function hasConditions(schema: Schema): boolean {
  const isConditional = ({ if: test, dependentSchemas }: Schema) => (test ?? dependentSchemas) !== undefined;
  return (
    isConditional(schema) || (schema.allOf ?? []).some((member) => member.ref === undefined && isConditional(member))
  );
}

/** The schema without its conditions, and what they come to instead. */
export function withoutConditions(schema: Schema, context: BuildContext): Schema {
  const holders = [schema, ...(schema.allOf ?? []).filter((member) => member.ref === undefined)];
  const tested = holders.filter((holder) => holder.if !== undefined);
  const base = stripped(schema);
  const chain = chainOf(tested);
  const branches = tested.flatMap(({ then, else: otherwise }) => [then ?? [], otherwise ?? []].flat());
  const dependent = holders.flatMap(({ dependentSchemas }) => [...(dependentSchemas?.values() ?? [])]);
  const telling = branches.filter((branch) => addsTo(base, branch, context));
  const isChoice = chain !== undefined && telling.length > 0;
  const loose = isChoice ? dependent : [...telling, ...dependent];
  const [first] = loose;
  if (first !== undefined)
    context.tally("CW3902", first.at, isChoice || telling.length === 0 ? "dependentSchemas" : "if");
  const widened = withOptional(base, loose, context);
  return isChoice ? choice(schema, widened, chain, context) : widened;
}

function stripped(schema: Schema): Schema {
  const { if: _, then: __, else: ___, dependentSchemas: ____, allOf, ...rest } = schema;
  const members = allOf?.map((member) =>
    member.ref === undefined && hasConditions(member) ? stripped(member) : member,
  );
  const telling = members?.filter(saysSomething);
  return { ...rest, ...(telling !== undefined && telling.length > 0 && { allOf: telling }) };
}

/** Conditions that compare one and the same property with fixed values, as one chain. */
function chainOf(conditions: readonly Schema[]): Chain | undefined {
  const chains = conditions.map(caseChain);
  const [first] = chains;
  if (first === undefined || chains.length === 1) return first;
  const cases = chains.flatMap((chain) => chain?.cases ?? []);
  const isPlain = chains.every((chain) => chain !== undefined && chain.otherwise === undefined);
  const values = cases.flatMap((one) => one.values);
  const isOne = new Set(cases.map((one) => one.property)).size === 1;
  const isDistinct = new Set(values).size === values.length && cases.every((one) => one.isRequired);
  return isPlain && isOne && isDistinct ? { cases, otherwise: undefined } : undefined;
}

/** A condition, and those in its `else`, as a chain of cases. */
function caseChain(condition: Schema): Chain | undefined {
  const test = condition.if && fixedProperty(condition.if);
  if (test === undefined) return undefined;
  const own: Case = { ...test, branch: condition.then };
  const { else: otherwise } = condition;
  const isChained = otherwise?.if !== undefined && isOnly(otherwise, ["if", "then", "else", "types"]);
  const next = isChained ? caseChain(otherwise) : undefined;
  if (next?.cases.every(({ property }) => property === own.property)) {
    return { cases: [own, ...next.cases], otherwise: next.otherwise };
  }
  return { cases: [own], otherwise };
}

function fixedProperty(test: Schema): Omit<Case, "branch"> | undefined {
  const [[property, { enum: values }] = ["", { enum: undefined }]] = test.properties ?? [];
  const isComparison = test.properties?.size === 1 && isOnly(test, ["types", "properties", "required"]);
  if (!isComparison || values === undefined || values.some((value) => typeof value === "object")) return undefined;
  return { property, values, isRequired: test.required?.includes(property) === true };
}

/** One member for each case and one for all others, each with all that holds in it. */
function choice(schema: Schema, base: Schema, { cases, otherwise }: Chain, context: BuildContext): Schema {
  const [{ property, isRequired } = { property: "", isRequired: false }] = cases;
  const tagged = cases.map(({ values, branch, ...one }): Schema => {
    const tag = tagSchema(one.property, values, one.isRequired, branch ?? schema);
    return member(base, [tag, ...(branch ? [branch] : [])], branch ?? schema, `${schema.id}/=${segment(values)}`);
  });
  const known = propertiesOf(base, context).get(property)?.enum;
  const covered = new Set(cases.flatMap((one) => one.values));
  const left = known?.filter((value) => !covered.has(value));
  const tag = tagSchema(property, left, !isRequired, otherwise ?? schema);
  const isExhausted = left?.length === 0 && isDemanded(base, property, context);
  const rest = member(base, [tag, ...(otherwise ? [otherwise] : [])], otherwise ?? schema, `${schema.id}/other`);
  const { id, at, title, description, deprecated, default: value, examples } = schema;
  const outside = Object.entries({ title, description, deprecated, default: value, examples });
  const said = Object.fromEntries(outside.filter(([, one]) => one !== undefined));
  return { id, at, ...said, anyOf: isExhausted ? tagged : [...tagged, rest] };
}

/** What a case is called in pointers: its values. */
function segment(values: Values): string {
  return values.join(" ").replaceAll("~", "~0").replaceAll("/", "~1");
}

function isDemanded(base: Schema, property: string, context: BuildContext): boolean {
  return partsOf(base, context).some((part) => part.schema.required?.includes(property));
}

function member(base: Schema, parts: readonly Schema[], { at }: Schema, id: string): Schema {
  const { title, description, deprecated, default: _, examples, ...rules } = base;
  return { id, at, allOf: [rules, ...parts] };
}

/** An object whose property has one of the values; without values, only its presence is said. */
function tagSchema(property: string, values: Values | undefined, isRequired: boolean, { id, at }: Schema): Schema {
  const allowed = values === undefined ? {} : values.length === 0 ? { never: true as const } : { enum: values };
  const fixed: Schema = { id: `${id}@tag`, at, ...allowed };
  const required = isRequired ? { required: [property] } : {};
  return { id: `${id}@tagged`, at, types: ["object"], properties: new Map([[property, fixed]]), ...required };
}

/** The schema with the properties of others as ones that may be there. */
function withOptional(base: Schema, others: readonly Schema[], context: BuildContext): Schema {
  const known = propertiesOf(base, context);
  const further = new Map<string, Schema>();
  for (const other of others) {
    for (const [name, property] of propertiesOf(other, context)) {
      if (known.has(name)) continue;
      const before = further.get(name);
      const { id, at } = before ?? property;
      further.set(name, before === undefined ? property : { id: `${id}@either`, at, anyOf: [before, property] });
    }
  }
  if (further.size === 0) return base;
  const isPlain =
    base.ref === undefined && base.allOf === undefined && base.oneOf === undefined && base.anyOf === undefined;
  if (isPlain) return { ...base, properties: new Map([...(base.properties ?? []), ...further]) };
  const extra: Schema = { id: `${base.id}@optional`, at: base.at, types: ["object"], properties: further };
  return { ...base, allOf: [...(base.allOf ?? []), extra] };
}

/** Every property that a schema describes, through references and `allOf`. */
function propertiesOf(schema: Schema, context: BuildContext): ReadonlyMap<string, Schema> {
  return new Map(partsOf(schema, context).flatMap((part) => [...(part.schema.properties ?? [])]));
}

/** Whether a branch says something about types that the schema itself doesn't: patterns and bounds are no types. */
function addsTo(base: Schema, branch: Schema, context: BuildContext): boolean {
  const known = propertiesOf(base, context);
  return partsOf(branch, context).some(({ schema }) => {
    if (schema.never || schema.oneOf !== undefined || schema.anyOf !== undefined) return true;
    if (schema.required?.some((name) => !isDemanded(base, name, context))) return true;
    return [...(schema.properties ?? [])].some(([name, property]) => {
      const own = known.get(name);
      if (own === undefined) return true;
      return saysSomething(property) && !(isOnlyTyped(property) && String(property.types) === String(own.types));
    });
  });
}

function isOnlyTyped({ types, ...rest }: Schema): boolean {
  return types !== undefined && !saysSomething(rest);
}
