/** Turns a document into one of fewer operations, and of no more schemas than those need. */

import { inside } from "./schemas/reach.js";
import { schemasOf } from "./sound.js";
import type { Document, Hook, OmittedOperation, Schema, SchemaId } from "./types.js";

/** What operations are chosen by: one that any of the patterns fits is chosen. */
export interface Selection {
  /** Names of tags. */
  readonly tags?: readonly string[];
  /** `/pets/**`, or with a method `GET /pets/*`: `*` stands for any text within a segment, `**` for any text. */
  readonly paths?: readonly string[];
  /** `get*`: `*` stands for any text. */
  readonly operationIds?: readonly string[];
}

/** Which operations a client has. Without any field: all of them. */
export interface Filters {
  readonly include?: Selection;
  /** What is excluded is left out even if it is included. */
  readonly exclude?: Selection;
  /** `false` leaves out what is deprecated. */
  readonly deprecated?: boolean;
  /** Whether schemas and security schemes that nothing needs are left out; by default if there is any other filter. */
  readonly prune?: boolean;
}

/** What {@link selectOperations} gives. */
export interface Selected {
  readonly document: Document;
  /** The patterns that fit no operation: most likely misspelt. */
  readonly unmatched: readonly string[];
}

/** What a pattern is held against. */
type Candidate = Omit<OmittedOperation, "at">;

/** A pattern and whether it fits an operation. */
interface Matcher {
  readonly pattern: string;
  readonly fits: (candidate: Candidate) => boolean;
}

/** Judges operations by filters, and remembers which patterns fitted one. */
export class Selector {
  readonly #wanted: readonly Matcher[] | undefined;
  readonly #unwanted: readonly Matcher[];
  readonly #deprecated: boolean;
  readonly #matched = new Set<Matcher>();
  #hasRefused = false;

  /** Whether schemas and security schemes that nothing needs are left out. */
  readonly prunes: boolean;

  constructor({ include, exclude, deprecated = true, prune: prunes }: Filters) {
    this.prunes = prunes ?? (include !== undefined || exclude !== undefined || !deprecated);
    this.#wanted = include && matchers(include);
    this.#unwanted = exclude ? matchers(exclude) : [];
    this.#deprecated = deprecated;
  }

  /** Whether an operation is one of those that the client has. */
  chooses(candidate: Candidate): boolean {
    const isIncluded = this.#wanted === undefined || this.#fitsAny(this.#wanted, candidate);
    const isExcluded = this.#fitsAny(this.#unwanted, candidate) || (!this.#deprecated && candidate.deprecated === true);
    const isChosen = isIncluded && !isExcluded;
    this.#hasRefused ||= !isChosen;
    return isChosen;
  }

  /** Whether it has refused an operation so far. */
  get hasRefused(): boolean {
    return this.#hasRefused;
  }

  /** The patterns that fitted no operation so far. */
  get unmatched(): readonly string[] {
    const all = [...(this.#wanted ?? []), ...this.#unwanted];
    return all.filter((one) => !this.#matched.has(one)).map(({ pattern }) => pattern);
  }

  #fitsAny(list: readonly Matcher[], candidate: Candidate): boolean {
    const fitting = list.filter(({ fits }) => fits(candidate));
    for (const matcher of fitting) this.#matched.add(matcher);
    return fitting.length > 0;
  }
}

/** Chooses operations, omitted ones and webhooks (whose name counts as their path). Keeps the order. */
export function selectOperations(document: Document, selector: Selector): Selected {
  const chosen: Document = {
    ...document,
    operations: document.operations.filter((operation) => selector.chooses(operation)),
    omitted: document.omitted.filter((operation) => selector.chooses(operation)),
    webhooks: document.webhooks.filter((hook) => selector.chooses({ ...hook, path: hook.name })),
  };
  return {
    document: selector.prunes ? prune(chosen) : chosen,
    unmatched: selector.unmatched,
  };
}

function matchers({ tags = [], paths = [], operationIds = [] }: Selection): readonly Matcher[] {
  return [
    ...tags.map((pattern): Matcher => ({ pattern, fits: (candidate) => candidate.tags.includes(pattern) })),
    ...paths.map(pathMatcher),
    ...operationIds.map((pattern): Matcher => {
      const expression = glob(pattern, ".*");
      return { pattern, fits: ({ operationId }) => operationId !== undefined && expression.test(operationId) };
    }),
  ];
}

function pathMatcher(pattern: string): Matcher {
  const [, method, path = pattern] = /^([A-Za-z]+)\s+(.*)$/.exec(pattern) ?? [];
  const expression = glob(path, "[^/]*");
  return {
    pattern,
    fits: (candidate) =>
      expression.test(candidate.path) && (method === undefined || candidate.method === method.toUpperCase()),
  };
}

/** `one` is what a single star stands for. */
function glob(pattern: string, one: string): RegExp {
  const parts = pattern.split(/(\*+)/).map((part) => {
    if (part.startsWith("*")) return part === "*" ? one : ".*";
    return part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`, "s");
}

/** The document without schemas and security schemes that none of its operations and webhooks needs. Takes linear time. */
function prune(document: Document): Document {
  const { operations, webhooks, schemas } = document;
  const hooks: readonly Pick<Hook, "parameters" | "responses" | "requestBody">[] = [
    ...operations,
    ...operations.flatMap(({ callbacks }) => callbacks),
    ...webhooks,
  ];
  const needed = reachable(hooks.flatMap(schemasOf), schemas);
  const keys = new Set([document.security, ...operations.map(({ security }) => security)].flat(2));
  return {
    ...document,
    schemas: new Map([...schemas].filter(([id]) => needed.has(id))),
    securitySchemes: document.securitySchemes.filter(({ key }) => keys.has(key)),
  };
}

function reachable(roots: readonly Schema[], schemas: ReadonlyMap<SchemaId, Schema>): ReadonlySet<SchemaId> {
  const subtypes = subtypesOf(schemas);
  const found = new Set<SchemaId>();
  const pending = [...roots];
  for (let schema = pending.pop(); schema; schema = pending.pop()) {
    if (found.has(schema.id)) continue;
    found.add(schema.id);
    pending.push(...inside(schema));
    const targets = [
      ...(schema.ref === undefined ? [] : [schema.ref]),
      ...(schema.discriminator ? [...schema.discriminator.mapping.values(), ...below(schema.id, subtypes)] : []),
    ];
    for (const id of targets) {
      const target = schemas.get(id);
      if (target) pending.push(target);
    }
  }
  return found;
}

/** All that extend a schema, directly or through each other. */
function below(id: SchemaId, subtypes: ReadonlyMap<SchemaId, readonly SchemaId[]>): ReadonlySet<SchemaId> {
  const found = new Set(subtypes.get(id));
  for (const one of found) for (const subtype of subtypes.get(one) ?? []) found.add(subtype);
  return found;
}

/** The schemas that extend another through `allOf`: with a discriminator there, they are values of it too. */
function subtypesOf(schemas: ReadonlyMap<SchemaId, Schema>): ReadonlyMap<SchemaId, readonly SchemaId[]> {
  const subtypes = new Map<SchemaId, SchemaId[]>();
  for (const { id, allOf } of schemas.values()) {
    for (const { ref } of allOf ?? []) {
      if (ref === undefined) continue;
      const known = subtypes.get(ref);
      if (known) known.push(id);
      else subtypes.set(ref, [id]);
    }
  }
  return subtypes;
}
