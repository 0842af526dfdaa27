/** Takes secrets out of what was recorded, and finds those that may still be in it. */

import type { JsonValue } from "../model/types.js";

/** Stands in a recording where a secret stood in the traffic. */
export const removedSecret = "[removed]";

const secretName =
  /(^|_)(password|passwd|passphrase|secret|token|api_?key|private_key|access_key|authorization|credentials?|cookie|session|session_id|otp|cvv|cvc|ssn)s?$/;
/** Names that end like secrets and aren't: places in a list. */
const placeName = /(page|next|previous|prev|cursor|continuation|sync)_token$/;

/** What secrets look like wherever they stand, by what they are. */
const shapes: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["a JSON Web Token", /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/],
  ["an AWS access key", /\b(AKIA|ASIA)[0-9A-Z]{16}\b/],
  ["a GitHub token", /\b(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/],
  ["a Slack token", /\bxox[abeoprs]-[\w-]{10,}/],
  ["a Stripe key", /\b[rs]k_(live|test)_[A-Za-z0-9]{16,}/],
  ["a Google API key", /\bAIza[\w-]{35}/],
  ["an OpenAI or Anthropic key", /\bsk-[\w-]{20,}/],
  ["credentials in a URL", /\bhttps?:\/\/[^\s/"@:]+:[^\s/"@]+@/],
  ["a bearer token", /\bBearer\s+[\w.~+/-]{16,}/i],
];

/** Whether a field, a parameter or a header is called as secrets are. */
export function isSecretName(name: string, further: readonly string[] = []): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z\d]+/g, "_")
    .toLowerCase();
  if (further.includes(name)) return true;
  return secretName.test(words) && !placeName.test(words);
}

/** Masks the texts and numbers of fields that are called as secrets are, at all depths; in other texts, those in URLs. */
export function maskFields(value: JsonValue, further: readonly string[] = []): JsonValue {
  if (typeof value === "string") return maskQuery(value, further);
  if (Array.isArray(value)) return value.map((item: JsonValue) => maskFields(item, further));
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).map(([name, field]): [string, JsonValue] => {
    const isScalar = typeof field === "string" || typeof field === "number";
    return [name, isScalar && isSecretName(name, further) ? removedSecret : maskFields(field, further)];
  });
  return Object.fromEntries(fields);
}

/** Masks the values of query parameters that are called as secrets are, in a URL or a text with URLs. */
export function maskQuery(url: string, further: readonly string[] = []): string {
  return url.replace(/([?&])([\w.~%[\]-]+)=[^&#\s"'<>]*/g, (pair, mark, name) =>
    isSecretName(name, further) ? `${mark}${name}=${encodeURIComponent(removedSecret)}` : pair,
  );
}

/** What in a text looks like a secret, in words that don't repeat it; absent if nothing does. */
export function suspicionIn(text: string): string | undefined {
  return shapes.find(([, pattern]) => pattern.test(text))?.[0];
}
