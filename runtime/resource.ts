/** Base of generated resource classes: holds the client that their methods send with. */

import type { Client, ClientLike } from "./client.js";

/** A noun of the API with its operations. */
export class Resource implements ClientLike {
  readonly client: Client;

  constructor(client: ClientLike) {
    this.client = client.client;
  }
}
