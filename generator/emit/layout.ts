/**
 * Lays text out within a line width, the way our formatter does: a group stands on one line if it fits, else it is broken.
 *
 * ts-morph knows no line width, and no formatter runs in `generate`; signatures, types, and literals go through here.
 */

import type { Outdent } from "./types.js";

const outdent: Outdent = "\u0001";

/** The line width of generated code. */
export const lineWidth = 120;

/** Text with places where a line may end. */
export type Layout = string | readonly Layout[] | Group | Indent | Line | IfBroken;

interface Group {
  readonly kind: "group";
  readonly content: Layout;
  /** Broken even if it would fit. */
  readonly isBroken: boolean;
}

interface Indent {
  readonly kind: "indent";
  readonly content: Layout;
}

interface Line {
  readonly kind: "line";
  /** What stands there when the group isn't broken. */
  readonly flat: string;
}

interface IfBroken {
  readonly kind: "ifBroken";
  readonly content: string;
}

/** A space, or a line end in a broken group. */
export const line: Layout = { kind: "line", flat: " " };

/** Nothing, or a line end in a broken group. */
export const softLine: Layout = { kind: "line", flat: "" };

/** Content on one line if it fits, else broken at its lines; `isBroken`: broken in any case. */
export function group(content: Layout, isBroken = false): Layout {
  return { kind: "group", content, isBroken };
}

/** Content whose broken lines stand one level further in. */
export function indent(content: Layout): Layout {
  return { kind: "indent", content };
}

/** Text that appears only in a broken group: trailing separators. */
export function ifBroken(content: string): Layout {
  return { kind: "ifBroken", content };
}

/** Items with a separator between them. */
export function join(items: readonly Layout[], separator: Layout): Layout {
  return items.flatMap((item, index) => (index === 0 ? [item] : [separator, item]));
}

/** A bracketed list: `(a, b)` on one line, or one item a line with a separator behind each. */
export function list(
  open: string,
  items: readonly Layout[],
  close: string,
  style: { padding?: string; separator?: string; trailing?: boolean; isBroken?: boolean } = {},
): Layout {
  if (items.length === 0) return open + close;
  const { padding = "", separator = ",", trailing = true, isBroken = false } = style;
  const edge: Layout = { kind: "line", flat: padding };
  const last = trailing ? ifBroken(separator) : "";
  return group([open, indent([edge, join(items, [separator, line]), last]), edge, close], isBroken);
}

function flatten(layout: Layout): string | undefined {
  if (typeof layout === "string") return layout;
  if (isList(layout)) {
    let text = "";
    for (const part of layout) {
      const flat = flatten(part);
      if (flat === undefined) return undefined;
      text += flat;
    }
    return text;
  }
  if (layout.kind === "line") return layout.flat;
  if (layout.kind === "ifBroken") return "";
  return layout.kind === "group" && layout.isBroken ? undefined : flatten(layout.content);
}

function isList(layout: Layout): layout is readonly Layout[] {
  return Array.isArray(layout);
}

interface Pen {
  text: string;
  column: number;
}

function put(pen: Pen, text: string): void {
  pen.text += text;
  pen.column += text.length;
}

/** Where a layout is drawn. */
interface Place {
  readonly depth: number;
  /** Whether the group around it is broken. */
  readonly isBroken: boolean;
  readonly width: number;
  /** Characters that follow on the same line before any line may end. */
  readonly after: number;
}

function draw(layout: Layout, pen: Pen, place: Place): void {
  if (typeof layout === "string") {
    put(pen, layout);
  } else if (isList(layout)) {
    for (const [index, part] of layout.entries()) {
      draw(part, pen, { ...place, after: tailWidth(layout, index + 1, place) });
    }
  } else if (layout.kind === "indent") {
    draw(layout.content, pen, { ...place, depth: place.depth + 1 });
  } else if (layout.kind === "ifBroken") {
    if (place.isBroken) put(pen, layout.content);
  } else if (layout.kind === "line") {
    drawLine(layout, pen, place);
  } else {
    drawGroup(layout, pen, place);
  }
}

function drawLine(layout: Line, pen: Pen, { depth, isBroken }: Place): void {
  if (!isBroken) {
    put(pen, layout.flat);
    return;
  }
  pen.text = `${pen.text.trimEnd()}\n${"  ".repeat(depth)}`;
  pen.column = depth * 2;
}

function drawGroup(layout: Group, pen: Pen, place: Place): void {
  const flat = flatten(layout);
  if (flat !== undefined && pen.column + flat.length + place.after <= place.width) put(pen, flat);
  else draw(layout.content, pen, { ...place, isBroken: true });
}

/** How much of what follows an item stands on the same line for certain: up to the next place where a line can end. */
function tailWidth(parts: readonly Layout[], from: number, { isBroken, after }: Place): number {
  let width = 0;
  for (const part of parts.slice(from)) {
    const head = headWidth(part, isBroken);
    width += head.width;
    if (head.ends) return width;
  }
  return width + after;
}

function headWidth(layout: Layout, isBroken: boolean): { width: number; ends: boolean } {
  if (typeof layout === "string") return { width: layout.length, ends: false };
  if (isList(layout)) {
    let width = 0;
    for (const part of layout) {
      const head = headWidth(part, isBroken);
      width += head.width;
      if (head.ends) return { width, ends: true };
    }
    return { width, ends: false };
  }
  if (layout.kind === "line") return isBroken ? { width: 0, ends: true } : { width: layout.flat.length, ends: false };
  if (layout.kind === "ifBroken") return { width: isBroken ? layout.content.length : 0, ends: false };
  if (layout.kind === "indent") return headWidth(layout.content, isBroken);
  // A group can break at its first line: only what stands before it is certain.
  return headWidth(layout.content, true);
}

/**
 * Text of a layout for a place in a structure where ts-morph would indent continued lines by one level more: each of
 * them starts with the mark that takes the level back.
 *
 * @param where - As for {@link print}.
 */
export function printHanging(layout: Layout, where: { level: number; column?: number; after?: number }): string {
  return print(layout, where).replaceAll("\n", `\n${outdent}`);
}

/**
 * Text of a layout.
 *
 * @param where.level - Indentation level of the code that holds it; line ends inside are indented relative to that level.
 * @param where.column - Width of what stands before it on its line, without the indentation.
 * @param where.after - Width of what follows it on its last line.
 */
export function print(layout: Layout, where: { level?: number; column?: number; after?: number } = {}): string {
  const { level = 0, column = 0, after = 0 } = where;
  const pen: Pen = { text: "", column };
  draw(layout, pen, { depth: 0, isBroken: false, width: lineWidth - level * 2, after });
  return pen.text;
}
