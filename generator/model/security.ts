/** Turns security schemes into the credentials that callers give. */

import { optionsFile, pointerTo } from "../diagnostics.js";
import type { SecurityScheme } from "../normalise/types.js";
import type { BuildContext } from "./context.js";
import { Scope } from "./naming/allocate.js";
import { camelCase } from "./naming/casing.js";
import { keys } from "./naming/given.js";
import type { Wish } from "./naming/ledger.js";
import { isReservedClientOption } from "./naming/reserved.js";
import type { Credential, CredentialVariable } from "./types.js";

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
  const schemes = context.document.securitySchemes.filter((scheme) => used.has(scheme.key));
  const wishes = schemes.map((scheme): Wish => {
    const ideal = camelCase(scheme.key) || "credential";
    return { pointer: keys.credential(scheme), candidates: [ideal, `${ideal}Credential`] };
  });
  const names = context.nameAll(wishes, new Scope(isReservedClientOption), context.document.at);
  const credentials = schemes.flatMap((scheme): Credential[] => {
    const kind = kindOf(scheme);
    if (kind === undefined) {
      const reason = scheme.type === "unsent" ? `: ${scheme.reason}` : "";
      const message = `The client sends nothing for the security scheme "${scheme.key}"${reason}.`;
      const help = "Bring it in by a `fetch` of your own, or by the `headers` option.";
      context.report("CW3914", "warning", message, scheme.at, help);
      return [];
    }
    const name = names.get(keys.credential(scheme)) ?? scheme.key;
    const description = descriptionOf(scheme);
    const variable = context.options.env?.[name];
    return [
      {
        name,
        scheme: scheme.key,
        kind,
        ...(description === undefined ? {} : { description }),
        ...(variable === undefined ? {} : { variable }),
      },
    ];
  });
  for (const [name, variable] of Object.entries(context.options.env ?? {})) {
    reportMisfit(name, variable, credentials, context);
  }
  return credentials;
}

/** A variable for a credential that isn't there, or of the wrong form, is a mistake that would only show when a call fails. */
function reportMisfit(
  name: string,
  variable: CredentialVariable,
  credentials: readonly Credential[],
  context: BuildContext,
): void {
  const credential = credentials.find((one) => one.name === name);
  const at = { file: optionsFile, pointer: pointerTo("/env", name) };
  if (credential === undefined) {
    const known = credentials.map((one) => `\`${one.name}\``).join(", ");
    const help = known === "" ? "The client has no credentials." : `The client's credentials are ${known}.`;
    context.report("CW0016", "error", `\`env.${name}\` is for no credential of the client.`, at, help);
  } else if ((credential.kind.type === "basic") !== (typeof variable === "object")) {
    const form = credential.kind.type === "basic" ? '{ username: "…", password: "…" }' : "a text";
    context.report("CW0016", "error", `\`env.${name}\` must be ${form}.`, at, "Write names of environment variables.");
  }
}
