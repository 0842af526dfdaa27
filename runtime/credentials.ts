/** Adds credentials to a request: of the alternatives that an operation allows, the first that the caller can satisfy. */

import type { Clock } from "./clock.js";
import type { Security } from "./definition.js";
import { ConfigError } from "./errors.js";
import type { CredentialProvider } from "./options.js";
import type { Run } from "./run.js";
import type { RequestParts } from "./schemes.js";
import { redactError } from "./secrets.js";

/** The credentials of one call. */
export interface Credentials {
  /**
   * Adds them to a request, at once unless a provider has to be asked.
   *
   * @throws ConfigError for one that can't be sent, or whose provider failed.
   */
  add(parts: RequestParts): Promise<unknown> | undefined;
  /** Hears that the server refused them. Returns whether there may be others: once, and if a provider gave one. */
  refuse(): boolean;
}

/**
 * Chooses the first alternative all of whose credentials are given; none if only anonymous access is left.
 *
 * @throws ConfigError naming the options, if no alternative is complete.
 */
export function chooseCredentials(security: Security, run: Run): Credentials {
  const { context, settings, definition, secrets, clock } = run;
  const isGiven = (option: string): boolean => {
    const value = settings[option];
    if (typeof value === "string") return value !== "";
    // Empty names and passwords are no credential.
    return typeof value === "function" || Object.values(Object(value)).some(Boolean);
  };
  const chosen = security.find((options) => options[0] && options.every(isGiven)) ?? security.find(([first]) => !first);
  if (!chosen && security[0]) {
    throw new ConfigError(
      `no credential: set ${security.map((options) => options.join(" and ")).join(" or ")}`,
      context,
    );
  }
  const provided = new Map<CredentialProvider, string>();
  let refused: typeof provided | undefined;
  const addOne = (parts: RequestParts, option: string, value: unknown): void => {
    const scheme = definition.credentials?.[option];
    for (const text of scheme?.send(value, parts, context, scheme.name ?? option) ?? []) secrets.add(text);
  };
  const ask = async (parts: RequestParts, option: string, provider: CredentialProvider): Promise<void> => {
    const value = await provide(provider, clock, refused?.get(provider)).catch((cause) => {
      throw new ConfigError(`${option} failed`, context, { cause: redactError(run, cause) });
    });
    if (!value) throw new ConfigError(`${option} gave no credential`, context);
    provided.set(provider, value);
    addOne(parts, option, value);
  };
  return {
    add(parts) {
      const asked: Promise<void>[] = [];
      for (const option of chosen ?? []) {
        const value = settings[option];
        // The option's type says what such a function takes.
        if (typeof value === "function") asked.push(ask(parts, option, value as CredentialProvider));
        else addOne(parts, option, value);
      }
      return asked.length > 0 ? Promise.all(asked) : undefined;
    },
    refuse() {
      if (refused || !provided.size) return false;
      refused = new Map(provided);
      return true;
    },
  };
}

/** How long calls wait for a renewal that another one has asked for, in milliseconds. */
const patience = 60_000;

/** The last renewal of each provider: calls that are refused at the same time share it. */
const renewals = new WeakMap<CredentialProvider, Renewal>();

interface Renewal {
  readonly refused: string;
  readonly value: Promise<string>;
  /** Until when it may be shared, on the clock's `elapsed`: for good once it has given a value. */
  until: number;
}

async function provide(provider: CredentialProvider, clock: Clock, refused?: string): Promise<string> {
  const asked = refused ?? (await provider({}));
  const known = renewals.get(provider);
  if (known?.refused === asked && clock.elapsed() < known.until) return known.value;
  if (refused === undefined) return asked;
  const value = Promise.resolve(provider({ refused }));
  const renewal: Renewal = { refused, value, until: clock.elapsed() + patience };
  renewals.set(provider, renewal);
  // One that failed, or gave nothing new, is asked again by the next call.
  const end = (given?: string): void => {
    renewal.until = given && given !== refused ? Infinity : 0;
  };
  value.then(end, () => end());
  return value;
}
