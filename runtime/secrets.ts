/** Keeps a call's credentials out of texts, and out of errors that others made. */

import type { Run } from "./run.js";

type Secretive = Pick<Run, "settings" | "definition" | "secrets">;

/** Replaces each credential, in each form in which it may have been written. */
export function redact({ settings, definition, secrets }: Secretive, text: string): string {
  const given = Object.keys(definition.credentials ?? {}).flatMap((option) => {
    const value = settings[option];
    const { username, password } = Object(value) as { username?: unknown; password?: unknown };
    return password ? [password, `${username}:${password}`] : [value];
  });
  let clean = text;
  for (const secret of [...secrets, ...given]) {
    // What is shorter is no secret, and would be found everywhere.
    if (typeof secret !== "string" || secret.length < 4) continue;
    for (const form of formsOf(secret)) clean = clean.replaceAll(form, "[redacted]");
  }
  return clean;
}

function formsOf(secret: string): string[] {
  const bytes = String.fromCharCode(...new TextEncoder().encode(secret));
  const inQuery = new URLSearchParams([["", secret]]).toString().slice(1);
  const inUrl = inQuery.replaceAll("+", "%20");
  const inJson = JSON.stringify(secret).slice(1, -1);
  const percent = /%../g;
  return [
    secret,
    ...[inQuery, inUrl].flatMap((text) => [text, text.replace(percent, (code) => code.toLowerCase())]),
    inJson,
    JSON.stringify(inJson).slice(1, -1),
    btoa(bytes).replace(/=+$/, ""),
  ];
}

/**
 * What is kept of an error that others made: its class, name, message, stack, code, system call and causes, redacted. Other
 * fields, such as a request, may hold anything.
 *
 * @param depth - How many causes are looked at; there may be a cycle.
 */
export function redactError(run: Secretive, error: unknown, depth = 10): unknown {
  if (typeof error === "string") return redact(run, error);
  if (!(error instanceof Error) || depth === 0) return Object(error) === error ? undefined : error;
  const kept: Error = Object.setPrototypeOf(new Error(), Object.getPrototypeOf(error));
  for (const name of ["name", "message", "stack", "code", "syscall", "cause"]) {
    const value = redactError(run, fieldOf(error, name), depth - 1);
    // Listed or not as Node's errors have them.
    const enumerable = name === "code" || name === "syscall";
    if (value !== undefined)
      Object.defineProperty(kept, name, { value, enumerable, configurable: true, writable: true });
  }
  return kept;
}

/** A field of whatever was thrown, `undefined` where there is none or it can't be read. */
export function fieldOf(value: unknown, name: string): unknown {
  try {
    return Object(value)[name];
  } catch {
    return undefined;
  }
}
