/** Turns what is about to be recorded into what in it still looks like a secret, the last look before it is written. */

import { maskText } from "./mask.js";

/** What secrets look like wherever they stand, by what they are. */
const shapes: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["a JSON Web Token", /eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/],
  ["an AWS access key", /\b(AKIA|ASIA)[0-9A-Z]{16}\b/],
  ["a GitHub token", /\b(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/],
  ["a Slack token", /\bxox[abeoprs]-[\w-]{10,}/],
  ["a Stripe key", /\b[rs]k_(live|test)_[A-Za-z0-9]{16,}/],
  ["a Google API key", /\bAIza[\w-]{35}/],
  ["an OpenAI or Anthropic key", /\bsk-[\w-]{20,}/],
  ["credentials in a URL", /\bhttps?:\/\/[^\s/"@:]+:[^\s/"@]+@/],
  ["a bearer token", /\bBearer\s+[\w.~+/-]{16,}/i],
];

/** How often base64 is looked for in what base64 held. */
const depthLimit = 2;

/**
 * Finds what looks like a secret, in the text and in what stands in it as base64.
 *
 * @param redact - Takes the caller's credentials out of a text.
 * @param further - Names that are secret besides.
 * @returns What it is, in words that don't repeat it; absent if nothing looks like one.
 */
export function suspicionIn(
  text: string,
  redact: (text: string) => string,
  further: readonly string[],
): string | undefined {
  if (redact(text) !== text) return "a credential";
  const shape = shapes.find(([, pattern]) => pattern.test(text));
  if (shape) return shape[0];
  let views = [text];
  for (let depth = 0; depth < depthLimit; depth++) {
    const pieces = views.flatMap(piecesIn);
    const found = suspicionInPieces(pieces, redact, further);
    if (found !== undefined) return `${found} in base64`;
    views = pieces;
  }
  return undefined;
}

function suspicionInPieces(
  pieces: readonly string[],
  redact: (text: string) => string,
  further: readonly string[],
): string | undefined {
  // At once: looking at each by itself would take long for many.
  const together = pieces.join("\n");
  if (redact(together) !== together) return "a credential";
  const shape = shapes.find(([, pattern]) => pattern.test(together));
  if (shape) return shape[0];
  const hasNamed = pieces.some(
    (piece) => /^[\s\P{C}]+$/u.test(piece) && !piece.includes("\ufffd") && maskText(piece, further) !== piece,
  );
  return hasNamed ? "a value with a secret's name" : undefined;
}

/**
 * What the base64 in a text says. Where it begins can't be told if letters or digits stand before it, so each run is read from its
 * first four characters on.
 */
function piecesIn(text: string): readonly string[] {
  const plain = text
    .replace(/\\\//g, "/")
    .replace(/%2b/gi, "+")
    .replace(/%2f/gi, "/")
    // Broken into lines.
    .replace(/(?<=[\w+/-]{40})(\\r|\\n|\r|\n)+(?=[\w+/-])/g, "");
  const runs = plain.match(/[\w+/-]{8,}/g) ?? [];
  return runs.flatMap((run) => [0, 1, 2, 3].map((start) => Buffer.from(run.slice(start), "base64").toString("utf8")));
}
