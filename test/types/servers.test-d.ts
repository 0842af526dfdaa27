/** Servers of a document are named and typed, for a client and for one call. */

import { a, createClient, Servers } from "../golden/servers/expected/index.js";

const client = createClient({ server: { name: "production", variables: { region: "eu", version: "3" } } });

const byName = () => a(client, { server: "sandBox" });
const byVariables = () => new Servers(client).things.b({ server: { name: "production", variables: { region: "us" } } });
const byUrl = () => a(client, { server: "https://staging.example.com" });
// @ts-expect-error no such region
const noRegion = () => a(client, { server: { name: "production", variables: { region: "cn" } } });
// @ts-expect-error that server has no variables
const noVariables = () => new Servers(client).things.a({ server: { name: "sandBox", variables: { region: "eu" } } });
// @ts-expect-error no such server with variables
const noServer = createClient({ server: { name: "elsewhere" } });

void [byName, byVariables, byUrl, noRegion, noVariables, noServer];
