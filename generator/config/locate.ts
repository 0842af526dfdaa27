/** Turns the path of a key, or a syntax error, into its place in the text of a config file: an error can show the line. */

import type TypeScript from "typescript";

type Ts = typeof TypeScript;

/**
 * Follows keys through nested object literals, as far as they are written out in the text.
 *
 * @param text - A config file in TypeScript, JavaScript or JSON.
 * @param path - Keys from the exported object inwards.
 * @returns Zero-based offset of the last key that is found, or `undefined` if not even the first one is.
 */
export async function locateKey(text: string, path: readonly string[]): Promise<number | undefined> {
  const { default: ts } = await import("typescript");
  const { file, shift } = parseConfig(ts, text);
  const offset = offsetOf(ts, file, file, path);
  return offset === undefined ? undefined : offset - shift;
}

/** Zero-based offset of the first syntax error of a config file, or `undefined` if it has none. */
export async function locateSyntaxError(text: string): Promise<number | undefined> {
  const { default: ts } = await import("typescript");
  const { file, shift } = parseConfig(ts, text);
  // The parser keeps its findings in a property that its types don't declare.
  const found: unknown = Reflect.get(file, "parseDiagnostics");
  const [first]: readonly { readonly start?: number }[] = Array.isArray(found) ? found : [];
  return first === undefined ? undefined : Math.max(0, (first.start ?? 0) - shift);
}

/** A JSON file is a block to the parser; in parentheses it is an object, and every offset one too large. */
function parseConfig(ts: Ts, text: string): { readonly file: TypeScript.SourceFile; readonly shift: number } {
  const isJson = text.trimStart().startsWith("{");
  const code = isJson ? `(${text})` : text;
  return { file: ts.createSourceFile("config.ts", code, ts.ScriptTarget.Latest), shift: isJson ? 1 : 0 };
}

/** Where the longest chain of keys ends that is written out below a node. */
function offsetOf(
  ts: Ts,
  file: TypeScript.SourceFile,
  node: TypeScript.Node,
  path: readonly string[],
): number | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return undefined;
  return ts.forEachChild(node, (child): number | undefined => {
    if (!ts.isObjectLiteralExpression(child)) return offsetOf(ts, file, child, path);
    const property = child.properties.find(({ name }) => name !== undefined && keyOf(ts, name) === key);
    if (property?.name === undefined) return undefined;
    return offsetOf(ts, file, property, rest) ?? property.name.getStart(file);
  });
}

function keyOf(ts: Ts, name: TypeScript.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
}
