/** Adds credentials to a request: of the alternatives that an operation allows, the first that the caller can satisfy. */

import type { CredentialScheme, Security } from "./definition.js";
import { ConfigError } from "./errors.js";
import { setHeader } from "./headers.js";
import type { BasicCredential } from "./options.js";
import type { RequestDraft } from "./request.js";
import type { Run } from "./run.js";

/**
 * Adds the first alternative all of whose credentials are given; none if only anonymous access is left.
 *
 * @throws ConfigError naming the options, if no alternative is complete, and for one that can't be sent.
 */
export function addCredentials(
  security: Security,
  { headers, query }: Pick<RequestDraft, "headers" | "query">,
  { context, settings, definition }: Run,
): void {
  const schemes = definition.credentials ?? {};
  const secret = (option: string): string => secretOf(schemes[option], settings[option]);
  const chosen = security.find((options) => options[0] && options.every(secret)) ?? security.find(([first]) => !first);
  if (!chosen && security[0]) {
    throw new ConfigError(
      `no credential: set ${security.map((options) => options.join(" and ")).join(" or ")}`,
      context,
    );
  }
  for (const option of chosen ?? []) {
    const scheme = schemes[option];
    const { in: where, name } = scheme?.type === "apiKey" ? scheme : authorization;
    const text = secret(option);
    const pair = `${encodeURIComponent(name)}=${encodeURIComponent(text)}`;
    if (where === "query") query.push(pair);
    else if (where === "header") setHeader(headers, name, text, context, ConfigError);
    else setHeader(headers, where, headers[where] ? `${headers[where]}; ${pair}` : pair, context);
  }
}

/** Where basic and bearer credentials go. */
const authorization = { in: "header", name: "authorization" } as const;

/** The text that is sent, or `""` if the credential is missing or empty. */
function secretOf(scheme: CredentialScheme | undefined, value: unknown): string {
  if (scheme?.type === "basic") {
    // What a JavaScript caller gave instead of the option's type counts as missing.
    const { username = "", password = "" } = Object(value) as Partial<BasicCredential>;
    const bytes = new TextEncoder().encode(`${username}:${password}`);
    return username || password ? `Basic ${btoa(String.fromCharCode(...bytes))}` : "";
  }
  const text = typeof value === "string" ? value : "";
  return text && scheme?.type === "bearer" ? `Bearer ${text}` : text;
}
