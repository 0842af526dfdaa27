/** Tells which recorded answers are of the document's servers: a browser records what a page calls elsewhere as well. */

import { type DescribedOperation, operationFor } from "./document.js";
import type { Exchange } from "./har.js";

/** Recorded answers, by whether they have anything to do with the document. */
export interface Sorted {
  readonly own: readonly Exchange[];
  /** How many are of other servers, or of what a browser asks on its own account. */
  readonly others: number;
}

/**
 * Leaves out of each recording that has answers of the document's servers those of others; one that has none is of a server that
 * the document doesn't name, a test's say. Left out as well is what browsers do by themselves unless the document describes it:
 * they ask whether they may (`OPTIONS`), and whether what they have is still right (304).
 */
export function sortExchanges(operations: readonly DescribedOperation[], exchanges: readonly Exchange[]): Sorted {
  const hosts = operations.flatMap((operation) => operation.hosts);
  const isServer = ({ url }: Exchange): boolean => hosts.some((host) => host.test(hostOf(url)));
  const known = new Set(exchanges.filter(isServer).map(({ recording }) => recording));
  const own = exchanges
    .filter((exchange) => !known.has(exchange.recording) || isServer(exchange))
    .filter((exchange) => !isOfBrowser(operations, exchange));
  return { own, others: exchanges.length - own.length };
}

function isOfBrowser(operations: readonly DescribedOperation[], { method, url, status }: Exchange): boolean {
  const operation = operationFor(operations, method, url);
  if (operation === undefined) return method.toUpperCase() === "OPTIONS";
  return status === 304 && !Object.hasOwn(Object(operation.node.value["responses"]), "304");
}

/** Name and port of a URL's host, in lower case. */
function hostOf(url: string): string {
  return (/^[a-z][a-z\d+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]*)/i.exec(url)?.[1] ?? "").toLowerCase();
}
