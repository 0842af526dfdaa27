/** Turns a diff into text for a terminal, or into Markdown for a changeset or a pull request. */

import type { Bump, Change, Diff } from "./types.js";

const titles: { readonly [Rank in Bump]: string } = {
  major: "Breaking changes",
  minor: "New",
  patch: "Other changes",
};

const ranks: readonly Bump[] = ["major", "minor", "patch"];

/** The most functions that a change names. */
const callerLimit = 3;

/** Lines of plain text, the last one ended. */
export function renderText(diff: Diff): string {
  const { bump, changes, wire } = diff;
  if (changes.length === 0 && wire.length === 0) return "Nothing changes for callers.\n";
  const sections = ranks.flatMap((rank) => {
    const lines = changes.filter((change) => change.bump === rank).map((change) => `  ${plain(change)}\n`);
    return lines.length === 0 ? [] : [`${titles[rank]}\n${lines.join("")}`];
  });
  const sent =
    wire.length === 0
      ? []
      : [`Sent otherwise, which no caller sees\n${wire.map((line) => `  ${line.replaceAll("`", "")}\n`).join("")}`];
  return `${[...sections, ...sent].join("\n")}\nRelease: ${bump === "none" ? "patch" : bump}\n`;
}

function plain(change: Change): string {
  const { kind, pointer } = change;
  const notes = [
    ...(kind === "behaviour" ? ["the compiler doesn't show it"] : []),
    ...(pointer === "" ? [] : [pointer]),
  ];
  return `${sentence(change).replaceAll("`", "")}${notes.length === 0 ? "" : ` (${notes.join("; ")})`}`;
}

/**
 * Markdown without a heading, usable as the text of a changeset.
 *
 * @param name - Of the package, for the head of a changeset; left out: there is none.
 */
export function renderMarkdown({ bump, changes, wire }: Diff, name?: string): string {
  const head = name === undefined ? "" : `---\n${JSON.stringify(name)}: ${bump === "none" ? "patch" : bump}\n---\n\n`;
  const sections = ranks.flatMap((rank) => {
    const lines = changes.filter((change) => change.bump === rank).map((change) => `- ${marked(change)}\n`);
    return lines.length === 0 ? [] : [`**${titles[rank]}**\n\n${lines.join("")}`];
  });
  const sent =
    wire.length === 0
      ? []
      : [`**Sent otherwise, which no caller sees**\n\n${wire.map((line) => `- ${line}\n`).join("")}`];
  const text = [...sections, ...sent].join("\n");
  return `${head}${text === "" ? "Nothing changes for callers.\n" : text}`;
}

function marked(change: Change): string {
  return `${sentence(change)}${change.kind === "behaviour" ? " _The compiler doesn't show it._" : ""}`;
}

/** `Pet.name` may be missing. Expect it to be `undefined`. Callers of `listPets`. */
function sentence({ subject, message, action, callers }: Change): string {
  const shown = callers.slice(0, callerLimit).map((one) => `\`${one}\``);
  const more = callers.length - shown.length;
  const isSelf = callers.length === 1 && callers[0] === subject;
  const of =
    shown.length === 0 || isSelf ? "" : ` Callers of ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
  return `\`${subject}\` ${message}.${action === undefined ? "" : ` ${action}`}${action === undefined ? "" : of}`;
}
