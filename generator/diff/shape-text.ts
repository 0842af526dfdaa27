/** Turns shapes into short text for messages, near to the types that callers see. */

import type { ConvertedShape, Shape } from "../model/types.js";
import type { Side } from "./sides.js";

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
  const text = full(shape, side);
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
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
      return shape.members.map((member) => full(member, side)).join(" | ");
    case "intersection":
      return shape.members.map((member) => full(member, side)).join(" & ");
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
