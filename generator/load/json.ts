/** Turns JSON text that `JSON.parse` has accepted into the places of its keys and values, which `JSON.parse` doesn't tell. */

/** A value's place in the text. */
export interface JsonPlace {
  readonly start: number;
  /** First offset after it. */
  end: number;
  /** The key it stands under, quotes included. */
  readonly key?: readonly [number, number];
  /** By property name or index; of a name that stands twice, the last one. */
  readonly children?: Map<string, JsonPlace>;
}

/** Where the parts of a JSON text stand. */
export interface JsonOutline {
  readonly root: JsonPlace;
  /** Offsets of every key that stands in its object for the second time. */
  readonly duplicates: readonly number[];
}

/** An object or array that is not closed yet. */
interface Frame {
  readonly place: JsonPlace;
  /** The key that was read last and has no value yet. */
  key?: readonly [number, number];
  count: number;
}

/** How many keys the text holds. A parsed value with fewer has lost some: they were duplicates. */
export function countJsonKeys(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start !== -1; ) {
    const end = stringEnd(text, start);
    if (text[skipSpace(text, end)] === ":") count += 1;
    start = text.indexOf('"', end);
  }
  return count;
}

/** Finds the places of all values in one pass. `text` must be valid JSON. Doesn't recurse: nesting may be of any depth. */
export function outlineJson(text: string): JsonOutline {
  const duplicates: number[] = [];
  const top: Frame = { place: place(0, undefined, true), count: 0 };
  const open = [top];
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const frame = open.at(-1) ?? top;
    const character = text[at];
    if (character === "," || character === ":") at += 1;
    else if (character === "}" || character === "]") {
      at += 1;
      frame.place.end = at;
      open.pop();
    } else if (character === '"' && isKey(text, at, frame)) {
      const end = stringEnd(text, at);
      frame.key = [at, end];
      at = end;
    } else {
      const isOpening = character === "{" || character === "[";
      const end = isOpening ? at + 1 : character === '"' ? stringEnd(text, at) : scalarEnd(text, at);
      const found = place(at, frame.key, isOpening);
      found.end = end;
      const name = frame.key ? keyText(text, frame.key) : String(frame.count);
      if (frame.key && frame.place.children?.has(name)) duplicates.push(frame.key[0]);
      frame.place.children?.set(name, found);
      frame.count += 1;
      delete frame.key;
      if (isOpening) open.push({ place: found, count: 0 });
      at = end;
    }
  }
  return { root: top.place.children?.get("0") ?? top.place, duplicates };
}

function place(start: number, key: readonly [number, number] | undefined, isOpening: boolean): JsonPlace {
  return { start, end: start, ...(key && { key }), ...(isOpening && { children: new Map() }) };
}

function isKey(text: string, at: number, frame: Frame): boolean {
  return !frame.key && text[frame.place.start] === "{" && text[skipSpace(text, stringEnd(text, at))] === ":";
}

function keyText(text: string, [start, end]: readonly [number, number]): string {
  const raw = text.slice(start + 1, end - 1);
  return raw.includes("\\") ? String(JSON.parse(text.slice(start, end))) : raw;
}

/** First offset after the string that starts at `start`. */
function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === "\\") slashes += 1;
    if (slashes % 2 === 0) return end + 1;
  }
  return text.length;
}

function scalarEnd(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && !/[\s,\]}]/.test(text.charAt(end))) end += 1;
  return end;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}
