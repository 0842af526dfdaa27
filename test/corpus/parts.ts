/** Turns a schema into the plain schemas that must all hold at once, with references followed and choices made. */

import { child, children, isObject, type JsonObject, keyOf, type Node, type RawDocument } from "./document.js";

/** One plain schema: its applicators `allOf`, `oneOf`, `anyOf`, `$ref` are other parts. */
export interface Part {
  readonly schema: JsonObject;
  readonly node: Node;
}

/** What a value must be. */
export interface Demand {
  readonly parts: readonly Part[];
  /** Values that discriminators prescribe, by property. */
  readonly tags: ReadonlyMap<string, string>;
  /** Identities of the schemas that were gone through. */
  readonly through: readonly string[];
  /** Whether there were alternatives. */
  readonly isChosen: boolean;
}

/** What a choice among alternatives goes by. */
export interface Choice {
  /** Which alternative is taken, counted around; -1 is the last. */
  readonly index: number;
  /** Schemas that must not be gone through again: a value would never end. */
  readonly closed: ReadonlySet<string>;
}

interface Draft {
  readonly parts: Part[];
  readonly tags: Map<string, string>;
  readonly through: string[];
  isChosen: boolean;
}

function identity({ file, pointer }: Node): string {
  return `${file}#${pointer}`;
}

/** Reads schemas of one document. */
export class SchemaReader {
  readonly #document: RawDocument;
  #subtypes: ReadonlyMap<string, readonly Node[]> | undefined;

  constructor(document: RawDocument) {
    this.#document = document;
  }

  /** What a value must be to fit all of the schemas; `undefined` if nothing fits, or nothing that ends. */
  demand(nodes: readonly Node[], choice: Choice): Demand | undefined {
    const draft: Draft = { parts: [], tags: new Map(), through: [], isChosen: false };
    return nodes.every((node) => this.#add(node, draft, choice, false)) ? draft : undefined;
  }

  /** Adds what a schema demands. False if it can't be met. */
  #add(node: Node, draft: Draft, choice: Choice, isBase: boolean): boolean {
    const { value } = node;
    if (value === false) return false;
    if (!isObject(value)) return true;
    const reference = value["$ref"] ?? value["$dynamicRef"];
    if (typeof reference === "string") {
      if (!this.#addTarget(this.#document.target(node, reference), draft, choice, isBase)) return false;
      if (this.#document.version !== "3.1") return true;
    }
    draft.parts.push({ schema: value, node });
    const all = children(child(node, "allOf"));
    return (
      all.every((inner) => this.#add(inner, draft, choice, true)) &&
      ["oneOf", "anyOf"].every((keyword) => this.#addOne(node, children(child(node, keyword)), draft, choice))
    );
  }

  #addTarget(target: Node, draft: Draft, choice: Choice, isBase: boolean): boolean {
    const id = identity(target);
    if (draft.through.includes(id)) return true;
    if (choice.closed.has(id)) return false;
    const discriminator = discriminatorOf(target);
    if (discriminator !== undefined && !isBase) {
      const chosen = this.#addSubtype(target, discriminator, draft, choice);
      if (chosen !== undefined) return chosen;
    }
    draft.through.push(id);
    this.#tagAsSubtype(target, draft);
    return this.#add(target, draft, choice, isBase);
  }

  /** A base with a discriminator stands for the schemas that extend it. `undefined`: none does. */
  #addSubtype(base: Node, property: string, draft: Draft, choice: Choice): boolean | undefined {
    const subtypes = this.#subtypesOf(base);
    if (subtypes.length === 0) return undefined;
    return this.#firstThatFits(subtypes, draft, choice, (subtype, attempt) => {
      const tag = this.#tagOf(base, subtype, property);
      if (tag !== undefined) attempt.tags.set(property, tag);
      return this.#addTarget(subtype, attempt, choice, true);
    });
  }

  /** A schema that extends a base with a discriminator carries its tag wherever it is used. */
  #tagAsSubtype(node: Node, draft: Draft): void {
    for (const base of this.#basesOf(node)) {
      const property = discriminatorOf(base);
      const tag = property === undefined ? undefined : this.#tagOf(base, node, property);
      if (property !== undefined && tag !== undefined && !draft.tags.has(property)) draft.tags.set(property, tag);
    }
  }

  /** What a schema extends, directly and through others. */
  #basesOf(node: Node, path: readonly string[] = []): readonly Node[] {
    if (path.includes(identity(node))) return [];
    const references = children(child(node, "allOf")).filter(({ value }) => isObject(value) && "$ref" in value);
    const bases = references.map((inner) => this.#document.resolve(inner));
    return bases.flatMap((base) => [base, ...this.#basesOf(base, [...path, identity(node)])]);
  }

  #addOne(owner: Node, alternatives: readonly Node[], draft: Draft, choice: Choice): boolean {
    if (alternatives.length === 0) return true;
    const property = propertyNameOf(owner);
    return this.#firstThatFits(alternatives, draft, choice, (alternative, attempt) => {
      if (property !== undefined && isObject(alternative.value) && typeof alternative.value["$ref"] === "string") {
        const target = this.#document.resolve(alternative);
        const tag = this.#tagOf(owner, target, property);
        if (tag !== undefined) attempt.tags.set(property, tag);
      }
      return this.#add(alternative, attempt, choice, false);
    });
  }

  /** Tries alternatives from the chosen one on, around; keeps what the first that fits adds. */
  #firstThatFits(
    alternatives: readonly Node[],
    draft: Draft,
    { index }: Choice,
    add: (alternative: Node, attempt: Draft) => boolean,
  ): boolean {
    draft.isChosen = true;
    for (let step = 0; step < alternatives.length; step += 1) {
      const start = index < 0 ? alternatives.length + index : index;
      const alternative = alternatives[(start + step) % alternatives.length];
      const attempt: Draft = {
        parts: [...draft.parts],
        tags: new Map(draft.tags),
        through: [...draft.through],
        isChosen: true,
      };
      if (alternative === undefined || !add(alternative, attempt)) continue;
      draft.parts.splice(0, draft.parts.length, ...attempt.parts);
      draft.through.splice(0, draft.through.length, ...attempt.through);
      for (const [name, tag] of attempt.tags) draft.tags.set(name, tag);
      return true;
    }
    return false;
  }

  /** The values that a schema itself, or what it is composed of, lists for a property. */
  #listed(schema: Node, property: string, depth = 0): readonly unknown[] | undefined {
    if (depth > 9) return undefined;
    const properties = child(schema, "properties");
    const own = properties && child(properties, property);
    const described = own && this.#document.resolve(own).value;
    if (isObject(described) && Object.hasOwn(described, "const")) return [described["const"]];
    if (isObject(described) && Array.isArray(described["enum"])) return described["enum"];
    const inner = children(child(schema, "allOf")).map((one) => this.#document.resolve(one));
    return inner.map((one) => this.#listed(one, property, depth + 1)).findLast((list) => list !== undefined);
  }

  /**
   * The tag that `mapping` gives a schema, else the value that it is fixed to, else its name. `undefined`: the property is
   * as its schema says.
   */
  #tagOf(owner: Node, target: Node, property: string): string | undefined {
    const listed = this.#listed(target, property);
    const mapped = this.#mapped(owner, target);
    if (mapped !== undefined) return mapped;
    const given = isObject(target.value) ? target.value["x-ms-discriminator-value"] : undefined;
    const name = typeof given === "string" ? given : keyOf(target);
    return listed === undefined || listed.includes(name) ? name : undefined;
  }

  #mapped(owner: Node, target: Node): string | undefined {
    const mapping = child(child(owner, "discriminator") ?? owner, "mapping");
    for (const entry of children(mapping)) {
      if (typeof entry.value !== "string") continue;
      const isName = /^[\w.-]+$/.test(entry.value) && !/\.(ya?ml|json)$/.test(entry.value);
      const reference = isName ? `#/components/schemas/${entry.value}` : entry.value;
      if (this.#pointsTo(owner, reference, target)) return keyOf(entry);
    }
    return undefined;
  }

  #pointsTo(owner: Node, reference: string, target: Node): boolean {
    try {
      return identity(this.#document.target(owner, reference)) === identity(target);
    } catch {
      return false;
    }
  }

  #subtypesOf(base: Node): readonly Node[] {
    this.#subtypes ??= this.#findSubtypes();
    return this.#subtypes.get(identity(base)) ?? [];
  }

  #findSubtypes(): Map<string, Node[]> {
    const found = new Map<string, Node[]>();
    const components = child(this.#document.root, "components");
    const schemas = components === undefined ? child(this.#document.root, "definitions") : child(components, "schemas");
    for (const schema of children(schemas)) {
      for (const inner of children(child(schema, "allOf"))) {
        if (!isObject(inner.value) || typeof inner.value["$ref"] !== "string") continue;
        const base = identity(this.#document.resolve(inner));
        found.set(base, [...(found.get(base) ?? []), schema]);
      }
    }
    return found;
  }
}

/** The discriminating property of a schema that lists no alternatives itself: those that extend it are its alternatives. */
function discriminatorOf(node: Node): string | undefined {
  if (!isObject(node.value) || node.value["oneOf"] !== undefined || node.value["anyOf"] !== undefined) return undefined;
  return propertyNameOf(node);
}

/** Swagger 2.0 writes the name alone. */
function propertyNameOf({ value }: Node): string | undefined {
  if (!isObject(value)) return undefined;
  const { discriminator } = value;
  const name = isObject(discriminator) ? discriminator["propertyName"] : discriminator;
  return typeof name === "string" ? name : undefined;
}
