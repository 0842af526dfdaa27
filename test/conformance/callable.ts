/** Turns a document into calls of its operations against a raw socket, through a client generated in this process. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, generateInto, importClient, linkPackages } from "../corpus/client.js";
import { type RawRequest, RawServer } from "./socket.js";

/** What a call led to: what was sent, or why nothing was. */
export interface Exchange {
  readonly sent: RawRequest | undefined;
  /** Name and message of the error, `undefined` if there was none. */
  readonly error: string | undefined;
}

/** Operations of a document, to be called by operationId. */
export interface Callable {
  /** Calls with an input as the generated function takes it. */
  call(id: string, input: unknown): Promise<Exchange>;
  /** Calls with parameters by their names on the wire. */
  callWith(id: string, parameters: { readonly [name: string]: unknown }): Promise<Exchange>;
  /** Codes of what was said of the document. */
  readonly codes: readonly string[];
  close(): Promise<void>;
}

/** @throws if no client can be generated. */
export async function callableOf(document: object): Promise<Callable> {
  const folder = mkdtempSync(join(tmpdir(), "clientwright-conformance-"));
  linkPackages(folder);
  const path = join(folder, "openapi.json");
  writeFileSync(path, JSON.stringify(document));
  const generated = await generateInto(folder, path, { casing: "preserve", dates: "string" });
  const client = await importClient(folder, generated);
  const server = new RawServer();
  const opened = client.open({ server: await server.open(), retries: 0 });
  const call = async (id: string, input: unknown): Promise<Exchange> => {
    server.received.length = 0;
    const error = await rejection(operationOf(client, id).call(opened, input));
    return { sent: server.received[0], error };
  };
  return {
    call,
    callWith: (id, parameters) => {
      const { parameters: known } = operationOf(client, id);
      const entries = Object.entries(parameters).map(([name, value]) => {
        return [known.find((one) => one.name === name)?.key ?? name, value] as const;
      });
      return call(id, Object.fromEntries(entries));
    },
    codes: generated.diagnostics.map(({ code }) => code),
    close: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function operationOf({ operations }: Client, id: string): Client["operations"][number] {
  const found = operations.find((operation) => operation.id === id);
  if (found === undefined) throw new Error(`the client has no operation ${id}`);
  return found;
}

async function rejection(call: unknown): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
