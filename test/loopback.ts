/** Lets a server listen on the loopback address. */

import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";

/** Listens on a free port; resolves to the origin, `http://127.0.0.1:…`. */
export async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on a port has an object for address.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
