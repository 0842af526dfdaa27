/** Keeps a call's credentials out of texts, and out of errors that others made. */

import type { Run } from "./run.js";

type Secretive = Pick<Run, "settings" | "definition" | "secrets">;

/** Replaces each credential, in each form in which it may have been written. */
export function redact(run: Secretive, text: string): string {
  return redactor(run)(text);
}

/** The same for all texts in a value, names included. */
export function redactValue(run: Secretive, value: unknown, clean: Clean = redactor(run)): unknown {
  if (typeof value === "string") return clean(value);
  if (Array.isArray(value)) return value.map((item) => redactValue(run, item, clean));
  // A long number stays: it is no text.
  if (typeof value !== "object" || value === null || value instanceof BigInt) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [clean(name), redactValue(run, field, clean)]),
  );
}

type Clean = (text: string) => string;

function redactor({ settings, definition, secrets }: Secretive): Clean {
  const given = Object.keys(definition.credentials ?? {}).flatMap((option) => {
    const value = settings[option];
    const { username, password } = Object(value) as { username?: unknown; password?: unknown };
    return password ? [password, `${username}:${password}`] : [value];
  });
  const patterns = [...secrets, ...given].flatMap((secret) => {
    // What is shorter is no secret, and would be found everywhere.
    if (typeof secret !== "string" || secret.length < 4) return [];
    const bytes = String.fromCharCode(...new TextEncoder().encode(secret));
    return [secret, btoa(bytes).replace(/=+$/, "")].map((text) => new RegExp(patternOf(text), "g"));
  });
  return (text) => patterns.reduce((clean, pattern) => clean.replace(pattern, "[redacted]"), text);
}

/**
 * A pattern of each form in which a text may be written: as it is, percent-encoded, in a form, in JSON (and JSON in that), in
 * HTML, as base64 for URLs, and with any mixture of these.
 */
function patternOf(text: string): string {
  return Array.from(text, (character) => {
    if (/[a-z\d]/i.test(character)) return character;
    const bytes = Array.from(new TextEncoder().encode(character), (byte) => `%${hex(byte, 2)}`);
    const units = Array.from(character.split(""), (unit) => `\\\\{1,3}u${hex(unit.charCodeAt(0), 4)}`);
    const code = character.codePointAt(0) ?? 0;
    const others = new Map([
      [" ", "\\+"],
      ["\n", "\\\\{1,3}n"],
      ["+", "-"],
      ["/", "_"],
      ["&", "&amp;"],
      ["<", "&lt;"],
      [">", "&gt;"],
      ['"', "&quot;"],
    ]).get(character);
    const forms = [`\\\\{0,3}\\${character}`, bytes.join(""), units.join(""), `&#(0*${code}|[xX]0*${hex(code, 0)});`];
    return `(${[...forms, ...(others ? [others] : [])].join("|")})`;
  }).join("");
}

/** In digits of either case. */
function hex(code: number, length: number): string {
  const digits = code.toString(16).padStart(length, "0");
  return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
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
