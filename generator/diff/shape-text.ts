/** Turns shapes, and what is different about them, into short text for messages, near to the types that callers see. */

import type { ConvertedShape, Shape } from "../model/types.js";
import type { Side, Sides } from "./sides.js";

const limit = 80;

const convertedTypes: { readonly [Form in ConvertedShape["to"]]: string } = {
  instant: "Date",
  bigint: "bigint",
  digits: "string of digits",
  base64: "Uint8Array",
  base64url: "Uint8Array",
};

/** At most some 80 characters; longer text ends in `…`. */
export function shapeText(shape: Shape, side: Side): string {
  return shortened(full(shape, side));
}

/**
 * What has become of a shape: a clause without its subject. Both as a whole, as long as there is room for both; otherwise
 * what the one has and the other hasn't.
 */
export function differenceText(before: Shape, after: Shape, { before: old, after: now }: Sides): string {
  const [was, is] = [full(before, old), full(after, now)];
  if (was.length > limit || is.length > limit) {
    const added = missingFrom(partsOf(before, old), partsOf(after, now));
    const gone = missingFrom(partsOf(after, now), partsOf(before, old));
    const hasCommon = added.length < partsOf(after, now).length;
    if (hasCommon && added.length + gone.length > 0) return partsText(added, gone);
  }
  const [from, to] = fromFirstDifference(was, is);
  return `is ${to}, was ${from}`;
}

function missingFrom(known: readonly string[], parts: readonly string[]): readonly string[] {
  return parts.filter((part) => !known.includes(part));
}

function partsText(added: readonly string[], gone: readonly string[]): string {
  return [
    ...(added.length > 0 ? [`may be ${shortened(added.join(", "))}, too`] : []),
    ...(gone.length > 0 ? [`is never ${shortened(gone.join(", "))} any more`] : []),
  ].join(", and ");
}

/** Long texts whose beginnings are the same, from where they differ. */
function fromFirstDifference(was: string, is: string): readonly [string, string] {
  if (shortened(was) !== shortened(is)) return [shortened(was), shortened(is)];
  let at = 0;
  while (at < was.length && was[at] === is[at]) at += 1;
  // A whole name is more telling than its end.
  const start = Math.max(0, was.lastIndexOf(" ", at), was.lastIndexOf("|", at));
  return [`…${shortened(was.slice(start).trimStart())}`, `…${shortened(is.slice(start).trimStart())}`];
}

function shortened(text: string): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}

/** The members of a union, each once: two media types may be given alike. */
function partsOf(shape: Shape, side: Side): readonly string[] {
  return shape.kind === "union" ? [...new Set(shape.members.map((member) => full(member, side)))] : [full(shape, side)];
}

function full(shape: Shape, side: Side): string {
  switch (shape.kind) {
    case "reference":
      return side.get(shape.to)?.name ?? "unknown";
    case "converted":
      return convertedTypes[shape.to];
    case "bytes":
      return "Blob";
    case "literal":
      return JSON.stringify(shape.value);
    case "other":
      return `other ${shape.of}s`;
    case "otherTag":
      return "other tags";
    case "array": {
      const items = full(shape.items, side);
      return /[|&]/.test(items) ? `(${items})[]` : `${items}[]`;
    }
    case "tuple":
      return `[${shape.items.map((item) => full(item, side)).join(", ")}]`;
    case "object":
      return objectText(shape, side);
    case "union":
      return partsOf(shape, side).join(" | ");
    case "intersection":
      return shape.members
        .map((member) => (member.kind === "union" ? `(${full(member, side)})` : full(member, side)))
        .join(" & ");
    default:
      return shape.kind;
  }
}

function objectText({ properties, additional, index }: Shape & { kind: "object" }, side: Side): string {
  if (properties.length === 0)
    return `{ [key: string]: ${additional === undefined ? "never" : full(additional, side)} }`;
  const members = [
    // First: of a long type the end isn't shown.
    ...(index === undefined ? [] : [`[key: string]: ${full(index, side)}`]),
    ...properties.map(({ name, required, shape }) => `${name}${required ? "" : "?"}: ${full(shape, side)}`),
  ];
  return `{ ${members.join("; ")} }`;
}
