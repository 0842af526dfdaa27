/** Turns security schemes into the credentials that callers give. */

import type { SecurityScheme } from "../normalise/types.js";
import type { BuildContext } from "./context.js";
import { Scope } from "./naming/allocate.js";
import { camelCase } from "./naming/casing.js";
import { isReservedClientOption } from "./naming/reserved.js";
import type { Credential } from "./types.js";

/** What the caller gives and where it goes; `undefined` if nothing is sent. */
function kindOf(scheme: SecurityScheme): Credential["kind"] | undefined {
  switch (scheme.type) {
    case "apiKey":
      return { type: "apiKey", in: scheme.in, name: scheme.name };
    case "basic":
    case "bearer":
      return { type: scheme.type };
    case "authorization":
      return { type: "apiKey", in: "header", name: "Authorization" };
    case "unsent":
      return undefined;
  }
}

function descriptionOf(scheme: SecurityScheme): string | undefined {
  if (scheme.type !== "authorization") return scheme.description;
  const form = `The whole header, starting with \`${scheme.scheme}\`.`;
  return scheme.description === undefined ? form : `${scheme.description}\n\n${form}`;
}

/** One credential per scheme that an operation or the root asks for, in document order. */
export function buildCredentials(context: BuildContext): Credential[] {
  const used = new Set(context.document.operations.flatMap((operation) => operation.security.flat()));
  const scope = new Scope(isReservedClientOption);
  return context.document.securitySchemes.flatMap((scheme): Credential[] => {
    if (!used.has(scheme.key)) return [];
    const kind = kindOf(scheme);
    if (kind === undefined) {
      const reason = scheme.type === "unsent" ? `: ${scheme.reason}` : "";
      const message = `The client sends nothing for the security scheme "${scheme.key}"${reason}.`;
      const help = "Bring it in by a `fetch` of your own, or by the `headers` option.";
      context.report("CW3914", "warning", message, scheme.at, help);
      return [];
    }
    const ideal = camelCase(scheme.key) || "credential";
    const name = scope.allocate(scheme.key, [ideal, `${ideal}Credential`]);
    const description = descriptionOf(scheme);
    return [{ name, scheme: scheme.key, kind, ...(description === undefined ? {} : { description }) }];
  });
}
