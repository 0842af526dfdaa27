/** Turns a diff into text for a terminal, or into Markdown for a changeset or a pull request. */

import { type Group, grouped } from "./groups.js";
import type { Bump, Diff, ToolDiff } from "./types.js";

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
  const { bump, changes, wire, tool } = diff;
  if (changes.length === 0 && wire.length === 0 && tool === undefined) return "Nothing changes for callers.\n";
  const sections = ranks.flatMap((rank) => {
    const lines = grouped(changes.filter((change) => change.bump === rank)).map((group) => `  ${plain(group)}\n`);
    return lines.length === 0 ? [] : [`${titles[rank]}\n${lines.join("")}`];
  });
  const own =
    tool === undefined
      ? []
      : [
          `${toolTitle(tool)}\n${toolLines(tool, plain)
            .map((line) => `  ${line}\n`)
            .join("")}`,
        ];
  const sent =
    wire.length === 0
      ? []
      : [`Sent otherwise, which no caller sees\n${wire.map((line) => `  ${line.replaceAll("`", "")}\n`).join("")}`];
  return `${[...sections, ...sent, ...own].join("\n")}\nRelease: ${bump === "none" ? "patch" : bump}\n`;
}

function toolTitle({ from, to }: ToolDiff): string {
  return `From clientwright ${to} itself (the client is of ${from})`;
}

function toolLines({ changes, unknown }: ToolDiff, show: (group: Group) => string): readonly string[] {
  if (unknown !== undefined) return [`not known: ${unknown}`];
  return changes.length === 0 ? ["nothing"] : grouped(changes).map((group) => `${group.change.bump}: ${show(group)}`);
}

function plain(group: Group): string {
  const { kind, pointer, place } = group.change;
  const where = place === undefined ? pointer : `${place.file}:${place.line}:${place.column}`;
  const others = isOfOne(group) ? "" : " and elsewhere";
  const notes = [
    ...(kind === "behaviour" ? ["the compiler doesn't show it"] : []),
    ...(where === "" ? [] : [`${where}${others}`]),
  ];
  return `${sentence(group).replaceAll("`", "")}${notes.length === 0 ? "" : ` (${notes.join("; ")})`}`;
}

/**
 * Markdown without a heading, usable as the text of a changeset.
 *
 * @param name - Of the package, for the head of a changeset; left out: there is none.
 */
export function renderMarkdown({ bump, changes, wire, tool }: Diff, name?: string): string {
  const head = name === undefined ? "" : `---\n${JSON.stringify(name)}: ${bump === "none" ? "patch" : bump}\n---\n\n`;
  const sections = ranks.flatMap((rank) => {
    const lines = grouped(changes.filter((change) => change.bump === rank)).map((group) => `- ${marked(group)}\n`);
    return lines.length === 0 ? [] : [`**${titles[rank]}**\n\n${lines.join("")}`];
  });
  const sent =
    wire.length === 0
      ? []
      : [`**Sent otherwise, which no caller sees**\n\n${wire.map((line) => `- ${escaped(line)}\n`).join("")}`];
  const own =
    tool === undefined
      ? []
      : [
          `**${toolTitle(tool)}**\n\n${toolLines(tool, marked)
            .map((line) => `- ${line}\n`)
            .join("")}`,
        ];
  const text = [...sections, ...sent, ...own].join("\n");
  return `${head}${text === "" ? "Nothing changes for callers.\n" : text}`;
}

function marked(group: Group): string {
  return `${escaped(sentence(group))}${group.change.kind === "behaviour" ? " _The compiler doesn't show it._" : ""}`;
}

/** Text of a document, such as `*` of a media type, that would be markup outside of code. */
function escaped(text: string): string {
  const parts = text.split(/(`[^`]*`)/);
  return parts.map((part) => (part.startsWith("`") ? part : part.replace(/[<*]|(?<!\w)_|_(?!\w)/g, "\\$&"))).join("");
}

/** `Pet.name` may be missing. Expect it to be `undefined`. Callers of `listPets`. */
function sentence(group: Group): string {
  const { change, callers } = group;
  const { message, action } = change;
  const shown = callers.slice(0, callerLimit).map((one) => `\`${one}\``);
  const more = callers.length - shown.length;
  const things = isOfOne(group) ? [change.subject] : group.subjects;
  const isSelf = callers.length === things.length && things.every((one) => callers.includes(one));
  const of =
    shown.length === 0 || isSelf ? "" : ` Callers of ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
  return `${about(group)} ${message}.${action === undefined ? "" : ` ${action}`}${action === undefined ? "" : of}`;
}

/** `Pet.name`; of many: Each of `Pet` and `Dog`; In each of `Pet` and `Dog`, `name`; In `Pet`, each of `name` and `age`. */
function about(group: Group): string {
  const { change, subjects, members } = group;
  if (isOfOne(group)) return `\`${change.subject}\``;
  if (members.length === 0) return `Each of ${listed(subjects)}`;
  const holders = subjects.length === 1 ? listed(subjects) : `each of ${listed(subjects)}`;
  return `In ${holders}, ${members.length === 1 ? listed(members) : `each of ${listed(members)}`}`;
}

function isOfOne({ subjects, members }: Group): boolean {
  return subjects.length === 1 && members.length <= 1;
}

function listed(names: readonly string[]): string {
  const texts = names.map((name) => `\`${name}\``);
  return texts.length === 1 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1) ?? ""}`;
}
