/** What the builders of one model share: the document, the options, the names given so far, and what they have to say. */

import type { Code, Diagnostic, Location, Severity } from "../diagnostics.js";
import type { Document, Schema, SchemaId } from "../normalise/types.js";
import { Scope } from "./naming/allocate.js";
import { Alternatives } from "./naming/alternatives.js";
import { givenNames } from "./naming/given.js";
import { type Displaced, NameLedger, type Wish } from "./naming/ledger.js";
import { placeName } from "./naming/places.js";
import { isReservedExport } from "./naming/reserved.js";
import { isExported } from "./naming/roles.js";
import { Hierarchy } from "./schemas/hierarchy.js";
import type { Docs, EnumConstant, Lock, ModelOptions, ModelUse, Pointer, Shape } from "./types.js";
import { writtenSchemas } from "./written.js";

/** A named model before it is known where it lives and whether it needs a codec. */
export interface ModelDraft {
  readonly pointer: Pointer;
  readonly name: string;
  readonly docs: Docs;
  readonly shape: Shape;
  readonly constants?: readonly EnumConstant[];
}

/**
 * How schemas become shapes. Objects, unions and compositions hold schemas and are schemas: they reach each other through
 * this table, so that their modules needn't import each other in a circle.
 */
export interface SchemaShapes {
  shapeOf(schema: Schema, context: BuildContext, name: string): Shape;
  declaredShape(schema: Schema, context: BuildContext, name: string): Shape;
  sayable(schema: Schema, context: BuildContext): Schema;
}

/** What is said once for all places; `%` is where their number goes, `$` what it is about. */
const tallies = {
  CW3006: "This response% can be had in several media types: JSON is asked for.",
  CW3008: "This text% is given as it comes, not as its schema describes it.",
  CW3020: "Bytes in this request% are given as text: only multipart bodies have a place for them.",
  CW3021: "This parameter% holds values inside values: OpenAPI has no form for them, so they are written as JSON.",
  CW3009: "This redirect% is followed within the origin and refused beyond: it is no response of the operation.",
  CW3918: "The members of this union% have nothing in their types by which code could tell them apart.",
  CW3902: "`$`% can't be said in types, which allow more values.",
} as const;

type Tally = keyof typeof tallies;

/** One build of a model under way. */
export class BuildContext {
  readonly shapes: SchemaShapes;
  readonly document: Document;
  readonly options: ModelOptions;
  /** What earlier runs decided. */
  readonly lock: Lock;
  readonly ledger: NameLedger;
  readonly alternatives: Alternatives;
  /** Which schemas a discriminator makes the subtypes of which. */
  readonly hierarchy: Hierarchy;
  /** Every exported name of the package. */
  readonly exports: Scope;
  /** In the order in which they are printed: a model stands before the models made from its inner objects. */
  readonly models: Map<Pointer, ModelDraft>;
  /** Which way the values of models went when these came into use, forms of theirs aside. */
  readonly uses: Map<Pointer, ModelUse> = new Map();
  /** Models whose form is that of what is sent. */
  readonly sentForms: Set<Pointer> = new Set();
  /** Inline schemas that were met again inside themselves: only a name can say that. */
  readonly referenced: Set<Pointer> = new Set();
  /** Schemas that were put together of several, none of which has a name. */
  readonly merged: Map<SchemaId, Schema> = new Map();
  readonly diagnostics: Diagnostic[] = [];
  readonly #tallies = new Map<
    string,
    { readonly code: Tally; readonly subject: string; readonly places: Map<string, Location> }
  >();
  /** The first operation of each operationId, by pointer. */
  readonly operationIds: ReadonlyMap<string, Pointer>;
  /** Models and operations with an error in them: left out under `--keep-going`. */
  readonly broken: Set<Pointer> = new Set();
  #owner: Pointer = "";

  constructor(document: Document, options: ModelOptions, lock: Lock, shapes: SchemaShapes) {
    this.shapes = shapes;
    this.document = document;
    this.options = options;
    this.lock = lock;
    this.ledger = new NameLedger(lock, givenNames(document, options));
    this.alternatives = new Alternatives(this.ledger.lockedNames);
    this.hierarchy = new Hierarchy(document.schemas);
    this.exports = new Scope(isReservedExport);
    this.models = new Map();
    const owners = document.operations.map(({ operationId, id }) => [operationId ?? id, id] as const);
    this.operationIds = new Map(owners.reverse());
    this.#claimGiven();
    this.#claimLocked();
    this.#claimAliases();
  }

  /** Takes the names that were given on purpose off the market before anything else can have them. */
  #claimGiven(): void {
    for (const [pointer, { name }] of this.ledger.givenNames) {
      if (isExported(pointer)) this.exports.choose(name, pointer);
    }
  }

  /** Takes the names of whatever is still in the document off the market before anything new can have them. */
  #claimLocked(): void {
    const { operations, webhooks } = this.document;
    const hooks = [...webhooks, ...operations.flatMap(({ callbacks }) => callbacks)];
    const written = new Set([...operations, ...hooks].map(({ id }) => id));
    for (const id of writtenSchemas(this.document).keys()) written.add(id);
    if (hooks.length > 0) for (const map of ["#webhooks", "#callbacks"]) written.add(map);
    const isAlive = (key: Pointer): boolean => {
      // A form of a part of a schema: `…@object@input`.
      const pointer = key.replace(/(@[a-z]+)+$/, "");
      if (written.has(pointer) || pointer === "#resource") return true;
      const end = pointer.lastIndexOf("/");
      return end > 0 && isAlive(pointer.slice(0, end));
    };
    // What an error keeps out of this run may come back in the next.
    const isPartial = this.document.omitted.length > 0;
    const hasNewName = this.options.name !== undefined && this.options.name !== this.ledger.locked("#client");
    for (const [pointer, name] of this.ledger.lockedNames) {
      const isClient = pointer === "#client" || pointer === "#options";
      const isKept = isClient ? !hasNewName : isPartial || isAlive(pointer);
      if (isExported(pointer) && isKept && this.ledger.given(pointer) === undefined) this.exports.claim(name, pointer);
    }
  }

  /** Takes what things were called before a person renamed them off the market, too. */
  #claimAliases(): void {
    for (const pointer of Object.keys(this.lock.aliases).filter(isExported)) {
      for (const alias of this.aliasesOf(pointer)) this.exports.claim(alias, pointer);
    }
  }

  /** What something was called before; these names stay beside the present one. */
  aliasesOf(pointer: Pointer): readonly string[] {
    return Object.hasOwn(this.lock.aliases, pointer) ? (this.lock.aliases[pointer] ?? []) : [];
  }

  /** Runs `build` with errors counted against `owner`: the pointer of a model or an operation. */
  within<T>(owner: Pointer, build: () => T): T {
    const outer = this.#owner;
    this.#owner = owner;
    try {
      return build();
    } finally {
      this.#owner = outer;
    }
  }

  report(code: Code, severity: Severity, message: string, at: Location, help?: string): void {
    this.diagnostics.push({ code, severity, message, at, ...(help === undefined ? {} : { help }) });
    if (severity === "error") this.broken.add(this.#owner);
  }

  /** Reports what may be found more than once, the first time. */
  reportOnce(code: Code, severity: Severity, message: string, at: Location, help: string): void {
    const isKnown = this.diagnostics.some((one) => one.code === code && one.message === message);
    if (!isKnown) this.report(code, severity, message, at, help);
  }

  /**
   * Counts what would be tedious to hear of each time; {@link reportTallies} says it once.
   *
   * @param subject - What it is about, if that isn't always the same: each is counted by itself.
   */
  tally(code: Tally, at: Location, subject = ""): void {
    const key = `${code} ${subject}`;
    const { places } = this.#tallies.get(key) ?? { places: new Map<string, Location>() };
    const place = `${at.file} ${at.pointer}`;
    if (!places.has(place)) places.set(place, at);
    this.#tallies.set(key, { code, subject, places });
  }

  /** Says once what was counted, at its first place. */
  reportTallies(): void {
    for (const { code, subject, places } of this.#tallies.values()) {
      const [first, ...others] = places.values();
      if (first === undefined) continue;
      const more = others.length === 0 ? "" : ` (and ${others.length} more like it)`;
      this.report(code, "information", tallies[code].replace("$", () => subject).replace("%", more), first);
    }
  }

  /** Says that this version has no way to do something; the operation or model at hand is left out. */
  refuse(code: Code, message: string, at: Location): void {
    this.report(code, "error", message, at, "Run with --keep-going to leave out what needs it and have the rest.");
  }

  /**
   * The exported name for something: the one that was given on purpose, or the one the lock holds, else the first free
   * candidate. Says so when it is not the ideal one, unless that is to be expected.
   */
  name(pointer: Pointer, candidates: readonly [string, ...string[]], at: Location, isExpected = false): string {
    const isNew = this.ledger.locked(pointer) === undefined && this.ledger.given(pointer) === undefined;
    const name = this.ledger.settle({ pointer, candidates }, this.exports, (one) => this.reportDisplaced(one, at));
    this.ledger.record(pointer, name);
    if (name !== candidates[0] && isNew && !isExpected) {
      const message = `"${candidates[0]}" is taken or reserved, so "${name}" is used instead.`;
      this.report("CW3001", "information", message, at);
    }
    return name;
  }

  /** Names that live in a scope of their own, such as the methods of a resource. */
  nameAll(wishes: readonly Wish[], scope: Scope, at: Location): Map<Pointer, string> {
    const names = this.ledger.allocate(wishes, scope, (one) => this.reportDisplaced(one, at));
    for (const [pointer, name] of names) this.ledger.record(pointer, name);
    return names;
  }

  /** Says that something can't have the name that it was given, or that it had until somebody gave that to another. */
  reportDisplaced({ given, wanted, name }: Displaced, at: Location): void {
    const message =
      given === undefined
        ? `"${wanted}" was given to something else, so this is called "${name}" from now on: callers must change.`
        : `"${wanted}" is taken or reserved, so "${name}" is used instead.`;
    this.report("CW3010", "warning", message, given?.at ?? at, "Choose another name, or rename what has it.");
  }

  /**
   * The name for a model made of an inline schema: after where it stands in the named schema that holds it, however one
   * came there, or in an inline one whose name is locked; in an operation, `hint`.
   */
  nameInline(schema: Schema, hint: string): string {
    const inner: string[] = [];
    let holder = schema.id.replace(/@(object|merged)$/, "");
    const isBase = (id: Pointer) =>
      this.document.schemas.has(id) ||
      (inner.length > 0 && this.models.has(id) && this.ledger.locked(id) !== undefined);
    while (holder !== "" && !isBase(holder)) {
      const end = holder.lastIndexOf("/");
      inner.unshift(holder.slice(end + 1));
      holder = end < 0 ? "" : holder.slice(0, end);
    }
    const base = this.ledger.names[holder] ?? this.ledger.locked(holder);
    const suffix = schema.id.endsWith("@object") ? "Object" : "";
    const way = placeName(inner, (place, ideal) => this.alternatives.number(`${holder}/${place.join("/")}`, ideal));
    return this.name(schema.id, [base === undefined || inner.length === 0 ? hint : base + way + suffix], schema.at);
  }

  /** The schema behind a reference, or `undefined` if it doesn't exist (normalise has reported it). */
  schema(id: SchemaId): Schema | undefined {
    return this.document.schemas.get(id);
  }
}
