/** Turns what is about to be recorded into what in it still looks like a secret, the last look before it is written. */

import { maskText } from "./mask.js";

/** What secrets look like wherever they stand, by what they are. */
const shapes: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  // Unsigned ones, signed ones, and encrypted ones, whose second part may be empty.
  ["a JSON Web Token", /eyJ[\w-]{8,}\.(eyJ[\w-]{8,}\.|[\w-]*\.[\w-]{8,})/],
  ["an AWS access key", /\b(AKIA|ASIA)[0-9A-Z]{16}\b/],
  ["a GitHub token", /\b(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/],
  ["a GitLab token", /\bgl(pat|dt|rt|cbt|ptt|oas)-[\w-]{20,}/],
  ["an npm token", /\bnpm_[A-Za-z0-9]{36}/],
  ["a Slack token", /\bxox[abeoprs]-[\w-]{10,}/],
  [
    "the address of a Slack webhook",
    /\bhooks\.slack\.com\\?\/(services|workflows|triggers)\\?\/\w+\\?\/\w+\\?\/\w{8,}/,
  ],
  ["a Stripe key", /\b([rs]k_(live|test)_|whsec_)[A-Za-z0-9]{16,}/],
  ["a Google key", /\b(AIza[\w-]{35}|GOCSPX-[\w-]{20,}|ya29\.[\w-]{20,})/],
  ["a SendGrid key", /\bSG\.[\w-]{16,}\.[\w-]{16,}/],
  ["a Shopify token", /\bshp(at|ca|pa|ss)_[0-9a-fA-F]{32}/],
  ["a Hugging Face token", /\bhf_[A-Za-z]{30,}/],
  ["an OpenAI or Anthropic key", /\bsk-[\w-]{20,}/],
  ["credentials in a URL", /\b[a-z][a-z\d+.-]{1,20}:\\?\/\\?\/[^\s/"@:]*:[^\s/"@]+@/i],
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
