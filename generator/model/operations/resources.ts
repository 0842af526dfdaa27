/** Groups operations under the resources that callers find them by. */

import type * as document from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { Scope } from "../naming/allocate.js";
import { asIdentifier, camelCase, kebabCase, pascalCase } from "../naming/casing.js";
import { resourcePath } from "../naming/given.js";
import { isReservedClientMember, isReservedResourceMember } from "../naming/reserved.js";
import { pathNouns } from "../naming/verbs.js";

/** A resource before its operations are built. */
export interface ResourcePlan {
  readonly path: readonly string[];
  readonly file: string;
  readonly className: string;
  readonly description?: string;
  readonly operations: document.Operation[];
}

/**
 * Property names from the root: what was given on purpose to the operation or its first tag; else that tag, nested at dots
 * and slashes; else the first noun of the path.
 */
function wishedPath(operation: document.Operation, tags: ReadonlyMap<string, document.Tag>): readonly string[] {
  const [tag] = operation.tags;
  const given = operation.names?.group ?? (tag === undefined ? undefined : tags.get(tag)?.resource);
  if (given !== undefined) return resourcePath(given);
  const fromTag = (tag ?? "")
    .split(/[./]/)
    .map((part) => asIdentifier(camelCase(part)))
    .filter(Boolean);
  if (fromTag.length > 0) return fromTag;
  const [noun] = pathNouns(operation.path);
  return [asIdentifier(camelCase(noun ?? "")) || "root"];
}

/** A resource may not hide a member of the client or of its parent resource. */
function memberName(name: string, depth: number): string {
  const isReserved = depth === 0 ? isReservedClientMember(name) : isReservedResourceMember(name);
  return isReserved ? `${name}Resource` : name;
}

/** Every resource with its operations, in document order; parents without operations of their own included. */
export function planResources(context: BuildContext): ResourcePlan[] {
  const { document } = context;
  const tags = new Map(document.tags.map((tag) => [tag.name, tag]));
  const plans = new Map<string, ResourcePlan>();
  // File systems that ignore case must not see two files as one.
  const files = new Scope((name) => /^(con|prn|aux|nul|index|com\d|lpt\d)$/.test(name));
  const ensure = (path: readonly string[], operation: document.Operation, tag?: string): ResourcePlan => {
    const key = path.join("/");
    const known = plans.get(key);
    if (known !== undefined) return known;
    if (path.length > 1) ensure(path.slice(0, -1), operation);
    const ideal = asIdentifier(path.map(pascalCase).join(""));
    const description = tag === undefined ? undefined : tags.get(tag)?.description;
    const kebab = path.map(kebabCase).join("-");
    const plan: ResourcePlan = {
      path,
      file: files.allocate(key, [kebab, `${kebab}-resource`]),
      className: context.name(`#resource/${key}`, [ideal, `${ideal}Resource`], operation.at, true),
      ...(description === undefined ? {} : { description }),
      operations: [],
    };
    plans.set(key, plan);
    return plan;
  };
  for (const operation of document.operations) {
    const path = wishedPath(operation, tags).map(memberName);
    // The description of a tag is about the tag's own resource.
    ensure(path, operation, operation.names?.group === undefined ? operation.tags[0] : undefined).operations.push(
      operation,
    );
  }
  return [...plans.values()];
}
