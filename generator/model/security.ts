/** Turns security schemes into the credentials that callers give. */

import type { SecurityScheme } from "../normalise/types.js";
import type { BuildContext } from "./context.js";
import { Scope } from "./naming/allocate.js";
import { camelCase } from "./naming/casing.js";
import { isReservedClientOption } from "./naming/reserved.js";
import type { Credential } from "./types.js";

function kindOf(scheme: SecurityScheme): Credential["kind"] | undefined {
  if (scheme.type === "apiKey") return { type: "apiKey", in: scheme.in, name: scheme.name };
  if (scheme.type === "basic" || scheme.type === "bearer") return { type: scheme.type };
  return undefined;
}

/** One credential per scheme that an operation or the root asks for, in document order. */
export function buildCredentials(context: BuildContext): Credential[] {
  const used = new Set(context.document.operations.flatMap((operation) => operation.security.flat()));
  const scope = new Scope(isReservedClientOption);
  return context.document.securitySchemes.flatMap((scheme): Credential[] => {
    if (!used.has(scheme.key)) return [];
    const kind = kindOf(scheme);
    if (kind === undefined) {
      const reason = scheme.type === "unsupported" ? scheme.reason : "it has no known type";
      const message = `Security scheme "${scheme.key}" is not supported yet: ${reason}.`;
      context.report("CW3914", "warning", message, scheme.at, "Alternatives that need it are left out.");
      return [];
    }
    const ideal = camelCase(scheme.key) || "credential";
    const name = scope.allocate(scheme.key, [ideal, `${ideal}Credential`]);
    const { description } = scheme;
    return [{ name, scheme: scheme.key, kind, ...(description === undefined ? {} : { description }) }];
  });
}
