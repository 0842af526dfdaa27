/** Turns Schema Objects into normalised schemas, each once however many references lead to it. */

import type { Code, Location } from "../../diagnostics.js";
import { speaks2020, type Version } from "../context.js";
import { flag, prose } from "../fields.js";
import { isBinaryMediaType } from "../media-types.js";
import { isIgnored, readSchemaNames, settleNames, type WrittenNames } from "../naming.js";
import { at, child, children, isMappingNode, kindOf, type MappingNode, type Node, own } from "../node.js";
import type { References } from "../references.js";
import type { Report } from "../report.js";
import type { Schema, SchemaId, SchemaNames } from "../types.js";
import { modernise } from "./dialect.js";
import { DynamicReferences } from "./dynamic.js";
import type { Part } from "./field.js";
import { assertions, keywords } from "./keywords.js";
import { allowNull, listsForbiddenNull } from "./nullable.js";

/** Keywords beside `$ref` whose loss in OpenAPI 3.0 changes no type; `type` only repeats that of the target. */
const harmlessSiblings: ReadonlySet<string> = new Set([
  "description",
  "title",
  "example",
  "examples",
  "default",
  "deprecated",
  "readOnly",
  "writeOnly",
  "type",
  "externalDocs",
  "xml",
]);

/** Reads the schemas of one document. */
export class Schemas {
  /** Schemas that an error was reported for. What contains them or refers to them is as useless as they are. */
  readonly broken: Set<SchemaId> = new Set();
  readonly #version: Version;
  readonly #report: Report;
  readonly #references: References;
  readonly #dynamic: DynamicReferences;
  readonly #built = new Map<SchemaId, Schema>();
  readonly #named = new Map<SchemaId, Node>();
  readonly #names = new Map<SchemaId, WrittenNames>();

  constructor(version: Version, report: Report, references: References) {
    this.#version = version;
    this.#report = report;
    this.#references = references;
    this.#dynamic = new DynamicReferences(references);
  }

  /** Takes note of component schemas; they are read by {@link finish}. */
  declare(schemas: MappingNode): void {
    for (const [, node] of children(schemas)) {
      if (!isMappingNode(node) || !isIgnored(node)) this.#refer(node);
    }
  }

  /** Reads a schema. What is no schema becomes one that says nothing, after an error was reported. */
  read(node: Node): Schema {
    const id = this.#references.idOf(node);
    const known = this.#built.get(id);
    if (known) return known;
    const schema = this.#build(node, { id, at: at(node) });
    this.#built.set(id, schema);
    // Those that were made to say `nullable` are written nowhere, and so were not read.
    for (const member of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) this.#built.set(member.id, member);
    return schema;
  }

  /** Reads the schema of a body. Where it names no type, a media type of bytes says that they are bytes. */
  readBody(node: Node, mediaType: string): Schema {
    const schema = this.read(node);
    const { never, ref, types, properties, items, allOf, oneOf, anyOf, binary } = schema;
    const says = never ?? ref ?? types ?? properties ?? items ?? allOf ?? oneOf ?? anyOf ?? schema.enum ?? binary;
    return says === undefined && isBinaryMediaType(mediaType) ? { ...schema, binary: true } : schema;
  }

  /** Every schema that is a component or that something refers to. Call it when everything else is read. */
  finish(): ReadonlyMap<SchemaId, Schema> {
    // Reading one may add others: a Map's iterator sees them too.
    return new Map([...this.#readNamed()]);
  }

  /** Every schema that was read, those inside others too. */
  get all(): Iterable<Schema> {
    return this.#built.values();
  }

  /** What extensions call the schemas and the properties that they describe. Call it when everything is read. */
  givenNames(): ReadonlyMap<SchemaId, SchemaNames> {
    return settleNames(this.#names, this.all);
  }

  *#readNamed(): Iterable<[SchemaId, Schema]> {
    for (const [id, node] of this.#named) yield [id, this.read(node)];
  }

  #refer(node: Node): SchemaId {
    const id = this.#references.idOf(node);
    if (!this.#named.has(id)) this.#named.set(id, node);
    return id;
  }

  #build(node: Node, base: { readonly id: SchemaId; readonly at: Location }): Schema {
    if (node.value === true) return base;
    if (node.value === false) return { ...base, never: true };
    if (node.value === null) {
      this.#report.warn("CW2105", "A schema must not be null; it is taken as `{}`.", base.at, "Write `{}`.");
      return base;
    }
    if (isMappingNode(node)) return this.#buildMapping(node, base);
    const message = `A schema must be a mapping but is ${kindOf(node.value)}.`;
    this.#fail(base.id)("CW2101", message, base.at, "Write a Schema Object.");
    return base;
  }

  #buildMapping(written: MappingNode, base: { readonly id: SchemaId; readonly at: Location }): Schema {
    const node = this.#dynamic.enter(written);
    const reference = child(node, "$ref") ?? this.#dynamicReference(node) ?? this.#recursiveReference(node);
    const isAlone = reference !== undefined && !speaks2020(this.#version);
    const part = isAlone ? this.#besideReference(node) : this.#readKeywords(node, base.id);
    const target = reference && this.#references.target(reference);
    if (reference && !target) this.broken.add(base.id);
    const leads = target && this.#lead(node, reference, target, base);
    const names = readSchemaNames(node, this.#report);
    if (names) this.#names.set(base.id, names);
    return this.#withNull(node, { ...base, ...leads, ...part, ...(isIgnored(node) && { ignored: true }) });
  }

  /** A dynamic reference, which 3.1 brought; beside `$ref` there is no room for another. */
  #dynamicReference(node: MappingNode): Node | undefined {
    return speaks2020(this.#version) ? child(node, "$dynamicRef") : undefined;
  }

  /** `$recursiveRef` of draft 2019-09, which `$dynamicRef` has replaced: the schema that a component is the root of. */
  #recursiveReference(node: MappingNode): Node | undefined {
    const written = child(node, "$recursiveRef");
    const [root] = /^\/(components\/schemas|definitions)\/[^/]+/.exec(node.pointer) ?? [];
    if (!written || root === undefined) return undefined;
    const message = "`$recursiveRef` belongs to an older JSON Schema; it is taken for the whole component.";
    this.#report.warn("CW2105", message, at(written), `Write \`$ref: "#${root}"\`.`);
    return { ...written, value: `#${root}` };
  }

  /** What a reference adds to the schema it stands in: the target's identity, or all that the target says. */
  #lead(
    node: MappingNode,
    reference: Node,
    target: Node,
    base: { readonly id: SchemaId; readonly at: Location },
  ): Part | Schema {
    const isDynamic = reference.pointer.endsWith("/$dynamicRef");
    const meant = isDynamic ? this.#dynamic.meant(node, String(reference.value), target) : target;
    const instance = this.#dynamic.instance(node, meant);
    if (!instance) return { ref: this.#refer(meant) };
    return instance.how === "in place" ? this.#build(instance.node, base) : { ref: this.#refer(instance.node) };
  }

  #readKeywords(node: MappingNode, id: SchemaId): Part {
    const parent = { ...node, value: modernise(node.value) };
    const shared = {
      parent,
      version: this.#version,
      report: this.#report,
      references: this.#references,
      schema: (inner: Node) => this.read(inner),
      refer: (target: Node) => this.#refer(target),
      fail: this.#fail(id),
    };
    const part: Part = {};
    const isSilent = this.#references.isSilent(node);
    for (const [name, inner] of children(parent)) {
      const read = keywords.get(name);
      if (!read || (isSilent && assertions.has(name))) continue;
      Object.assign(part, read({ ...shared, found: part, name, node: inner }));
    }
    return part;
  }

  /** In 3.0 nothing beside `$ref` has an effect; a description is kept because it can do no harm. */
  #besideReference(node: MappingNode): Part {
    const lost = Object.keys(node.value).filter((key) => keywords.has(key) && !harmlessSiblings.has(key));
    if (lost.length > 0) {
      const words = lost.map((key) => `\`${key}\``).join(", ");
      const help = "Put both into `allOf`, or move to OpenAPI 3.1.";
      this.#report.inform("CW2106", `${words} beside \`$ref\` has no effect before OpenAPI 3.1.`, at(node), help);
    }
    const description = prose(node, "description", this.#report);
    return description === undefined ? {} : { description };
  }

  #withNull(node: MappingNode, schema: Schema): Schema {
    // `x-nullable` is how Swagger 2.0 documents say it; converted ones still do.
    const isNullable = ["nullable", "x-nullable"].some(
      (key) => own(node.value, key) !== undefined && flag(node, key, this.#report) === true,
    );
    const written = child(node, "nullable");
    if (isNullable && written && speaks2020(this.#version)) {
      const help = 'Write `type: [string, "null"]` with the type it has.';
      this.#report.warn("CW2105", "`nullable` belongs to OpenAPI 3.0; it is understood.", at(written), help);
    }
    // `type: [string, "null"]` beside values without null is 3.1 for what `nullable` says in 3.0.
    const listsTooFew = schema.enum && own(node.value, "const") === undefined && schema.types?.includes("null");
    if (isNullable || listsTooFew) return allowNull(schema);
    if (!listsForbiddenNull(schema)) return schema;
    const help = 'Add "null" to `type` (in OpenAPI 3.0: `nullable: true`), or remove null from the values.';
    this.#report.warn("CW2105", "Null is among the values but not among the types; it is allowed.", at(node), help);
    return allowNull(schema);
  }

  #fail(id: SchemaId): (code: Code, message: string, place: Location, help: string) => void {
    return (code, message, place, help) => {
      this.broken.add(id);
      this.#report.error(code, message, place, help);
    };
  }
}
