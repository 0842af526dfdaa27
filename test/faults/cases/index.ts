/** All cases, in the order of their numbers. */

import type { Case } from "../world.js";
import { bodies } from "./bodies.js";
import { connections } from "./connections.js";
import { hooks } from "./hooks.js";
import { inputs } from "./inputs.js";
import { judged } from "./judged.js";
import { ends } from "./limits.js";
import { protocol } from "./protocol.js";
import { redirects } from "./redirects.js";
import { retries } from "./retries.js";
import { secretsEverywhere } from "./secrets.js";
import { streams } from "./streams.js";
import { uploads } from "./uploads.js";

const lists: readonly (readonly Case[])[] = [
  connections,
  ends,
  bodies,
  judged,
  retries,
  redirects,
  protocol,
  streams,
  uploads,
  inputs,
  hooks,
  secretsEverywhere,
];

export const cases: readonly Case[] = lists
  .flat()
  .sort((one, other) => one.id.localeCompare(other.id, "en", { numeric: true }));
