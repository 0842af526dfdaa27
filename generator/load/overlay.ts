/** Turns the value of a document and an overlay (OpenAPI Overlay 1.0 and 1.1) into the value that the overlay makes of it. */

import { JSONPathError, jsonpath } from "json-p3";
import { pointerTo } from "../diagnostics.js";
import type { Problem } from "./parse.js";
import type { JsonObject, JsonValue } from "./types.js";
import { isList, isMapping } from "./values.js";

/** What an overlay makes of a document. */
export interface Overlaid {
  /** The changed value; the one that was given is left as it was. */
  readonly value: JsonValue;
  /** Pointers into the document: whatever was changed is at or below one of them. */
  readonly changed: readonly string[];
  /** What is wrong with the overlay; pointers lead into it. Nothing was changed by what has a problem. */
  readonly problems: readonly Problem[];
  /** Actions that found nothing to change. */
  readonly warnings: readonly Problem[];
}

type Mutable = JsonValue[] | { [key: string]: JsonValue };

/** What the library reads. It changes nothing, though its types don't say so. */
type Queried = Parameters<typeof jsonpath.query>[1];

/** Where something is: the keys from the root. */
type Way = readonly (string | number)[];

interface Action {
  readonly pointer: string;
  readonly target: string;
  readonly update?: JsonValue;
  readonly copy?: string;
  readonly remove: boolean;
}

/** Applies the actions of an overlay in their order, each to what those before it have made. */
export function applyOverlay(document: JsonValue, overlay: JsonValue): Overlaid {
  const { actions, problems } = readOverlay(overlay);
  const changed: string[] = [];
  const warnings: Problem[] = [];
  // By way of text, so that what a YAML alias stands for is changed in one place only.
  const root = JSON.parse(JSON.stringify({ document })) as { document: JsonValue };
  for (const action of actions) {
    const found = find(root.document, action.target, `${action.pointer}/target`, problems);
    if (found === undefined) continue;
    if (found.length === 0) warnings.push(selectsNothing(action));
    const update = action.copy === undefined ? action.update : copied(root.document, action, action.copy, problems);
    // From the last, so that taking one item out of a list doesn't move those that are still to come.
    for (const way of found.toReversed()) {
      // Without one item, those after it have other places.
      const place = action.remove && typeof way.at(-1) === "number" ? way.slice(0, -1) : way;
      changed.push(place.reduce<string>(pointerTo, ""));
      if (action.remove) removeAt(root, ["document", ...way]);
      else if (update !== undefined) mergeAt(root, ["document", ...way], update);
    }
  }
  return { value: root.document, changed, problems, warnings };
}

function readOverlay(overlay: JsonValue): { actions: readonly Action[]; problems: Problem[] } {
  const version = isMapping(overlay) ? overlay["overlay"] : undefined;
  if (!isMapping(overlay) || typeof version !== "string") {
    return { actions: [], problems: [problem("The file is no overlay: it has no `overlay: 1.0.0`.", "")] };
  }
  if (!/^1\.[01]\./.test(version))
    return { actions: [], problems: [problem(`Version ${version} of overlays isn't known.`, "/overlay")] };
  const list = overlay["actions"];
  if (!isList(list)) return { actions: [], problems: [problem("`actions` must be a list.", "/actions")] };
  const problems: Problem[] = [];
  const actions = list.flatMap((action, index) => readAction(action, `/actions/${index}`, problems));
  return { actions, problems };
}

function readAction(action: JsonValue, pointer: string, problems: Problem[]): readonly Action[] {
  const { target, update, copy, remove = false } = isMapping(action) ? action : {};
  if (typeof target !== "string") problems.push(problem("An action needs a `target`, a JSONPath.", pointer));
  else if (typeof remove !== "boolean") problems.push(problem("`remove` must be true or false.", `${pointer}/remove`));
  else if (copy !== undefined && typeof copy !== "string")
    problems.push(problem("`copy` must be a JSONPath.", `${pointer}/copy`));
  else if (!remove && update === undefined && copy === undefined)
    problems.push(problem("An action needs `update`, `copy` or `remove: true`.", pointer));
  else {
    return [{ pointer, target, remove, ...(update !== undefined && { update }), ...(copy !== undefined && { copy }) }];
  }
  return [];
}

/** Ways to what a JSONPath (RFC 9535) selects, in document order. */
function find(document: JsonValue, path: string, pointer: string, problems: Problem[]): readonly Way[] | undefined {
  try {
    // Its own type of JSON can be written to; a query writes nothing.
    return [...jsonpath.query(path, document as Queried)].map(({ location }) => location);
  } catch (error) {
    if (!(error instanceof JSONPathError)) throw error;
    problems.push(problem(`\`${path}\` is no JSONPath: ${error.message}.`, pointer));
    return undefined;
  }
}

/** The one value that `copy` selects. */
function copied(document: JsonValue, action: Action, path: string, problems: Problem[]): JsonValue | undefined {
  const pointer = `${action.pointer}/copy`;
  const ways = find(document, path, pointer, problems);
  const [way] = ways ?? [];
  if (ways && (way === undefined || ways.length > 1)) {
    problems.push(problem(`\`copy\` must select one value, and \`${path}\` selects ${ways.length}.`, pointer));
  }
  return way && ways?.length === 1 ? way.reduce<JsonValue | undefined>(childOf, document) : undefined;
}

/** Merges into an object, appends to a list, and replaces all else. */
function mergeAt(root: Mutable, way: Way, update: JsonValue): void {
  const parent = parentOf(root, way);
  const key = way.at(-1);
  if (parent === undefined || key === undefined) return;
  const present = childOf(parent, key);
  // An entry to append, even if it is a list itself.
  if (isList(present)) setAt(parent, key, [...present, update]);
  else setAt(parent, key, merged(present, update));
}

/** Objects are merged at all depths, lists are joined, all else is replaced. */
function merged(present: JsonValue | undefined, update: JsonValue): JsonValue {
  if (isList(present) && isList(update)) return [...present, ...update];
  if (!isMapping(present) || !isMapping(update)) return update;
  const names = new Set([...Object.keys(present), ...Object.keys(update)]);
  const fields = [...names].map((name): [string, JsonValue] => {
    const change = ownField(update, name);
    return [name, change === undefined ? (present[name] ?? null) : merged(ownField(present, name), change)];
  });
  return Object.fromEntries(fields);
}

function removeAt(root: Mutable, way: Way): void {
  const parent = parentOf(root, way);
  const key = way.at(-1);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else if (parent !== undefined && key !== undefined) delete parent[key];
}

function parentOf(root: Mutable, way: Way): Mutable | undefined {
  const parent = way.slice(0, -1).reduce<JsonValue | undefined>(childOf, root);
  // All of it is a copy of our own.
  return typeof parent === "object" && parent !== null ? (parent as Mutable) : undefined;
}

function childOf(value: JsonValue | undefined, key: string | number): JsonValue | undefined {
  if (isList(value)) return value[Number(key)];
  return isMapping(value) ? ownField(value, `${key}`) : undefined;
}

function ownField(value: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Assigned, `__proto__` would be no key. */
function setAt(parent: Mutable, key: string | number, value: JsonValue): void {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}

function selectsNothing({ target, pointer }: Action): Problem {
  const message = `\`${target}\` selects nothing in the document.`;
  const help = "The document may have changed: correct the target, or remove the action.";
  return { code: "CW1302", message, help, pointer: `${pointer}/target` };
}

function problem(message: string, pointer: string): Problem {
  return { code: "CW1301", message, help: "See the OpenAPI Overlay Specification, version 1.0 or 1.1.", pointer };
}
