/** Prints checks as functions of one module, each once, and the constants that they read. */

import type { Check, Checks, Pointer, PropertyCheck, TaggedCheck } from "../../model/types.js";
import { asCall, conversionOf } from "../codecs.js";
import { group, indent, type Layout, line, list, print } from "../layout.js";
import { arrayLiteral, objectLiteral, plain } from "../literals.js";
import type { TypeScope } from "../shapes.js";
import { propertyKey, stringLiteral } from "../text.js";
import { followStatements, hasUnevaluated } from "./follow.js";
import { CheckIndex, type Form, saysNothing, speaks } from "./forms.js";
import { type Step, Steps } from "./steps.js";

/** How many steps may be written where a value is used; more of them make a function. */
const inlineLimit = 3;

/** A function or constant of the module, by the text that stands for it. */
export class CheckPrinter {
  readonly scope: TypeScope;
  readonly index: CheckIndex;
  readonly #steps: Steps;
  /** Functions and constants in the order in which they were asked for. */
  readonly #statements: string[] = [];
  readonly #names = new Map<string, string>();
  readonly #taken: Set<string>;
  readonly #numbers = new Map<Check, number>();

  /** @param taken - Names of the module that are something else. */
  constructor(checks: Checks, scope: TypeScope, taken: Iterable<string>) {
    this.scope = scope;
    this.index = new CheckIndex(checks);
    this.#steps = new Steps(this);
    this.#taken = new Set(taken);
  }

  /** What was printed since it was last asked for. */
  take(): string[] {
    return this.#statements.splice(0);
  }

  formOf(check: Check, form: Form): Form {
    return this.index.formOf(check, form);
  }

  /** The function of a model's check. */
  model(pointer: Pointer, form: Form): string {
    return this.#function(this.index.get(pointer).check, form);
  }

  /** A function that stands for a check. */
  reference(check: Check, wanted: Form): string {
    const form = this.formOf(check, wanted);
    if (saysNothing(check)) return this.scope.imports.validation("anything");
    if (this.#isInline(check, form)) {
      const [only, ...others] = this.#steps.of(check, form);
      if (only !== undefined && others.length === 0 && only.more === undefined) return only.name;
    }
    return this.#function(check, form);
  }

  /** A check applied to a value. */
  call(check: Check, wanted: Form, value: Layout, key: string): Layout {
    const form = this.formOf(check, wanted);
    const steps = this.#isInline(check, form) ? this.#steps.of(check, form) : [];
    if (steps.length === 0 || steps.length > inlineLimit)
      return this.#apply({ name: this.#function(check, form) }, value, key);
    return steps.reduce((inner, step) => this.#apply(step, inner, key), value);
  }

  /** A function that also tells what it speaks about; a plain one if that is nothing. */
  follow(written: Check, wanted: Form): string {
    const check = this.index.resolve(written);
    const form = this.formOf(check, wanted);
    if (!speaks(check)) return this.reference(check, form);
    return this.#once(check, `follow ${form}`, this.#functionName("follow", check, form), (name) => {
      const key = this.scope.imports.validationType("Key");
      const findings = this.scope.imports.validationType("Findings");
      const seen = this.scope.imports.validation("Evaluated");
      const parameters = ["value: unknown", `key: ${key}`, `found: ${findings}`, `seen: ${seen}`];
      return functionText(name, parameters, followStatements(check, form, this));
    });
  }

  #isInline(check: Check, form: Form): boolean {
    const { properties, dependents, codec } = check;
    const hasBody = properties.length > 0 || dependents.some(({ required }) => required.length > 0);
    return !hasBody && !hasUnevaluated(check) && !(codec && form === "read") && !saysNothing(check);
  }

  #apply({ name, more = [] }: Step, value: Layout, key: string): Layout {
    return list(`${name}(`, [value, key, "found", ...more], ")");
  }

  #functionName(verb: "check" | "read" | "follow", check: Check, form: Form): string {
    const isWire = form === "wire" && this.formOf(check, "model") === "model";
    return `${verb}${check.name}${isWire ? "Wire" : ""}`;
  }

  #function(check: Check, wanted: Form): string {
    const form = this.formOf(check, wanted);
    const wish = this.#functionName(form === "read" ? "read" : "check", check, form);
    return this.#once(check, form, wish, (name) => {
      const key = this.scope.imports.validationType("Key");
      const findings = this.scope.imports.validationType("Findings");
      return functionText(name, ["value: unknown", `key: ${key}`, `found: ${findings}`], this.#body(check, form));
    });
  }

  /** Statements of a check's function. */
  #body(check: Check, form: Form): readonly Layout[] {
    if (check.codec !== undefined && form === "read") {
      const conversion = conversionOf(check.codec, "decode", this.scope);
      const judged: Layout = [this.#apply({ name: this.#function(check, "wire") }, "value", "key"), ";"];
      return [judged, ["return ", conversion === undefined ? "value" : asCall(conversion), ";"]];
    }
    if (hasUnevaluated(check)) {
      const evaluated = this.scope.imports.validation("Evaluated");
      return [
        ["return ", list(`${this.follow(check, form)}(`, ["value", "key", "found", `new ${evaluated}()`], ")"), ";"],
      ];
    }
    return this.statements(check, form);
  }

  /** Statements of a check that has nothing unevaluated; the last one returns the value. */
  statements(check: Check, form: Form): readonly Layout[] {
    const isOnlyObject = check.types?.length === 1 && check.types[0] === "object" && check.values === undefined;
    const hasBody = check.properties.length > 0 || check.dependents.some(({ required }) => required.length > 0);
    const steps = this.#steps.of(check, form, hasBody && isOnlyObject).map((step) => this.#apply(step, "value", "key"));
    if (!hasBody) {
      const last = steps.at(-1);
      return [
        ...steps.slice(0, -1).map((step): Layout => [step, ";"]),
        last === undefined ? "return value;" : ["return ", last, ";"],
      ];
    }
    const isObject = this.scope.imports.validation("isObject");
    const otherwise = isOnlyObject ? 'found.fail(value, key, "type", "an object")' : "value";
    const guard = `if (!${isObject}(value)) return ${otherwise};`;
    const before = steps.map((step): Layout => [step, ";"]);
    return [
      ...(isOnlyObject ? [guard, ...before] : [...before, guard]),
      "const start = found.enter();",
      ...(form === "read"
        ? this.#building(check)
        : [...this.#properties(check, form), "return found.leave(value, key, start);"]),
    ];
  }

  /** The value of a property. An inherited one must not be taken for it. */
  #access(name: string): string {
    const literal = stringLiteral(name);
    return name in Object.prototype
      ? `${this.scope.imports.validation("own")}(value, ${literal})`
      : `value[${literal}]`;
  }

  #properties({ properties, dependents }: Check, form: Form): readonly Layout[] {
    const nameIn = (one: { readonly wireName: string; readonly name: string }) =>
      form === "model" ? one.name : one.wireName;
    const required = (name: string): Layout => {
      const step = { name: this.scope.imports.validation("required") };
      return this.#apply(step, this.#access(name), stringLiteral(name));
    };
    const checked = properties.flatMap((property): Layout[] => {
      const name = nameIn(property);
      if (saysNothing(property.check)) return property.required ? [[required(name), ";"]] : [];
      const call = this.call(property.check, form, this.#access(name), stringLiteral(name));
      const isAsked = this.index.refusesAbsent(property.check);
      if (property.required && isAsked) return [[call, ";"]];
      return [...(property.required ? [[required(name), ";"]] : []), this.#ifPresent(name, [call, ";"])];
    });
    const together = dependents.flatMap((dependent) =>
      dependent.required.map((one) => this.#ifPresent(nameIn(dependent), [required(nameIn(one)), ";"])),
    );
    return [...checked, ...together];
  }

  #ifPresent(name: string, statement: Layout): Layout {
    return group([`if (${this.#access(name)} !== undefined)`, indent([line, statement])]);
  }

  /** Builds the caller's object: what is required in one literal, what may be absent afterwards, what is unknown last. */
  #building({ properties }: Check): readonly Layout[] {
    const told = properties.filter(
      ({ check, required, wireName, name }) => required || wireName !== name || !saysNothing(check),
    );
    const entries = told
      .filter(({ required }) => required)
      .map((property) => [property.name, plain(this.#read(property))] as const);
    const optional = told
      .filter(({ required }) => !required)
      .map((property): Layout => {
        const { name, wireName, check } = property;
        const value = saysNothing(check)
          ? this.#access(wireName)
          : this.call(check, "read", this.#access(wireName), stringLiteral(wireName));
        // Assigned, it would change what the object inherits; it is kept as what isn't known.
        if (name === "__proto__") return this.#ifPresent(wireName, [value, ";"]);
        const target: Layout = `result[${stringLiteral(name)}] = `;
        return this.#ifPresent(wireName, [target, value, ";"]);
      });
    const renamed = told
      .filter(({ wireName, name }) => wireName !== name)
      .map(({ wireName }) => plain(stringLiteral(wireName)));
    const keep: Layout = [
      `${this.scope.imports.validation("keepOthers")}(value, result, `,
      arrayLiteral(renamed).layout,
      ")",
    ];
    return [
      ["const result: Record<string, unknown> = ", objectLiteral(entries, entries.length > 0).layout, ";"],
      ...optional,
      [keep, ";"],
      "return found.leave(result, key, start);",
    ];
  }

  #read({ check, wireName }: PropertyCheck): Layout {
    const key = stringLiteral(wireName);
    const access = this.#access(wireName);
    const isAsked = this.index.refusesAbsent(check);
    const value = isAsked ? access : this.#apply({ name: this.scope.imports.validation("required") }, access, key);
    return saysNothing(check) ? value : this.call(check, "read", value, key);
  }

  /** A constant of the module; the same text for the same check is one. */
  constant(check: Check, suffix: string, value: Layout, type = ""): string {
    const wish = check.name.replace(/^\p{Lu}/u, (first) => first.toLowerCase()) + suffix;
    const text = print(value, { column: `const ${wish}${type} = `.length, after: 1 });
    return this.#once(check, `${suffix} ${text}`, wish, (name) => `const ${name}${type} = ${text};`);
  }

  /** The table of an object's expressions. */
  patterns(check: Check, form: Form): string {
    const expression = this.scope.imports.validation("expression");
    const rows = check.patterns.map(({ pattern, check: inner }) =>
      arrayLiteral([
        plain(`/* @__PURE__ */ ${expression}(${stringLiteral(pattern.source)})`),
        plain(this.reference(inner, form)),
      ]),
    );
    return this.constant(
      check,
      "Patterns",
      arrayLiteral(rows).layout,
      `: ${this.scope.imports.validationType("Patterns")}`,
    );
  }

  /** The table of a choice by tags. */
  tags({ tags }: TaggedCheck, check: Check, form: Form): string {
    const rows = tags.map(({ value, check: inner }) => [value, plain(this.reference(inner, form))] as const);
    const suffix = { model: "Tags", wire: "WireTags", read: "ReadTags" }[this.formOf(check, form)];
    return this.constant(
      check,
      suffix,
      objectLiteral(rows, true).layout,
      `: ${this.scope.imports.validationType("Tags")}`,
    );
  }

  /** The names that an object lists. */
  knownNames(properties: readonly PropertyCheck[], check: Check, form: Form): string {
    const listed = properties.filter(({ isListed }) => isListed);
    const names = listed.map(({ name, wireName }) => plain(stringLiteral(form === "model" ? name : wireName)));
    const literal: Layout = ["/* @__PURE__ */ new Set(", arrayLiteral(names).layout, ")"];
    return this.constant(check, "Names", listed.length === 0 ? "/* @__PURE__ */ new Set<string>()" : literal);
  }

  /** The table of names on the wire, as a further argument, if any differ. */
  wireNames(check: Check): readonly string[] {
    const renamed = check.properties.filter(({ name, wireName }) => name !== wireName);
    if (renamed.length === 0) return [];
    const rows = renamed.map(({ name, wireName }) => `${propertyKey(name)}: ${stringLiteral(wireName)}`);
    return [this.constant(check, "WireNames", list("{", rows, "}", { padding: " " }))];
  }

  /** Prints something once for each check and kind, under the wish or the first free number behind it. */
  #once(check: Check, kind: string, wish: string, text: (name: string) => string): string {
    const number = this.#numbers.get(check) ?? this.#numbers.size;
    this.#numbers.set(check, number);
    const key = `${number} ${kind}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    let name = wish;
    for (let count = 2; this.#taken.has(name); count += 1) name = `${wish}${count}`;
    this.#taken.add(name);
    this.#names.set(key, name);
    const place = this.#statements.push("") - 1;
    this.#statements[place] = text(name);
    return name;
  }
}

function functionText(name: string, parameters: readonly Layout[], statements: readonly Layout[]): string {
  const head = print(list(`function ${name}(`, parameters, "): unknown {"));
  const lines = statements.map((statement) => print(statement, { level: 1 }).replaceAll("\n", "\n  "));
  return `${head}\n${lines.map((each) => `  ${each}\n`).join("")}}`;
}
