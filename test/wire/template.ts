/** Turns a received path back into the values of a template's variables. */

/** A path template: `/pets/{id}.{format}`. Variables may be decorated as frameworks do: `{path*}`, `{;id}`. */
export interface PathTemplate {
  readonly names: readonly string[];
  readonly pattern: RegExp;
}

/**
 * Reads a template. Text outside of variables is compared as a URL has it: percent-encoded where it must be. Where one
 * variable directly follows another, nobody can say where the first ends: they are one, named `a}{b`.
 */
export function parseTemplate(path: string): PathTemplate {
  const names: string[] = [];
  const parts = path.split(/((?:\{[^{}]*\})+)/).map((part, index) => {
    if (index % 2 === 0) return escapePattern(inUrl(part));
    names.push(part.slice(1, -1));
    return "(.*?)";
  });
  return { names, pattern: new RegExp(`^${parts.join("")}$`, "s") };
}

/** The text of each variable, still percent-encoded; `undefined` if the path isn't one of the template's. */
export function matchTemplate({ names, pattern }: PathTemplate, path: string): ReadonlyMap<string, string> | undefined {
  const match = pattern.exec(path);
  if (match === null) return undefined;
  return new Map(names.map((name, index) => [name, match[index + 1] ?? ""]));
}

/** As the URL standard writes a path, so that a space in a template meets the `%20` that was sent. */
function inUrl(text: string): string {
  // After a letter, a lone dot is no path segment that would be resolved.
  return new URL(`http://host/x${text}`).href.slice("http://host/x".length);
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
