/** Adds to changes the lines of the documents that they are about. */

import type { Change, Diff, Place } from "../diff/index.js";
import { createPlaces } from "../load/index.js";
import type { SourceText } from "../load/types.js";

type Texts = ReadonlyMap<string, SourceText>;

type Find = (pointer: string) => Place | undefined;

/**
 * Says of each change where it is written: in the new document, or in the old one if it is about something that is gone.
 *
 * @param before - The texts of the old document, its root first.
 * @param after - Those of the new one.
 */
export function placeChanges(diff: Diff, before: Texts, after: Texts): Diff {
  const [old, now] = [finderIn(before), finderIn(after)];
  const changes = diff.changes.map((change) => {
    const place = placeOf(change, old, now);
    return place === undefined ? change : { ...change, place };
  });
  return { ...diff, changes };
}

function placeOf({ pointer, member }: Change, old: Find, now: Find): Place | undefined {
  if (pointer === "") return undefined;
  const thing = pointer.replace(/@[a-z]+$/, "");
  const property = member && `${thing}/properties/${escaped(member.name)}`;
  const ofMember = property === undefined ? undefined : (now(property) ?? old(property));
  return ofMember ?? now(thing) ?? old(thing);
}

/** A name as a part of a JSON pointer (RFC 6901, section 3). */
function escaped(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** Parses each text when something in it is asked for. */
function finderIn(texts: Texts): Find {
  const [root] = texts.values();
  const byFile = new Map([...texts.values()].map((source) => [decoded(source.uri), source]));
  const parsed = new Map<SourceText, ReturnType<typeof createPlaces>>();
  return (pointer) => {
    const [prefix = "", ...rest] = pointer.split("#");
    const source = prefix === "" ? root : byFile.get(absolute(prefix, root));
    if (source === undefined) return undefined;
    const find = parsed.get(source) ?? createPlaces(source.text);
    parsed.set(source, find);
    const inFile = rest.join("#");
    // Schemas of Swagger 2.0 are known by the place that they have in OpenAPI 3.
    const known = find(inFile) ?? find(inFile.replace(/^\/components\/schemas\//, "/definitions/"));
    // A parameter is known by its name, and stands in a list.
    const start = known ?? find(inFile.replace(/(\/parameters)\/([a-z]+:|body\/).*$/, "$1"));
    return start && { file: source.name, ...start };
  };
}

function absolute(prefix: string, root: SourceText | undefined): string {
  return URL.canParse(encodeURI(prefix), root?.uri) ? decoded(new URL(encodeURI(prefix), root?.uri).href) : prefix;
}

function decoded(uri: string): string {
  try {
    return decodeURI(uri);
  } catch {
    return uri;
  }
}
