/** Turns the choice of a server by name into its URL, for documents that name several servers or have variables in one. */

import type { ServerChoice } from "./options.js";

/** A server of the document. */
export interface NamedServer {
  /** `{name}` marks a variable. */
  readonly url: string;
  readonly variables?: { readonly [name: string]: ServerVariable };
}

/** A variable in the URL of a server. */
export interface ServerVariable {
  readonly default: string;
  /** The only values that it may have. */
  readonly values?: readonly string[];
}

/**
 * Finds servers by name. A value that is not among those of its variable, or that would reach from the host into another
 * part of the URL, makes no URL.
 */
export function namedServers(servers: {
  readonly [name: string]: NamedServer;
}): (choice: ServerChoice) => string | undefined {
  return (choice) => {
    const server = own(servers, choice.name);
    const variables = own(choice, "variables") ?? {};
    return server?.url.replace(/\{([^{}]*)\}/g, (_, variable: string) => {
      const { default: usual = "", values } = own(own(server, "variables") ?? {}, variable) ?? {};
      const value = own(variables, variable) ?? usual;
      const isKnown = values ? values.includes(value) : value === usual || /^[\w.~-]+$/.test(value);
      // A server has no query: the URL will be refused.
      return isKnown && !/^\.\.?$/.test(value) ? value : "?";
    });
  };
}

/** A field that is inherited would be somebody else's. */
function own<Fields extends object, Name extends keyof Fields>(fields: Fields, name: Name): Fields[Name] | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
