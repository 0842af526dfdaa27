/** Calls a function of the caller's so that what it throws fails the call, and is no failure of the connection. */

import { ConfigError } from "./errors.js";
import type { Run } from "./run.js";
import { redactError } from "./secrets.js";

/**
 * Gives what the function gives.
 *
 * @param option - Named by the error.
 * @throws ConfigError for whatever the function throws, which is its `cause`, without credentials.
 */
export function calling<T>(run: Run, option: string, callback: () => T): T {
  try {
    return callback();
  } catch (cause) {
    throw new ConfigError(`${option} failed`, run.context, { cause: redactError(run, cause) });
  }
}
