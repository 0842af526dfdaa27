/** Turns the document's servers into the URLs that requests go to unless the caller says otherwise. */

import type { Server } from "../normalise/types.js";
import type { BuildContext } from "./context.js";
import { Scope } from "./naming/allocate.js";
import { camelCase } from "./naming/casing.js";
import { keys } from "./naming/given.js";
import type { Wish } from "./naming/ledger.js";
import type { NamedServer } from "./types.js";

/** A server's URL with its variables at their defaults; `undefined` unless that is an absolute http(s) URL. */
function absoluteUrl(server: Server): string | undefined {
  const url = server.url.replace(
    /\{([^{}]*)\}/g,
    (whole, name: string) => server.variables.get(name)?.default ?? whole,
  );
  return URL.canParse(url) && /^https?:/i.test(url) ? url : undefined;
}

/** The server used by default: the first one. A relative one is no server to send to. */
export function defaultServer(context: BuildContext): string | undefined {
  const { servers } = context.document;
  const [server] = servers;
  if (server === undefined) return undefined;
  const url = absoluteUrl(server);
  if (url === undefined) {
    const message = `The server "${server.url}" is not an absolute URL: callers must give the option "server".`;
    const help = "Put an absolute URL first under `servers`, such as `https://api.example.com`.";
    context.report("CW3004", "warning", message, server.at, help);
  } else if (servers.length > 1) {
    const message = `The first of ${servers.length} servers is used by default; callers choose another by name or URL.`;
    context.report("CW3005", "information", message, server.at);
  }
  return url;
}

/** A description of more words is prose, which is no name. */
const longestName = 3;

/** The name that a document gives a server: that of OpenAPI 3.2, or a description as short as one. */
function nameIn({ name, description = "" }: Server): string {
  if (name !== undefined) return name;
  return description.trim().split(/\s+/).length > longestName ? "" : camelCase(description);
}

/** The servers that callers choose by name: all that have an absolute URL, where there is anything to choose. */
export function buildServers(context: BuildContext): NamedServer[] {
  const byUrl = new Map(context.document.servers.map((server) => [server.url, server]));
  const servers = [...byUrl.values()].filter((server) => absoluteUrl(server) !== undefined);
  if (servers.length < 2 && servers.every(({ variables }) => variables.size === 0)) return [];
  const wishes = servers.map((server, index): Wish => {
    const numbered = `server${index + 1}`;
    return { pointer: keys.server(server), candidates: [nameIn(server) || numbered, numbered] };
  });
  const names = context.nameAll(wishes, new Scope(), context.document.at);
  return servers.map((server) => {
    const { url, description, variables } = server;
    return {
      name: names.get(keys.server(server)) ?? url,
      url,
      ...(description === undefined ? {} : { description }),
      variables: [...variables].map(([name, variable]) => ({ name, ...variable })),
    };
  });
}

/** The first server of an operation or its path, where it has one of its own. */
export function ownServer(servers: readonly Server[], context: BuildContext): string | undefined {
  const [server] = servers;
  if (server === undefined) return undefined;
  const url = absoluteUrl(server);
  if (url === undefined) {
    const message = `The server "${server.url}" of an operation is not an absolute URL: the client's is used.`;
    const help = "Write an absolute URL; variables in it need a `default`.";
    context.report("CW3916", "warning", message, server.at, help);
  }
  return url;
}
