/** Turns the place of a value into its identity in a file: its pointer, but of what stands in a list of parameters by name. */

import { pointerKeys, pointerTo } from "../diagnostics.js";
import type { JsonValue, SourceFile } from "../load/types.js";
import { isList, isMapping, own } from "./node.js";

/** A list of parameters and the index of one. */
const parameter = /^(.*?\/parameters)\/(\d+)(?=\/|$)/;

/** Gives identities to the values of a document. */
export class Identities {
  readonly #lists = new Map<SourceFile, Map<string, readonly (string | undefined)[]>>();

  /**
   * The pointer of a value with `query:limit` in the place of a parameter's index, so that another parameter before it moves
   * nothing. A second parameter of the same name, which no request has, keeps its index.
   */
  of(file: SourceFile, pointer: string): string {
    const [found, list = "", index = ""] = parameter.exec(pointer) ?? [];
    if (found === undefined) return pointer;
    const name = this.#namesOf(file, list)[Number(index)];
    return name === undefined ? pointer : pointerTo(list, name) + pointer.slice(found.length);
  }

  #namesOf(file: SourceFile, list: string): readonly (string | undefined)[] {
    const lists = this.#lists.get(file) ?? new Map<string, readonly (string | undefined)[]>();
    this.#lists.set(file, lists);
    const known = lists.get(list);
    if (known !== undefined) return known;
    const names = namesIn(valueAt(file.value, list));
    lists.set(list, names);
    return names;
  }
}

/**
 * Place and name of each parameter of a list; of none that is a reference or isn't the first of its name. What the body of
 * Swagger 2.0 is called says nothing: there is but one.
 */
function namesIn(list: JsonValue | undefined): readonly (string | undefined)[] {
  if (!isList(list)) return [];
  const names = list.map((one) => {
    const [place, name] = isMapping(one) ? [own(one, "in"), own(one, "name")] : [];
    if (place === "body") return place;
    return typeof place === "string" && typeof name === "string" ? `${place.toLowerCase()}:${name}` : undefined;
  });
  return names.map((name, index) => (names.indexOf(name) === index ? name : undefined));
}

function valueAt(root: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const key of pointerKeys(pointer)) {
    if (isList(value)) value = value[Number(key)];
    else value = isMapping(value) ? own(value, key) : undefined;
  }
  return value;
}
