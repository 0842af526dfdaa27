/** Lets clients in other processes start servers here and ask what they have seen. */

import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { listen } from "../../loopback.js";
import type { Origin, Script } from "../script.js";
import { openStage } from "./local.js";

/** What `remote/stage.ts` asks. */
export type Order =
  | { readonly do: "serve"; readonly script: Script; readonly isSecure: boolean }
  | { readonly do: "closedPort" }
  | { readonly do: "see" | "go"; readonly url: string }
  | { readonly do: "close" };

/** Where orders are taken. */
export interface Control {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts to take orders, as JSON in the body of a POST; the answer is JSON too. */
export async function openControl(): Promise<Control> {
  const stage = openStage();
  const origins = new Map<string, Origin>();
  const follow = async (order: Order): Promise<unknown> => {
    if (order.do === "serve") {
      const origin = await stage.serve(order.script, order);
      origins.set(origin.url, origin);
      return origin.url;
    }
    if (order.do === "closedPort") return stage.closedPort();
    if (order.do === "close") return stage.close();
    const origin = origins.get(order.url);
    return order.do === "see" ? origin?.see() : origin?.go();
  };
  const server = createServer((request, response) => {
    void text(request)
      .then((body) => follow(JSON.parse(body) as Order))
      .then((answer) => response.end(JSON.stringify(answer ?? null)))
      .catch((error) => response.writeHead(500).end(String(error)));
  });
  // Between two orders a case may take a while; a connection that ends just then would fail the next one.
  server.keepAliveTimeout = 600_000;
  const url = await listen(server);
  return {
    url,
    async close() {
      await stage.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
