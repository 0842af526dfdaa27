/** Turns the document's servers into the URLs that requests go to unless the caller says otherwise. */

import type { Server } from "../normalise/types.js";
import type { BuildContext } from "./context.js";

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
    context.report("CW3004", "warning", message, server.at);
  } else if (servers.length > 1) {
    const message = `Only the first of ${servers.length} servers is used by default; callers reach others by URL.`;
    context.report("CW3005", "information", message, server.at);
  }
  return url;
}

/** The first server of an operation or its path, where it has one of its own. */
export function ownServer(servers: readonly Server[], context: BuildContext): string | undefined {
  const [server] = servers;
  if (server === undefined) return undefined;
  const url = absoluteUrl(server);
  if (url === undefined) {
    const message = `The server "${server.url}" of an operation is not an absolute URL: the client's is used.`;
    context.report("CW3916", "warning", message, server.at);
  }
  return url;
}
