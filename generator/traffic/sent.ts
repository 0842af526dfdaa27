/** Turns the input of a call into what keeps its secrets out of the recording: the caller may have sent some that are no credentials. */

import type { JsonValue, Operation } from "../model/types.js";
import { removedSecret } from "./edits.js";
import type { CallInput } from "./inputs.js";
import { isSecretName } from "./secret-names.js";

/** The call and how it is recorded. */
interface Sent {
  readonly operation: Operation;
  readonly input: CallInput;
  /** Names that are secret besides. */
  readonly mask: readonly string[];
}

/**
 * Takes credentials out of a text and what was sent under names that secrets have, wherever it stands: an answer may repeat it. A value
 * of lower-case letters or digits alone, or of less than 6
 * characters, stays: it is in many places by chance.
 */
export function redactorOf({ input, mask: further }: Sent, redact: (text: string) => string): (text: string) => string {
  const values = secretsIn({ ...input }, "", further).filter(
    (value) => value.length >= 6 && !/^([a-z]*|\d*)$/.test(value),
  );
  const forms = values.flatMap((value) => [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    Buffer.from(value).toString("base64").replace(/=+$/, ""),
  ]);
  const longestFirst = [...new Set(forms)].sort((one, other) => other.length - one.length);
  return (text) => longestFirst.reduce((clean, form) => clean.replaceAll(form, removedSecret), redact(text));
}

/** The URL without the values of path parameters that are called as secrets are. */
export function urlWithoutSecrets(url: string, { operation, mask: further }: Sent): string {
  const names = [...operation.path.matchAll(/\{([^}]*)\}/g)].map(([, name = ""]) => name);
  if (!names.some((name) => isSecretName(name, further))) return url;
  const literals = operation.path.split(/\{[^}]*\}/).map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const [path = "", query = ""] = url.split(/(?=[?#])(.*)/s);
  const found = new RegExp(`^(.*)${literals.join("([^/]*)")}$`, "s").exec(path);
  if (!found) return `${new URL(url).origin}${operation.path}${query}`;
  const [, base = "", ...values] = found;
  const shown = values.map((value, index) =>
    isSecretName(names[index] ?? "", further) ? encodeURIComponent(removedSecret) : value,
  );
  const parts = operation.path.split(/\{[^}]*\}/).map((literal, index) => `${literal}${shown[index] ?? ""}`);
  return `${base}${parts.join("")}${query}`;
}

function secretsIn(value: JsonValue | undefined, name: string, further: readonly string[]): readonly string[] {
  if (typeof value === "string" || typeof value === "number") {
    return isSecretName(name, further) ? [String(value)] : [];
  }
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => secretsIn(item, name, further));
  return Object.entries(value ?? {}).flatMap(([key, field]) =>
    secretsIn(field, isSecretName(name, further) ? name : key, further),
  );
}
