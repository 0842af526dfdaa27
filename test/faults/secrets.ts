/** The secrets that every case's client holds, and the search for them in whatever a caller could print or log. */

import { inspect } from "./inspect.js";

/** A value that no text but its own holds. It has characters that each encoding writes differently. */
function plant(name: string): string {
  return `${name}+s3cr/et="${name.toUpperCase()}"`;
}

/** By where they are planted. */
export const secrets = {
  headerKey: plant("headerKey"),
  token: plant("token"),
  password: plant("password"),
  queryKey: plant("queryKey"),
  cookieKey: plant("cookieKey"),
  userInfo: plant("userInfo"),
  body: plant("body"),
  idempotencyKey: plant("idempotencyKey"),
  extraHeader: plant("extraHeader"),
} as const;

/** The user name of the basic credential; the password is secret alone. */
export const userName = "user";

/** Ways to write a secret, by name. */
const forms: Readonly<Record<string, (secret: string) => string>> = {
  raw: (secret) => secret,
  base64: (secret) => btoa(secret),
  "base64 within a pair": (secret) => btoa(`${userName}:${secret}`),
  base64url: (secret) => btoa(secret).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""),
  "URL-encoded": encodeURIComponent,
  "URL-encoded in small letters": (secret) => encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
  "URL-encoded as in user information": (secret) => new URL(`http://u:${encodeURIComponent(secret)}@h`).password,
  "as a form writes it": (secret) => new URLSearchParams([["", secret]]).toString().slice(1),
  "within JSON": (secret) => JSON.stringify(secret).slice(1, -1),
  "within JSON within JSON": (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3),
};

/** Everything that printing a value can show. */
export function printed(value: unknown): string {
  const { message, stack } = Object(value) as Partial<Error>;
  const node = globalThis.process?.getBuiltinModule?.("node:util");
  return [String(value), message, stack, inspect(value), node?.inspect(value, { depth: 12 }), toJson(value)].join("\n");
}

function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    // A cycle can't be printed that way at all.
    return "";
  }
}

/** What a text shows of the secrets: the name of each, its form, and what stands around it. */
export function findSecrets(text: string): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) =>
    Object.entries(forms).flatMap(([form, write]) => {
      const at = text.indexOf(write(secret));
      return at < 0 ? [] : [`${name}, ${form}: ${text.slice(Math.max(0, at - 80), at + 120)}`];
    }),
  );
}
