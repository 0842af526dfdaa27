/**
 * Turns a document of several files, or of Swagger 2.0, into one value of OpenAPI 3 in which every `$ref` starts with `#`,
 * for tools that read nothing but that.
 */

import { pointerKeys, pointerTo } from "../../diagnostics.js";
import type { SourceDocument } from "../../load/types.js";
import { speaks2020, type Version } from "../context.js";
import {
  assemble,
  child,
  children,
  isListNode,
  isMapping,
  isMappingNode,
  items,
  type MappingNode,
  type Node,
} from "../node.js";
import { References } from "../references.js";
import { Report } from "../report.js";
import { convertSwagger } from "../swagger/index.js";
import type { JsonObject, JsonValue } from "../types.js";
import { readVersion } from "../version.js";
import { type Holding, holding, type Kind, sections } from "./layout.js";

/**
 * Bundles a document. What stands in other files is moved to `components`, under its own name as far as that is free; a
 * reference that leads nowhere is left out. A document that is one already is given as it is, and so is a value that is no
 * OpenAPI document. Says nothing of what is wrong: `normalise` does.
 */
export function bundle(source: SourceDocument): JsonValue {
  const { root, files } = source;
  const { value } = root;
  if (!isMapping(value)) return value;
  const report = new Report();
  const node = { file: root, pointer: "", value };
  const version = readVersion(node, report);
  if (version === undefined) return value;
  const isWhole = files.size === 1 && root.marks.length === 0 && (version === "3.0" || version === "3.1");
  if (isWhole) return value;
  const references = new References(source, version, report);
  const modern = version === "2.0" ? convertSwagger(node, { references, report }) : node;
  return new Bundle(source, version, references).document(modern);
}

/** Something that is moved to `components`. */
interface Moved {
  readonly kind: Kind;
  readonly name: string;
  readonly node: Node;
}

/** What Swagger 2.0 says differently in schemas, in the words of OpenAPI 3.0. */
const modernWords: ReadonlyMap<string, (value: JsonValue) => readonly [string, JsonValue][]> = new Map([
  [
    "type",
    (value) =>
      value === "file"
        ? [
            ["type", "string"],
            ["format", "binary"],
          ]
        : [["type", value]],
  ],
  ["x-nullable", (value) => [["nullable", value]]],
  ["discriminator", (value) => [["discriminator", typeof value === "string" ? { propertyName: value } : value]]],
]);

const identifying: ReadonlySet<string> = new Set(["$id", "$anchor", "$dynamicAnchor"]);

class Bundle {
  readonly #source: SourceDocument;
  readonly #version: Version;
  readonly #references: References;
  readonly #moved = new Map<string, Moved>();
  readonly #taken = new Set<string>();

  constructor(source: SourceDocument, version: Version, references: References) {
    this.#source = source;
    this.#version = version;
    this.#references = references;
  }

  document(root: MappingNode): JsonObject {
    const components = child(root, "components");
    for (const [section, node] of components && isMappingNode(components) ? children(components) : []) {
      if (isMappingNode(node)) for (const name of Object.keys(node.value)) this.#taken.add(`${section}/${name}`);
    }
    const written = this.#fields(root, "document");
    const added = new Map<string, [string, JsonValue][]>();
    // Copying one may add others: a Map's iterator sees them too.
    for (const { kind, name, node } of this.#moved.values()) {
      const section = sections.get(kind) ?? "schemas";
      const entries = added.get(section) ?? [];
      entries.push([name, this.#copy(node, kind)]);
      added.set(section, entries);
    }
    return {
      ...written,
      // The newest version that openapi-typescript knows, and the one that Swagger 2.0 is converted to.
      openapi: speaks2020(this.#version) ? "3.1.0" : "3.0.3",
      components: withAdded(written["components"], added),
    };
  }

  #copy(node: Node, kind: Kind): JsonValue {
    if (!isMappingNode(node)) return node.value;
    if (kind === "pathItem" || kind === "mediaType") return this.#inlined(node, kind);
    const reference = child(node, "$ref") ?? child(node, "$dynamicRef");
    if (typeof reference?.value !== "string" || !sections.has(kind)) return this.#fields(node, kind);
    const { $ref: _, $dynamicRef: __, ...siblings } = this.#fields(node, kind);
    const text = this.#rewritten(reference, reference.value, kind);
    return text === undefined ? siblings : { $ref: text, ...siblings };
  }

  /** A kind that has no section which every tool knows stands where it is referred to. */
  #inlined(node: MappingNode, kind: Kind): JsonValue {
    const target = this.#references.follow(node);
    if (!target || !isMappingNode(target)) return {};
    if (target === node) return this.#fields(node, kind);
    const own = children(node).filter(([key]) => key !== "$ref");
    return this.#fields(assemble(target, [...children(target), ...own]), kind);
  }

  #fields(node: MappingNode, kind: Kind): JsonObject {
    return fromEntries(
      children(node).flatMap(([key, inner]): readonly [string, JsonValue][] => {
        const held = holding(kind, key);
        if (held) return [[key, this.#held(inner, held)]];
        if (kind !== "schema") return [[key, inner.value]];
        if (this.#version === "2.0" && modernWords.has(key)) return modernWords.get(key)?.(inner.value) ?? [];
        // All references are pointers now, from the root: an identifier would give them another beginning.
        if (identifying.has(key)) return [];
        return [[key, key === "discriminator" ? this.#discriminator(inner) : inner.value]];
      }),
    );
  }

  #held(node: Node, { kind, isMap }: Holding): JsonValue {
    if (isListNode(node)) return items(node).map((item) => this.#copy(item, kind));
    if (!isMap) return this.#copy(node, kind);
    if (!isMappingNode(node)) return node.value;
    return fromEntries(children(node).map(([name, inner]) => [name, this.#copy(inner, kind)]));
  }

  #discriminator(node: Node): JsonValue {
    const mapping = isMappingNode(node) ? child(node, "mapping") : undefined;
    if (!isMapping(node.value) || !mapping || !isMappingNode(mapping)) return node.value;
    const entries = children(mapping).map(([tag, target]): [string, JsonValue] => {
      const text = target.value;
      const isReference = typeof text === "string" && /[#/.]/.test(text);
      return [tag, (isReference ? this.#rewritten(target, text, "schema") : undefined) ?? text];
    });
    return { ...node.value, mapping: fromEntries(entries) };
  }

  /** The reference to the same value within the bundle; `undefined` if it leads nowhere. */
  #rewritten(reference: Node, text: string, kind: Kind): string | undefined {
    const target = this.#references.tryTarget(reference, text);
    if (!target) return undefined;
    const { file, pointer } = target;
    if (file !== this.#source.root) return this.#move(target, kind);
    if (this.#version !== "2.0") {
      const isSame = reference.file === file && text.startsWith("#/");
      return isSame && pointerKeys(pointer).length === text.split("/").length - 1 ? text : `#${encode(pointer)}`;
    }
    const definition = /^\/definitions(\/.*)$/.exec(pointer)?.[1];
    return definition === undefined ? this.#move(target, kind) : `#/components/schemas${encode(definition)}`;
  }

  #move(node: Node, kind: Kind): string {
    const section = sections.get(kind) ?? "schemas";
    const key = `${kind} ${this.#references.idOf(node)}`;
    const known = this.#moved.get(key);
    const name = known?.name ?? this.#freeName(node, section);
    if (!known) this.#moved.set(key, { kind, name, node });
    return `#${pointerTo(`/components/${section}`, name)}`;
  }

  #freeName({ file, pointer }: Node, section: string): string {
    const [base = ""] = new URL(file.uri).pathname.split("/").at(-1)?.split(".") ?? [];
    const ideal = (pointerKeys(pointer).at(-1) ?? base).replaceAll(/[^\w.-]/g, "_") || "_";
    let name = ideal;
    for (let count = 2; this.#taken.has(`${section}/${name}`); count += 1) name = `${ideal}_${count}`;
    this.#taken.add(`${section}/${name}`);
    return name;
  }
}

function withAdded(
  components: JsonValue | undefined,
  added: ReadonlyMap<string, readonly [string, JsonValue][]>,
): JsonObject {
  const written = isMapping(components) ? components : {};
  const grown = [...added].map(([section, entries]): [string, JsonValue] => {
    const before = written[section];
    return [section, fromEntries([...(isMapping(before) ? Object.entries(before) : []), ...entries])];
  });
  return { ...written, ...fromEntries(grown) };
}

/** Keys such as `__proto__` become keys. */
function fromEntries(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  return Object.fromEntries(entries);
}

function encode(pointer: string): string {
  return pointer.replaceAll("%", "%25");
}
