/**
 * Turns naming extensions into the names that a document's author wants: clientwright's own, and those of Speakeasy,
 * Stainless and Fern, which real documents carry. Of several, ours wins, then theirs in that order.
 */

import { at, child, isList, isListNode, isMappingNode, items, type MappingNode, type Node, own } from "./node.js";
import type { Report } from "./report.js";
import type { GivenName, GivenPath, OperationNames, Schema, SchemaId, SchemaNames } from "./types.js";

/** Where an extension keeps a name: in its value, or further inside. Ours is taken to the letter, others' are cased. */
interface Source {
  readonly key: string;
  readonly inside?: (value: Node) => Node | undefined;
}

function isOurs({ key }: Source): boolean {
  return key.startsWith("x-clientwright-");
}

/** `x-stainless-naming` names things by language. */
function stainless(field: string): Source {
  const inside = (value: Node): Node | undefined => {
    const languages = isMappingNode(value) ? [child(value, "typescript"), child(value, "node")] : [];
    for (const language of languages) {
      const name = language && isMappingNode(language) ? child(language, field) : undefined;
      if (name) return name;
    }
    return undefined;
  };
  return { key: "x-stainless-naming", inside };
}

/** `x-stainless-method` is a resource and a method in one, alone or as `path` beside other settings. */
const stainlessMethod: Source = {
  key: "x-stainless-method",
  inside: (value) => (isMappingNode(value) ? child(value, "path") : value),
};

const speakeasyName: Source = { key: "x-speakeasy-name-override" };
const ourName: Source = { key: "x-clientwright-name" };

/** Whatever may be declared, and whatever has at least something to make such a name of. */
const identifierPattern = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;
const telling = /[\p{L}\p{N}]/u;

/** What the extensions of a schema say before it is known whether it stands in `properties`. */
export interface WrittenNames {
  /** Of the property if there is one, else of the type. */
  readonly own?: GivenName;
  readonly type?: GivenName;
  readonly property?: GivenName;
}

/** Reads the names that a schema's extensions give to its type, and to the property whose value it describes. */
export function readSchemaNames(schema: MappingNode, report: Report): WrittenNames | undefined {
  const own = firstName(schema, [ourName, speakeasyName], report);
  const type = firstName(schema, [stainless("model_name"), { key: "x-fern-type-name" }], report);
  const propertySources = [stainless("property_name"), { key: "x-fern-property-name" }];
  const property = firstName(schema, propertySources, report);
  if (!own && !type && !property) return undefined;
  return { ...(own && { own }), ...(type && { type }), ...(property && { property }) };
}

/** Settles what each name is about. Takes time only where there are names. */
export function settleNames(
  written: ReadonlyMap<SchemaId, WrittenNames>,
  schemas: Iterable<Schema>,
): ReadonlyMap<SchemaId, SchemaNames> {
  if (written.size === 0) return new Map();
  const properties = new Set(
    [...schemas].flatMap((schema) => [...(schema.properties?.values() ?? [])]).map(({ id }) => id),
  );
  return new Map(
    [...written].map(([id, { own, type, property }]): [SchemaId, SchemaNames] => {
      const isProperty = properties.has(id);
      const typeName = (isProperty ? undefined : own) ?? type;
      const propertyName = isProperty ? (own ?? property) : undefined;
      return [id, { ...(typeName && { type: typeName }), ...(propertyName && { property: propertyName }) }];
    }),
  );
}

/** Reads the name of a parameter in the input of its operation. */
export function readParameterName(parameter: MappingNode, report: Report): GivenName | undefined {
  const sources = [ourName, speakeasyName, stainless("method_argument"), { key: "x-fern-parameter-name" }];
  return firstName(parameter, sources, report);
}

/** Reads the name of the credential that satisfies a security scheme. */
export function readSchemeName(scheme: MappingNode, report: Report): GivenName | undefined {
  return firstName(scheme, [ourName], report);
}

/** Reads the resource that a tag stands for. */
export function readTagPath(tag: MappingNode, report: Report): GivenPath | undefined {
  return firstPath(tag, [ourName], report);
}

/** Reads the names of an operation: of its function, its method and the resource that has it. */
export function readOperationNames(operation: MappingNode, report: Report): OperationNames | undefined {
  const functionName = firstName(operation, [ourName], report);
  const method = readMethodName(operation, report);
  const group = readGroup(operation, report);
  if (!functionName && !method && !group) return undefined;
  return { ...(functionName && { function: functionName }), ...(method && { method }), ...(group && { group }) };
}

function readMethodName(operation: MappingNode, report: Report): GivenName | undefined {
  const lastPart: Source = {
    key: stainlessMethod.key,
    inside: (value) => mapText(stainlessMethod.inside?.(value), (text) => text.slice(text.lastIndexOf(".") + 1)),
  };
  const sources = [{ key: "x-clientwright-method" }, speakeasyName, lastPart, { key: "x-fern-sdk-method-name" }];
  return firstName(operation, sources, report);
}

function readGroup(operation: MappingNode, report: Report): GivenPath | undefined {
  const allButLast: Source = {
    key: stainlessMethod.key,
    inside: (value) => {
      const path = stainlessMethod.inside?.(value);
      // A method of the client itself: where it goes is for its tag or path to say.
      if (typeof path?.value === "string" && !/^(?!\$client\.).*\./.test(path.value)) return undefined;
      return mapText(path, (text) => text.slice(0, text.lastIndexOf(".")));
    },
  };
  const sources = [
    { key: "x-clientwright-group" },
    { key: "x-speakeasy-group" },
    allButLast,
    { key: "x-fern-sdk-group-name" },
  ];
  return firstPath(operation, sources, report);
}

function mapText(node: Node | undefined, change: (text: string) => string): Node | undefined {
  return typeof node?.value === "string" ? { ...node, value: change(node.value) } : node;
}

/** The first name that is one; a value that can't be is passed over with a warning. */
function firstName(parent: MappingNode, sources: readonly Source[], report: Report): GivenName | undefined {
  for (const source of sources) {
    const node = valueUnder(parent, source);
    if (!node) continue;
    const isExact = isOurs(source);
    const { value } = node;
    const isName = isExact ? identifierPattern : telling;
    if (typeof value === "string" && isName.test(value)) return { name: value, isExact, at: at(node) };
    reportNoName(source, node, report);
  }
  return undefined;
}

/** The first resource path that is one: parts joined by dots, or a list of them. */
function firstPath(parent: MappingNode, sources: readonly Source[], report: Report): GivenPath | undefined {
  for (const source of sources) {
    const node = valueUnder(parent, source);
    if (!node) continue;
    const isExact = isOurs(source);
    const path = partsOf(node);
    const isPart = isExact ? identifierPattern : telling;
    if (path.length > 0 && path.every((part) => isPart.test(part))) return { path, isExact, at: at(node) };
    reportNoName(source, node, report);
  }
  return undefined;
}

function valueUnder(parent: MappingNode, { key, inside }: Source): Node | undefined {
  const node = child(parent, key);
  if (!node || node.value === null) return undefined;
  return inside ? inside(node) : node;
}

function partsOf(node: Node): readonly string[] {
  if (typeof node.value === "string") return node.value.split(".");
  return isListNode(node) ? items(node).map(({ value }) => (typeof value === "string" ? value : "")) : [];
}

function reportNoName({ key }: Source, node: Node, report: Report): void {
  const help = "Write a name such as `createUser`; a resource inside another is written `admin.users`.";
  report.warn("CW2501", `The value of \`${key}\` is no name; it is ignored.`, at(node), help);
}

/** Extensions by which an author keeps something out of clients. */
const marks = ["x-clientwright-ignore", "x-speakeasy-ignore", "x-stainless-skip", "x-fern-ignore"] as const;

/** Whether an extension keeps a thing out of clients. `x-stainless-skip` may list the languages that it is about. */
export function isIgnored(parent: MappingNode): boolean {
  return marks.some((key) => {
    const value = own(parent.value, key);
    return (
      value === true || (isList(value) && value.some((language) => language === "node" || language === "typescript"))
    );
  });
}
