/** Finds out what objects of several shapes look like, as deep as it takes to tell them apart. */

import { wireKind } from "./schemas/converted.js";
import type { Looks, NamedModel, ObjectShape, Pointer, PropertyName, Scalar, Shape, ValueKind } from "./types.js";

/** The named models by the pointer of their schema. */
export type Models = ReadonlyMap<Pointer, NamedModel>;

/** A property as far as conversion knows it: in a union it may be of any of several shapes. */
interface KnownProperty extends PropertyName {
  readonly shape: Shape;
}

/** What is known of the objects of a shape. */
interface ObjectFacts {
  readonly required: ReadonlySet<string>;
  readonly known: ReadonlyMap<string, KnownProperty>;
}

/** Properties of properties of properties are looked at, but no deeper: tables must stay small. */
const depthLimit = 3;
/** So many properties of one object are looked into. */
const breadthLimit = 6;

function objectFacts({ properties }: ObjectShape): ObjectFacts {
  const required = properties.filter((property) => property.required).map((property) => property.wireName);
  const known = properties.map(({ wireName, name, shape }) => [wireName, { wireName, name, shape }] as const);
  return { required: new Set(required), known: new Map(known) };
}

/** Facts that hold for one of several shapes (a union) or for all at once (an intersection). */
function combine(facts: readonly ObjectFacts[], kind: "union" | "intersection"): ObjectFacts | undefined {
  const [first, ...others] = facts;
  if (first === undefined || others.length === 0) return first;
  const known = new Map<string, KnownProperty>();
  for (const property of facts.flatMap((one) => [...one.known.values()])) {
    const before = known.get(property.wireName);
    const shape: Shape = before === undefined ? property.shape : { kind, members: [before.shape, property.shape] };
    known.set(property.wireName, { ...property, shape });
  }
  const everywhere = [...first.required].filter((name) => others.every((one) => one.required.has(name)));
  return { known, required: new Set(kind === "union" ? everywhere : facts.flatMap((one) => [...one.required])) };
}

/** What is known of the objects of a shape; `undefined` if it has none. */
function factsOf(shape: Shape, models: Models, path: readonly Pointer[] = []): ObjectFacts | undefined {
  if (shape.kind === "object") return objectFacts(shape);
  if (shape.kind === "reference") {
    const target = path.includes(shape.to) ? undefined : models.get(shape.to);
    return target && factsOf(target.shape, models, [...path, shape.to]);
  }
  if (shape.kind !== "union" && shape.kind !== "intersection") return undefined;
  const facts = shape.members.flatMap((member) => factsOf(member, models, path) ?? []);
  return combine(facts, shape.kind);
}

/** The shape that a reference stands for, through aliases. */
function resolved(shape: Shape, models: Models): Shape {
  let current = shape;
  for (let step = 0; current.kind === "reference" && step < 20; step += 1) {
    current = models.get(current.to)?.shape ?? { kind: "unknown" };
  }
  return current;
}

/** The values that a property is fixed to, by literals or closed enums; `undefined` if any will do. */
function fixedValues(shape: Shape, models: Models): readonly Scalar[] | undefined {
  const target = resolved(shape, models);
  if (target.kind === "literal") return [target.value];
  if (target.kind === "intersection") {
    const [first, ...others] = target.members.flatMap((member) => {
      const values = fixedValues(member, models);
      return values === undefined ? [] : [values];
    });
    return first?.filter((value) => others.every((list) => list.includes(value)));
  }
  if (target.kind !== "union") return undefined;
  const lists = target.members.map((member) => fixedValues(member, models));
  return lists.every((list) => list !== undefined) ? lists.flatMap((list) => list ?? []) : undefined;
}

/** The JSON kinds of a shape's values; `undefined` if they can be any. */
function kindsOf(shape: Shape, models: Models): readonly ValueKind[] | undefined {
  const target = resolved(shape, models);
  switch (target.kind) {
    case "null":
    case "boolean":
    case "number":
    case "string":
    case "array":
    case "object":
      return [target.kind];
    case "converted":
      // Digits are a number on the wire and text to callers.
      return target.to === "digits" ? ["number", "string"] : [wireKind(target)];
    case "tuple":
      return ["array"];
    case "literal":
      // To the compiler, `typeof` may give any of its eight words.
      return [typeof target.value as "string" | "number" | "boolean"];
    case "other":
      return [target.of];
    case "union": {
      const lists = target.members.map((member) => kindsOf(member, models));
      if (!lists.every((list) => list !== undefined)) return undefined;
      return [...new Set(lists.flatMap((list) => list ?? []))];
    }
    case "intersection":
      return target.members.map((member) => kindsOf(member, models)).find((list) => list !== undefined);
    default:
      return undefined;
  }
}

function areDisjoint(left: readonly unknown[] | undefined, right: readonly unknown[] | undefined): boolean {
  return left !== undefined && right !== undefined && !left.some((one) => right.includes(one));
}

type Pair = readonly [number, number];

/** One comparison of several shapes' objects. */
class Comparison {
  readonly #facts: readonly (ObjectFacts | undefined)[];
  readonly #models: Models;
  readonly #depth: number;
  readonly #looks: Looks[];

  constructor(facts: readonly (ObjectFacts | undefined)[], models: Models, depth: number) {
    this.#facts = facts;
    this.#models = models;
    this.#depth = depth;
    this.#looks = facts.map((one) => this.#plainLooks(one));
  }

  /** What each looks like, and which pairs of them nothing tells apart. */
  result(pairs: readonly Pair[]): { readonly looks: readonly Looks[]; readonly open: readonly Pair[] } {
    let open: readonly Pair[] = pairs.filter((pair) => !this.#differAtOnce(pair));
    let left = this.#depth < depthLimit ? breadthLimit : 0;
    for (const name of this.#shared(open)) {
      if (open.length === 0 || left === 0) break;
      const before = open.length;
      open = this.#lookInto(name, open);
      if (open.length < before) left -= 1;
    }
    return { looks: this.#looks, open };
  }

  #plainLooks(facts: ObjectFacts | undefined): Looks {
    if (facts === undefined) return { required: [], known: [], fixed: [], kinds: [], within: [] };
    const nameOf = ({ wireName, name }: KnownProperty): PropertyName => ({ wireName, name });
    const known = [...facts.known.values()];
    return {
      required: known.filter(({ wireName }) => facts.required.has(wireName)).map(nameOf),
      known: known.map(nameOf),
      fixed: known.flatMap((property) => {
        const values = fixedValues(property.shape, this.#models);
        return values === undefined ? [] : [{ property: nameOf(property), values }];
      }),
      kinds: [],
      within: [],
    };
  }

  /** Whether one demands what the other doesn't know, or a value that the other never has. */
  #differAtOnce([left, right]: Pair): boolean {
    const one = this.#facts[left];
    const other = this.#facts[right];
    if (one === undefined || other === undefined) return false;
    const demandsMore = (own: ObjectFacts, than: ObjectFacts) =>
      [...own.required].some((name) => !than.known.has(name));
    if (demandsMore(one, other) || demandsMore(other, one)) return true;
    return [...one.known.values()].some((property) => {
      const counterpart = other.known.get(property.wireName);
      if (counterpart === undefined || !this.#isRequired(property.wireName, [left, right])) return false;
      return areDisjoint(fixedValues(property.shape, this.#models), fixedValues(counterpart.shape, this.#models));
    });
  }

  /** A value that lacks what only one of two demands is not of that one. */
  #isRequired(name: string, pair: Pair): boolean {
    return pair.some((index) => this.#facts[index]?.required.has(name));
  }

  /** Properties that two of a pair know and describe differently, required ones first. */
  #shared(pairs: readonly Pair[]): readonly string[] {
    const names = new Set<string>();
    for (const [left, right] of pairs) {
      for (const { wireName, shape } of this.#facts[left]?.known.values() ?? []) {
        const other = this.#facts[right]?.known.get(wireName);
        if (other !== undefined && JSON.stringify(other.shape) !== JSON.stringify(shape)) names.add(wireName);
      }
    }
    const isRequired = (name: string) => pairs.some((pair) => this.#isRequired(name, pair));
    return [...[...names].filter(isRequired), ...[...names].filter((name) => !isRequired(name))];
  }

  /** Adds to the looks what a property says about the pairs that are open; gives those that stay so. */
  #lookInto(name: string, open: readonly Pair[]): readonly Pair[] {
    const shapes = this.#facts.map((facts) => facts?.known.get(name)?.shape);
    const kinds = shapes.map((shape) => shape && kindsOf(shape, this.#models));
    const byKind = open.filter(([left, right]) => areDisjoint(kinds[left], kinds[right]));
    this.#add(name, byKind, (looks, property, index) => {
      const own = kinds[index];
      return own === undefined ? looks : { ...looks, kinds: [...looks.kinds, { property, kinds: own }] };
    });
    const rest = open.filter((pair) => !byKind.includes(pair));
    const inner = new Comparison(
      shapes.map((shape) => this.#factsWithin(shape)),
      this.#models,
      this.#depth + 1,
    );
    const facts = (index: number) => inner.#facts[index] !== undefined;
    const comparable = rest.filter(([left, right]) => facts(left) && facts(right));
    const { looks: found, open: alike } = inner.result(comparable);
    const byInside = comparable.filter((pair) => !alike.includes(pair));
    const differing = comparable.filter(
      ([left, right]) => JSON.stringify(found[left]) !== JSON.stringify(found[right]),
    );
    this.#add(name, differing, (looks, property, index) => {
      const own = found[index];
      return own === undefined ? looks : { ...looks, within: [...looks.within, { property, looks: own }] };
    });
    const isSettled = (pair: Pair) =>
      (byKind.includes(pair) || byInside.includes(pair)) && this.#isRequired(name, pair);
    return open.filter((pair) => !isSettled(pair));
  }

  /** Of a property that holds a list, its items are looked at. */
  #factsWithin(shape: Shape | undefined): ObjectFacts | undefined {
    const target = shape && resolved(shape, this.#models);
    return target && factsOf(target.kind === "array" ? target.items : target, this.#models);
  }

  #add(
    name: string,
    pairs: readonly Pair[],
    change: (looks: Looks, property: PropertyName, index: number) => Looks,
  ): void {
    for (const index of new Set(pairs.flat())) {
      const looks = this.#looks[index];
      const property = this.#facts[index]?.known.get(name);
      if (looks === undefined || property === undefined) continue;
      this.#looks[index] = change(looks, { wireName: property.wireName, name: property.name }, index);
    }
  }
}

/** What the objects of each of several shapes look like; `undefined` for a shape that has none. */
export function looksOfAll(shapes: readonly Shape[], models: Models): readonly (Looks | undefined)[] {
  const facts = shapes.map((shape) => factsOf(shape, models));
  const pairs = facts.flatMap((_, left) => facts.slice(left + 1).map((_, step): Pair => [left, left + 1 + step]));
  const { looks } = new Comparison(facts, models, 0).result(pairs);
  return looks.map((one, index) => (facts[index] === undefined ? undefined : one));
}
