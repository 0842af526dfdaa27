/** Turns a loaded document into its client, opened so that a recorded answer can be given to a call of any operation. */

import type { LoadResult } from "../load/index.js";
import { emptyLock } from "../model/lock.js";
import { runPipeline } from "../pipeline.js";
import { operationsOf } from "../traffic/inputs.js";
import type { AnsweredClient } from "../traffic/replay.js";
import { type ClientModule, importClient } from "./client-module.js";
import type { Target } from "./targets.js";

/** A client, or why there is none. */
export interface Answered {
  readonly client?: AnsweredClient;
  readonly reason?: string;
}

/**
 * Makes the client that `generate` would make, with validators whether or not it has any: in memory, so that neither its
 * folder nor what is installed there counts.
 *
 * @param unwanted - Operations that nobody will call, as `GET /pets`: they need not be made.
 */
export async function answeredClient(
  { options }: Target,
  loaded: LoadResult,
  unwanted: readonly string[],
): Promise<Answered> {
  const { package: _package, env: _env, exclude, ...rest } = options;
  const { model, files, diagnostics } = await runPipeline({
    read: loaded,
    options: {
      ...rest,
      exclude: { ...exclude, paths: [...(exclude?.paths ?? []), ...unwanted] },
      raw: false,
      validators: options.validators === false ? true : options.validators,
      runtime: "package",
    },
    lock: emptyLock,
    reshape: [],
    keepGoing: true,
    strict: false,
  });
  if (model === undefined || files === undefined) {
    const [error] = diagnostics.filter(({ severity }) => severity === "error");
    return { reason: error === undefined ? "no client can be made of it" : `${error.code}: ${error.message}` };
  }
  const module = await importClient(files, ["index.ts", "validators.ts"]);
  const constants = operationsOf(model).map(({ method, path, constantName }) => [`${method} ${path}`, constantName]);
  return { client: openAnswered(module, new Map(constants.map(([operation = "", name = ""]) => [operation, name]))) };
}

/** @param constants - Names of the constants that describe operations, by method and path. */
function openAnswered(module: ClientModule, constants: ReadonlyMap<string, string>): AnsweredClient {
  const { createClient, validation } = module;
  if (typeof createClient !== "function") throw new Error("The generated client has no createClient");
  const client: unknown = createClient({
    server: "https://recorded.invalid",
    retries: 0,
    ...(typeof validation === "function" && { validation: validation({ responses: "report" }) }),
  });
  if (!isSender(client)) throw new Error("The generated client sends nothing");
  return {
    call: (operation, answer, onMismatch) => {
      const name = constants.get(operation.replace(/[?#].*/s, ""));
      const literal = name === undefined ? undefined : module[name];
      if (typeof literal !== "object") return undefined;
      // What an answer is read by: neither input nor credentials, which recordings don't tell, come into it.
      const bare = {
        ...literal,
        input: "none",
        path: "/",
        parameters: [],
        body: [],
        bodyRequired: false,
        security: [],
      };
      return client.send(bare, undefined, { fetch: async () => answer(), onMismatch });
    },
  };
}

interface Sender {
  send(operation: object, input: undefined, options: object): Promise<unknown>;
}

function isSender(value: unknown): value is Sender {
  return typeof value === "object" && value !== null && "send" in value && typeof value.send === "function";
}
