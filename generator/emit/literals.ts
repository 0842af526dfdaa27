/** Prints object and array literals and object types, broken where our formatter would break them. */

import { group, ifBroken, indent, join, type Layout, line, list } from "./layout.js";
import { propertyKey } from "./text.js";

/** What kind of literal a value is, and how many entries it has; `undefined` for anything else. */
export interface Literal {
  readonly layout: Layout;
  readonly kind: "object" | "array" | "other";
  readonly size: number;
}

/** An expression that is neither an object nor an array, for use within those. */
export function plain(layout: Layout): Literal {
  return { layout, kind: "other", size: 0 };
}

/** `{ a: 1, b: 2 }`; entries without a value are left out. */
export function objectLiteral(entries: readonly (readonly [string, Literal | undefined])[], isBroken = false): Literal {
  const present = entries.flatMap(([key, value]): Layout[] =>
    value === undefined ? [] : [[`${propertyKey(key)}: `, value.layout]],
  );
  return { layout: list("{", present, "}", { padding: " ", isBroken }), kind: "object", size: present.length };
}

/** `[a, b]`. Several objects or arrays of several entries each stand one a line. */
export function arrayLiteral(items: readonly Literal[]): Literal {
  const [first] = items;
  const isMatrix =
    items.length > 1 && items.every((item) => item.kind !== "other" && item.kind === first?.kind && item.size > 1);
  const layout = list(
    "[",
    items.map((item) => item.layout),
    "]",
    { isBroken: isMatrix },
  );
  return { layout, kind: "array", size: items.length };
}

/** `{ a: A; b: B }` as a type. */
export function objectType(members: readonly (readonly [string, Layout])[]): Layout {
  if (members.length === 0) return "{}";
  const layouts = members.map(([key, type]): Layout => [`${key}: `, type]);
  return group(["{", indent([line, join(layouts, [";", line]), ifBroken(";")]), line, "}"]);
}
