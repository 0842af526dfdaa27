/** Turns a check into steps: calls of runtime functions that each look at the value by one keyword. */

import type { Check, JsonValue } from "../../model/types.js";
import { type Layout, list } from "../layout.js";
import { arrayLiteral, type Literal, objectLiteral, plain } from "../literals.js";
import { stringLiteral } from "../text.js";
import { type Form, saysNothing } from "./forms.js";
import type { CheckPrinter } from "./printer.js";

/** A call of `name(value, key, found, …more)`. */
export interface Step {
  readonly name: string;
  readonly more?: readonly Layout[];
}

type Types = NonNullable<Check["types"]>;

const typeChecks = {
  null: "nothing",
  boolean: "boolean",
  integer: "integer",
  number: "number",
  string: "string",
  array: "array",
  object: "object",
} as const;

/** Types that only callers' values have. */
const convertedChecks = {
  instant: "instant",
  bigint: "bigint",
  digits: "digits",
  base64: "bytes",
  base64url: "bytes",
} as const;

/** A number as our formatter has it. */
function numberLiteral(value: number): string {
  return String(value).replace("e+", "e");
}

/** A JSON value as a literal. */
function valueLiteral(value: JsonValue): Literal {
  if (typeof value === "string") return plain(stringLiteral(value));
  if (typeof value === "number") return plain(numberLiteral(value));
  if (value === null || typeof value === "boolean") return plain(String(value));
  if (isList(value)) return arrayLiteral(value.map(valueLiteral));
  return objectLiteral(Object.entries(value).map(([key, inner]) => [key, valueLiteral(inner)]));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isOfType(value: JsonValue, type: Types[number]): boolean {
  if (type === "null") return value === null;
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return isList(value);
  if (type === "object") return typeof value === "object" && value !== null && !isList(value);
  return typeof value === type;
}

/** The values that a check allows, less those that its types forbid. */
function allowedValues({ values, types }: Check): readonly JsonValue[] | undefined {
  return types === undefined ? values : values?.filter((value) => types.some((type) => isOfType(value, type)));
}

/** Prints the steps of checks for one module. */
export class Steps {
  readonly #printer: CheckPrinter;

  constructor(printer: CheckPrinter) {
    this.#printer = printer;
  }

  /**
   * The steps of a check but those about single properties. What converts the value comes last: the others look at it as it
   * is on the wire.
   *
   * @param isTyped - The type was seen to already.
   */
  of(check: Check, form: Form, isTyped: boolean = false): readonly Step[] {
    const kept = form === "read" ? "wire" : form;
    const isType =
      !isTyped &&
      !(check.converted === "instant" && form === "read") &&
      !isTypedByItems(check) &&
      !isTypedByRecord(check);
    return [
      ...(check.never ? [this.#step("never")] : []),
      ...(isType ? this.#type(check, form) : []),
      ...this.#known(check),
      ...this.#values(check, form),
      ...this.#lists(check, kept),
      ...this.#objects(check, kept),
      ...this.#choices(check, kept),
      ...this.#converting(check, form),
    ];
  }

  #runtime(name: string): string {
    return this.#printer.scope.imports.validation(name);
  }

  #step(name: string, ...more: readonly Layout[]): Step {
    return { name: this.#runtime(name), ...(more.length > 0 && { more }) };
  }

  /** Limits, format and pattern. */
  #values(check: Check, form: Form): readonly Step[] {
    const { limits, format, pattern, converted } = check;
    const steps = limits.map(({ keyword, value }) => this.#step(keyword, numberLiteral(value)));
    const isJudged = converted === undefined || converted === "bigint" || form === "wire";
    if (format !== undefined && isJudged) steps.push(this.#step(format));
    if (pattern === undefined) return steps;
    const head = `/* @__PURE__ */ ${this.#runtime("expression")}(`;
    const expression = list(head, [stringLiteral(pattern.source)], ")");
    const limit = pattern.limit === undefined ? [] : [numberLiteral(pattern.limit)];
    return [...steps, this.#step("pattern", this.#printer.constant(check, "Pattern", expression), ...limit)];
  }

  /** Types, or the values that are listed. */
  #type(check: Check, form: Form): readonly Step[] {
    const values = allowedValues(check);
    if (values !== undefined) return [this.#listed(check, values)];
    const { types } = check;
    if (types === undefined) return [];
    const nameOf = (type: Types[number]): string =>
      this.#runtime(check.converted && form === "model" ? convertedChecks[check.converted] : typeChecks[type]);
    const [only, ...others] = types.filter((type) => type !== "null");
    if (only === undefined) return [this.#step("nothing")];
    if (others.length > 0) return [this.#step("types", ...types.map(stringLiteral))];
    return [types.length === 1 ? { name: nameOf(only) } : this.#step("orNull", nameOf(only))];
  }

  /** The values that are listed where others pass, too, if it may matter which. */
  #known(check: Check): readonly Step[] {
    const { known, types } = check;
    if (known === undefined || !this.#printer.index.isExact(check)) return [];
    const values = types?.includes("null") && !known.includes(null) ? [...known, null] : known;
    const literal = arrayLiteral(values.map(valueLiteral)).layout;
    return [this.#step("knownValues", this.#printer.constant(check, "Values", literal))];
  }

  #listed(check: Check, values: readonly JsonValue[]): Step {
    const [only, ...others] = values;
    if (only === undefined) return this.#step("never");
    if (others.length === 0 && (typeof only !== "object" || only === null))
      return this.#step("constant", valueLiteral(only).layout);
    const literal = arrayLiteral(values.map(valueLiteral)).layout;
    return this.#step("oneOfValues", this.#printer.constant(check, "Values", literal));
  }

  #lists({ uniqueItems, prefixItems, contains }: Check, form: Form): readonly Step[] {
    const steps: Step[] = uniqueItems ? [this.#step("uniqueItems")] : [];
    if (prefixItems)
      steps.push(this.#step("prefixItems", ...prefixItems.map((one) => this.#printer.reference(one, form))));
    if (contains === undefined) return steps;
    const { check, least, most } = contains;
    const counts = least === 1 && most === undefined ? [] : [least, ...(most === undefined ? [] : [most])];
    return [...steps, this.#step("contains", this.#printer.reference(check, form), ...counts.map(numberLiteral))];
  }

  #objects(check: Check, form: Form): readonly Step[] {
    const { properties, additional, patterns, propertyNames, dependents } = check;
    const needsNames = form === "model" && (propertyNames !== undefined || patterns.length > 0);
    const wireNames = needsNames ? this.#printer.wireNames(check) : [];
    const table = patterns.length === 0 ? [] : [this.#printer.patterns(check, form)];
    const steps: Step[] = [];
    if (propertyNames)
      steps.push(this.#step("propertyNames", this.#printer.reference(propertyNames, form), ...wireNames));
    if (patterns.length > 0) steps.push(this.#step("patternProperties", ...table, ...wireNames));
    if (additional && !isRecord(check) && !saysNothing(additional)) {
      const known = this.#printer.knownNames(properties, check, form);
      const rest = additional.never ? this.#runtime("undeclared") : this.#printer.reference(additional, form);
      steps.push(this.#step("additionalProperties", known, rest, ...table));
    }
    for (const one of dependents) {
      const name = stringLiteral(form === "model" ? one.name : one.wireName);
      if (one.check) steps.push(this.#step("dependent", name, this.#printer.reference(one.check, form)));
    }
    return steps;
  }

  #choices({ all, any, one, not, condition }: Check, form: Form): readonly Step[] {
    const ref = (inner: Check | undefined): string =>
      inner === undefined ? this.#runtime("anything") : this.#printer.reference(inner, form);
    return [
      ...all.filter((inner) => !saysNothing(inner)).map((inner): Step => ({ name: ref(inner) })),
      ...(any ? [this.#step("anyOf", ...any.map(ref))] : []),
      ...(one ? [this.#step("oneOf", ...one.map(ref))] : []),
      ...(not ? [this.#step("not", ref(not))] : []),
      ...(condition?.holds || condition?.fails
        ? [this.#step("when", ref(condition.if), ref(condition.holds), ref(condition.fails))]
        : []),
    ];
  }

  /** What gives another value than it takes where the value is decoded. */
  #converting(check: Check, form: Form): readonly Step[] {
    const { items, additional, reference, nullable, types, converted, prefixItems } = check;
    const isConverted = (inner: Check): boolean => form === "read" && this.#printer.formOf(inner, form) === "read";
    const ref = (inner: Check): string => this.#printer.reference(inner, form);
    const steps: Step[] = [];
    if (converted === "instant" && form === "read") {
      const read = this.#runtime("readInstant");
      steps.push(types?.includes("null") ? this.#step("orNull", read) : { name: read });
    }
    if (items && isTypedByItems(check))
      steps.push(this.#step(isConverted(items) ? "readArrayOf" : "arrayOf", ref(items)));
    else if (items && !saysNothing(items)) {
      const from = prefixItems === undefined ? [] : [numberLiteral(prefixItems.length)];
      steps.push(this.#step(isConverted(items) ? "readItems" : "items", ref(items), ...from));
    }
    if (additional && isTypedByRecord(check))
      steps.push(this.#step(isConverted(additional) ? "readRecordOf" : "recordOf", ref(additional)));
    else if (additional && isRecord(check) && !saysNothing(additional))
      steps.push(this.#step(isConverted(additional) ? "readValues" : "values", ref(additional)));
    if (reference !== undefined) steps.push({ name: this.#printer.model(reference, form) });
    if (nullable) steps.push(this.#step("orNull", ref(nullable)));
    return [...steps, ...this.#tagged(check, form)];
  }

  #tagged(check: Check, form: Form): readonly Step[] {
    const { tagged } = check;
    if (tagged === undefined) return [];
    const { wireName, name, otherwise } = tagged;
    const rest = otherwise ? [this.#printer.reference(otherwise, form)] : [];
    const tag = stringLiteral(form === "model" ? name : wireName);
    return [this.#step("tagged", tag, this.#printer.tags(tagged, check, form), ...rest)];
  }
}

/** Whether all properties of an object are of one kind. */
function isRecord({ properties, patterns, additional }: Check): boolean {
  return (
    additional !== undefined && !additional.never && patterns.length === 0 && !properties.some((one) => one.isListed)
  );
}

/** Whether one call sees to the type and to what is inside. */
function isTypedByItems({ types, values, items, prefixItems }: Check): boolean {
  const isArray = types?.length === 1 && types[0] === "array" && values === undefined;
  return isArray && items !== undefined && !saysNothing(items) && prefixItems === undefined;
}

function isTypedByRecord(check: Check): boolean {
  const { types, values, additional, properties, dependents } = check;
  const isObject = types?.length === 1 && types[0] === "object" && values === undefined;
  const isPlain = properties.length === 0 && dependents.every(({ required }) => required.length === 0);
  return isObject && isPlain && isRecord(check) && additional !== undefined && !saysNothing(additional);
}
