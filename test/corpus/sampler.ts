/** Turns schemas into values that fit them, the same ones every time. */

import {
  anything,
  child,
  children,
  isObject,
  type JsonObject,
  keyOf,
  type Node,
  type RawDocument,
} from "./document.js";
import { enumOf, includesNull, typesOf } from "./keywords.js";
import { type Demand, type Part, SchemaReader } from "./parts.js";
import { textMatching } from "./pattern.js";
import type { Field, Sample } from "./sample.js";
import { instantText, numberFor, numbers, textFor } from "./scalars.js";

/** What a sample is for. */
export interface Purpose {
  /** Requests leave out what is `readOnly`, responses what is `writeOnly`. */
  readonly direction: "request" | "response";
  /** 0: every property, first alternatives. 1: only required ones, last alternatives, null. From 2: further alternatives. */
  readonly variant: number;
  /** `text` has no null and nothing nested; `form` has no null; nor has `parts`, which may be bytes. */
  readonly place: "json" | "text" | "form" | "parts";
  /** Characters that free text also holds. */
  readonly alphabet: string;
  /** Makes names that the document leaves open differ between parameters. */
  readonly salt?: string;
}

interface State extends Purpose {
  readonly depth: number;
  readonly through: readonly string[];
}

/** Values of more nodes than this get only what is required. */
const sizeLimit = 400;
const depthLimit = 7;

export class Sampler {
  readonly #reader: SchemaReader;
  readonly #document: RawDocument;
  #count = 0;

  constructor(document: RawDocument) {
    this.#document = document;
    this.#reader = new SchemaReader(document);
  }

  /** A value that fits the schema; `undefined` if none was found. Without a schema, anything fits. */
  sample(schema: Node, purpose: Purpose): Sample | undefined {
    this.#count = 0;
    return this.#sampleAll([schema], { ...purpose, depth: 0, through: [] });
  }

  /** Where a chosen alternative leads nowhere, the next ones are tried. */
  #sampleAll(nodes: readonly Node[], state: State): Sample | undefined {
    this.#count += 1;
    const first = state.variant === 1 ? -1 : Math.max(0, state.variant - 1);
    const closed = new Set(state.through.filter((id, at) => state.through.indexOf(id) !== at));
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const demand = this.#reader.demand(nodes, { index: first + attempt, closed });
      if (demand === undefined) return undefined;
      const sample = this.#sampleDemand(demand, { ...state, through: [...state.through, ...demand.through] });
      if (sample !== undefined || !demand.isChosen) return sample;
    }
    return undefined;
  }

  #sampleDemand(demand: Demand, state: State): Sample | undefined {
    const parts = demand.parts.map(({ schema }) => schema);
    if (state.variant === 1 && state.depth > 0 && state.place === "json" && this.#isNullable(parts)) {
      return { kind: "plain", value: null };
    }
    const listed = enumOf(parts, state.place !== "json");
    if (listed !== undefined) return this.#chosen(listed, state);
    const types = typesOf(parts);
    const wanted = types.filter((type) => type !== "null");
    if (types.length > 0 && wanted.length === 0) return state.place === "json" ? plain(null) : undefined;
    // Beside alternatives, `nullable` alone is how 3.0 writes null.
    if (types.length === 0 && parts.some(isNullableAlone)) return state.place === "json" ? plain(null) : undefined;
    const type = wanted[Math.max(0, state.variant - 1) % Math.max(1, wanted.length)];
    switch (type) {
      case "object":
        return this.#record(demand, state);
      case "array":
        return this.#list(demand.parts, state);
      case "string":
        return this.#text(parts, state, types.length === 1 || wanted.length === 1);
      case "file":
        return { kind: "bytes", bytes: bytesFor(this.#count) };
      case "integer":
      case "number":
        return this.#number(parts, state, type === "integer");
      case "boolean":
        return plain(this.#count % 2 === 0);
      default:
        return this.#free(state);
    }
  }

  /** Whole numbers in text: `label` parts its values by dots. */
  #number(parts: readonly JsonObject[], { place }: State, isInteger: boolean): Sample | undefined {
    const whole = place === "text" || isInteger ? numberFor(parts, this.#count, true) : undefined;
    return plain(whole ?? numberFor(parts, this.#count, isInteger));
  }

  #free({ place, depth }: State): Sample {
    const text: Sample = { kind: "plain", value: `free${this.#count}` };
    // A form that nothing is said of still has fields.
    if (place === "form" && depth === 0) {
      return { kind: "record", fields: [{ name: "extra_key", sample: text }], declared: [] };
    }
    if (place !== "json") return text;
    return { kind: "free", value: { free_form: [this.#count, "two", { inner_key: null }] } };
  }

  #chosen(values: readonly unknown[], { variant }: State): Sample | undefined {
    const value = variant === 1 ? values.at(-1) : values[Math.max(0, variant - 1) % Math.max(1, values.length)];
    if (value === undefined) return undefined;
    if (value === null || typeof value !== "object") return plain(value);
    return { kind: "free", value };
  }

  #text(parts: readonly JsonObject[], { place, alphabet }: State, isOnly: boolean): Sample | undefined {
    const has = (keyword: string, value: unknown) => parts.some((part) => part[keyword] === value);
    const isBinary =
      has("format", "binary") ||
      parts.some((part) => part["contentMediaType"] !== undefined && part["contentEncoding"] === undefined);
    if (isBinary && place === "parts") return { kind: "bytes", bytes: bytesFor(this.#count) };
    if (has("format", "date-time")) {
      const text = instantText(parts, this.#count);
      if (text !== undefined) return isOnly ? { kind: "instant", text } : plain(text);
    }
    return plain(textFor(parts, this.#count, alphabet));
  }

  /** 3.0's `nullable` says something beside a `type` only. */
  #isNullable(parts: readonly JsonObject[]): boolean {
    const typed = parts.filter(({ type }) => type !== undefined);
    const allowed = ({ type, nullable, "x-nullable": extension }: JsonObject) =>
      [type].flat().includes("null") || nullable === true || extension === true;
    return typed.length > 0 && typed.every(allowed) && parts.every(({ enum: values }) => includesNull(values));
  }

  #list(parts: readonly Part[], state: State): Sample | undefined {
    const schemas = parts.map(({ schema }) => schema);
    const least = Math.max(0, ...numbers(schemas, "minItems"));
    const most = Math.min(Number.POSITIVE_INFINITY, ...numbers(schemas, "maxItems"));
    const prefix = parts.flatMap(({ node }) => children(child(node, "prefixItems")));
    const items = parts.flatMap(({ node }) => child(node, "items") ?? []);
    const wish = Math.max(prefix.length, state.variant === 1 ? 0 : this.#isLarge(state) ? 1 : 2);
    const length = Math.min(Math.max(least, wish), most);
    const isUnique = schemas.some(({ uniqueItems }) => uniqueItems === true);
    const found: Sample[] = [];
    // Items that must differ may take more than one try each.
    for (let index = 0; found.length < length && index < length + (isUnique ? least + 8 : 0); index += 1) {
      const sample = this.#item(prefix[index], items, index, state);
      if (sample === undefined) break;
      if (!isUnique || !found.some((one) => isSame(one, sample))) found.push(sample);
    }
    return found.length < least ? undefined : { kind: "list", items: found };
  }

  #item(own: Node | undefined, items: readonly Node[], index: number, state: State): Sample | undefined {
    if (own === undefined && items.some(({ value }) => value === false)) return undefined;
    const variant = state.variant === 1 || index === 0 ? state.variant : state.variant + index + 1;
    const nodes = own === undefined ? items : [own];
    return nodes.length === 0 ? this.#free(state) : this.#sampleAll(nodes, inside({ ...state, variant }));
  }

  #record(demand: Demand, state: State): Sample | undefined {
    // An object in a part is JSON.
    if (state.place === "parts" && state.depth > 0) return this.#record(demand, { ...state, place: "form" });
    const schemas = demand.parts.map(({ schema }) => schema);
    const described = new Map<string, Node[]>();
    for (const { node } of demand.parts) {
      for (const property of children(child(node, "properties"))) {
        described.set(keyOf(property), [...(described.get(keyOf(property)) ?? []), property]);
      }
    }
    // Without its tag a member of a union is anybody's guess, whether or not the document requires it.
    const required = new Set([
      ...demand.tags.keys(),
      ...schemas.flatMap((schema) => (Array.isArray(schema["required"]) ? schema["required"] : [])),
    ]);
    const undescribed = [...required].filter((name) => typeof name === "string" && !described.has(name));
    const names = [...described.keys(), ...undescribed.filter((name) => typeof name === "string")];
    const least = Math.max(0, ...numbers(schemas, "minProperties"));
    const fields: Field[] = [];
    for (const name of [...names].sort((one, other) => Number(required.has(other)) - Number(required.has(one)))) {
      const nodes = described.get(name) ?? demand.parts.slice(0, 1).map(({ node }) => anything(node));
      const isWanted = required.has(name) || fields.length < least || (state.variant !== 1 && !this.#isLarge(state));
      if (!isWanted || this.#isHidden(nodes, state)) continue;
      const sample = this.#property(name, nodes, demand, state);
      if (sample !== undefined) fields.push({ name, sample });
      else if (required.has(name)) return undefined;
    }
    const most = Math.min(Number.POSITIVE_INFINITY, ...numbers(schemas, "maxProperties"));
    if (state.variant !== 1 || fields.length < least) fields.push(...this.#further(demand.parts, described, state));
    const declared = described.size === 0 ? [] : names;
    return { kind: "record", fields: fields.slice(0, most), declared };
  }

  #property(name: string, nodes: readonly Node[], demand: Demand, state: State): Sample | undefined {
    const tag = demand.tags.get(name);
    if (tag === undefined) return this.#sampleAll(nodes, inside(state));
    const types = nodes
      .map((node) => this.#document.resolve(node).value)
      .flatMap((value) => typesOf(isObject(value) ? [value] : []));
    if (types.length === 0 || types.includes("string")) return plain(tag);
    const isJson = /^(-?\d+(\.\d+)?|true|false)$/i.test(tag);
    return isJson ? plain(JSON.parse(tag.toLowerCase())) : this.#sampleAll(nodes, inside(state));
  }

  /** Properties that only a pattern or `additionalProperties` describes. Their names are data. */
  #further(parts: readonly Part[], described: ReadonlyMap<string, unknown>, state: State): Field[] {
    const rules = (keyword: string) => parts.flatMap(({ node }) => child(node, keyword) ?? []);
    const patterned = rules("patternProperties").flatMap(children);
    const fields = patterned.flatMap((node) => this.#named(textMatching(keyOf(node)), [node], state));
    const open = [...rules("additionalProperties"), ...rules("unevaluatedProperties")];
    if (open.some(({ value }) => value === false) || this.#isLarge(state)) return fields;
    const isFree = described.size === 0 && patterned.length === 0 && open.length === 0;
    if (open.length === 0 && !isFree) return fields;
    const [names] = rules("propertyNames");
    const name = names === undefined ? undefined : this.#sampleAll([names], { ...inside(state), place: "text" });
    // In a query, the names of several free objects stand side by side.
    const key = name?.kind === "plain" ? `${name.value}` : `extra_key${state.salt ?? ""}`;
    const nodes = open.filter(({ value }) => isObject(value));
    return described.has(key) ? fields : [...fields, ...this.#named(key, nodes, state)];
  }

  #named(name: string | undefined, nodes: readonly Node[], state: State): Field[] {
    if (name === undefined) return [];
    const sample = nodes.length === 0 ? this.#free(state) : this.#sampleAll(nodes, inside(state));
    return sample === undefined ? [] : [{ name, sample }];
  }

  #isHidden(nodes: readonly Node[], { direction }: State): boolean {
    const keyword = direction === "request" ? "readOnly" : "writeOnly";
    return nodes.some((node) => {
      const { value } = this.#document.resolve(node);
      return [node.value, value].some((schema) => isObject(schema) && schema[keyword] === true);
    });
  }

  #isLarge({ depth }: State): boolean {
    return depth > depthLimit || this.#count > sizeLimit;
  }
}

function isNullableAlone(part: JsonObject): boolean {
  return part["nullable"] === true && Object.keys(part).length === 1;
}

function inside(state: State): State {
  return { ...state, depth: state.depth + 1 };
}

function plain(value: unknown): Sample | undefined {
  const isPlain =
    value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isPlain ? { kind: "plain", value } : undefined;
}

/** Bytes that no text encoding leaves as they are. */
export function bytesFor(count: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array([0, 255, 13, 10, 128, count % 256]);
}

function isSame(one: Sample, other: Sample): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
