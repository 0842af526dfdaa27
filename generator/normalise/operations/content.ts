/** Turns `content` and its Media Type Objects into media types with normalised schemas. */

import { pointerTo } from "../../diagnostics.js";
import type { Context } from "../context.js";
import { asMapping } from "../fields.js";
import { reportUnknownFields } from "../known-fields.js";
import { bareMediaType, isBinaryMediaType, isMediaType, mediaTypeMeant } from "../media-types.js";
import { passOverNewer } from "../newer.js";
import { at, atKey, child, children, isList, isMappingNode, type MappingNode, type Node } from "../node.js";
import type { JsonValue, MediaType } from "../types.js";
import { readEncoding } from "./encoding.js";

/**
 * Reads the media types of a `content` mapping. `undefined` if an error was reported. Those that differ only in parameters
 * (`application/json; charset=utf-8`) become one.
 */
export function readContent(content: MappingNode, context: Context): readonly MediaType[] | undefined {
  const types = new Map<string, MediaType>();
  const firsts = new Map<string, Node>();
  let isBroken = false;
  for (const [name, node] of children(content)) {
    if (name.startsWith("x-")) continue;
    const names = readTypes(name, node, context);
    const [type] = names;
    const media = type === undefined ? undefined : readMediaType(type, node, context);
    isBroken ||= type !== undefined && !media;
    for (const own of media ? names : []) {
      const first = firsts.get(own);
      if (first) reportSecond(own, first, node, context);
      else if (media) {
        firsts.set(own, node);
        types.set(own, { ...media, type: own });
      }
    }
  }
  return isBroken ? undefined : [...types.values()];
}

/** The media types that a name stands for: itself, unless it is none; one that is nothing is left out with a warning. */
function readTypes(name: string, node: Node, { report }: Context): readonly string[] {
  if (isMediaType(name)) return [bareMediaType(name)];
  const words = name.split(",").map((word) => (isMediaType(word) ? bareMediaType(word) : mediaTypeMeant(word)));
  const meant = [...new Set(words)].filter((word) => word !== undefined);
  const taken = meant.map((word) => `\`${word}\``).join(" and ");
  const what = meant.length === 0 ? "it is left out" : `it is taken as ${taken}`;
  const help = "Write one such as `application/json`.";
  report.warn("CW2103", `\`${name}\` is not a media type; ${what}.`, atKey(node), help);
  return meant;
}

function reportSecond(type: string, first: Node, second: Node, { report }: Context): void {
  if (JSON.stringify(first.value) === JSON.stringify(second.value)) return;
  const message = `\`${type}\` stands twice, with other parameters; the first is used.`;
  report.warn("CW2106", message, atKey(second), "Keep one of them.");
}

function readMediaType(type: string, node: Node, context: Context): MediaType | undefined {
  const { report, schemas, references } = context;
  // From 3.2 on a media type may be a reference.
  const target = references.follow(node);
  const media = target && target.value !== null && asMapping(target, type, report);
  if (target?.value === null) return { type, examples: [], encoding: new Map(), at: at(node) };
  if (!media) return undefined;
  reportUnknownFields(media, "a media type", context);
  passOverNewer(media, ["itemSchema", "prefixEncoding", "itemEncoding"], context);
  const schemaNode = child(media, "schema");
  const schema = schemaNode ? schemas.readBody(schemaNode, type) : undefined;
  return {
    type,
    ...(schema ? { schema } : bytes(media, type, context)),
    examples: readExamples(media, context),
    encoding: readEncoding(media, type, context),
    at: at(media),
  };
}

/** A media type of bytes needs no schema to say so. */
function bytes(media: MappingNode, type: string, { references }: Context): Pick<MediaType, "schema"> {
  if (!isBinaryMediaType(type)) return {};
  const id = pointerTo(references.idOf(media), "schema");
  return { schema: { id, at: at(media), binary: true } };
}

/** The values of `example` and `examples` of a parameter, header or media type. One that can't be found is left out. */
export function readExamples(parent: MappingNode, { report, references }: Context): readonly JsonValue[] {
  const single = child(parent, "example");
  const named = child(parent, "examples");
  const values: JsonValue[] = single ? [single.value] : [];
  if (!named) return values;
  if (isList(named.value)) return [...values, ...named.value];
  if (!isMappingNode(named)) return values;
  for (const [, node] of children(named)) {
    const reference = isMappingNode(node) ? child(node, "$ref") : undefined;
    const text = reference?.value;
    const target = reference && typeof text === "string" ? references.tryTarget(reference, text) : node;
    if (!target)
      report.warn("CW2201", `\`${text}\` points to nothing.`, at(reference ?? node), "Correct the reference.");
    const value = target && isMappingNode(target) ? (child(target, "value") ?? child(target, "dataValue")) : undefined;
    if (value) values.push(value.value);
  }
  return values;
}
