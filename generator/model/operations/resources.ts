/** Groups operations under the resources that callers find them by. */

import type * as document from "../../normalise/types.js";
import type { BuildContext } from "../context.js";
import { inLockedOrder } from "../lock.js";
import { Scope } from "../naming/allocate.js";
import { asIdentifier, camelCase, kebabCase, pascalCase } from "../naming/casing.js";
import { keys, resourcePath } from "../naming/given.js";
import type { Wish } from "../naming/ledger.js";
import { isReservedClientMember, isReservedFile, isReservedResourceMember } from "../naming/reserved.js";
import { pathNouns } from "../naming/verbs.js";

type Tags = ReadonlyMap<string, document.Tag>;

/** A resource before its operations are built. */
export interface ResourcePlan {
  readonly path: readonly string[];
  readonly file: string;
  readonly className: string;
  readonly description?: string;
  readonly operations: document.Operation[];
}

/**
 * Property names from the root: what was given on purpose to the operation or its first tag; else where earlier runs had
 * it; else that tag, nested at dots and slashes; else the first noun of the path.
 */
function wishedPath(operation: document.Operation, tags: Tags, context: BuildContext): readonly string[] {
  const [tag] = operation.tags;
  const given = operation.names?.group ?? (tag === undefined ? undefined : tags.get(tag)?.resource);
  if (given !== undefined) return resourcePath(given).map(memberName);
  const locked = context.ledger.locked(keys.resource(operation));
  return locked?.split(".") ?? naturalPath(operation).map(memberName);
}

function naturalPath({ tags: [tag], path }: document.Operation): readonly string[] {
  const fromTag = (tag ?? "")
    .split(/[./]/)
    .map((part) => asIdentifier(camelCase(part)))
    .filter(Boolean);
  if (fromTag.length > 0) return fromTag;
  const [noun] = pathNouns(path);
  return [asIdentifier(camelCase(noun ?? "")) || "root"];
}

/** A resource may not hide a member of the client or of its parent resource. */
function memberName(name: string, depth: number): string {
  const isReserved = depth === 0 ? isReservedClientMember(name) : isReservedResourceMember(name);
  return isReserved ? `${name}Resource` : name;
}

/** File systems allow 255 bytes: so many characters of any script leave room for what ends the name. */
const fileNameLimit = 56;

/** A file name cut to what file systems take. */
function shortened(name: string): string {
  const characters = [...name];
  return characters.length <= fileNameLimit ? name : characters.slice(0, fileNameLimit).join("").replace(/-$/, "");
}

/** Every resource with its operations, in document order; parents without operations of their own included. */
export function planResources(context: BuildContext): ResourcePlan[] {
  const { document } = context;
  const tags = new Map(document.tags.map((tag) => [tag.name, tag]));
  const plans = new Map<string, Omit<ResourcePlan, "file">>();
  const ensure = (path: readonly string[], operation: document.Operation, tag?: string): Omit<ResourcePlan, "file"> => {
    const key = path.join("/");
    const known = plans.get(key);
    if (known !== undefined) return known;
    if (path.length > 1) ensure(path.slice(0, -1), operation);
    const ideal = asIdentifier(path.map(pascalCase).join(""));
    const description = tag === undefined ? undefined : tags.get(tag)?.description;
    const plan: Omit<ResourcePlan, "file"> = {
      path,
      className: context.name(`#resource/${key}`, [ideal, `${ideal}Resource`], operation.at, true),
      ...(description === undefined ? {} : { description }),
      operations: [],
    };
    plans.set(key, plan);
    return plan;
  };
  for (const operation of document.operations) {
    const path = wishedPath(operation, tags, context);
    context.ledger.record(keys.resource(operation), path.join("."));
    // The description of a tag is about the tag's own resource.
    ensure(path, operation, operation.names?.group === undefined ? operation.tags[0] : undefined).operations.push(
      operation,
    );
  }
  const inOrder = inLockedOrder([...plans.values()], ({ path: own }) => own.join("/"), context.lock.resources);
  return withFiles(inOrder, context);
}

/** Resources with the files that hold them. */
function withFiles(plans: readonly Omit<ResourcePlan, "file">[], context: BuildContext): ResourcePlan[] {
  const wishes = plans.map(({ path }): Wish => {
    const kebab = shortened(path.map(kebabCase).join("-")) || "resource";
    return { pointer: keys.file(path), candidates: [kebab, `${kebab}-resource`] };
  });
  // Names are in small letters, so that file systems which ignore case don't see two files as one.
  const scope = new Scope(isReservedFile);
  const files = context.nameAll(wishes, scope, context.document.at);
  return plans.map((plan) => ({ ...plan, file: files.get(keys.file(plan.path)) ?? "resource" }));
}
