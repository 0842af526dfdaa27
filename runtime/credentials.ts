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
  security: Security | undefined,
  { headers, query }: Pick<RequestDraft, "headers" | "query">,
  { context, settings, definition }: Run,
): void {
  if (!security?.length) return;
  const secret = (option: string): string => secretOf(definition.credentials?.[option], settings[option]);
  const complete =
    security.find((options) => options[0] && options.every(secret)) ?? security.find(([first]) => !first);
  if (!complete) {
    const options = security.map((names) => names.join(" and ")).join(" or ");
    throw new ConfigError(`no credential: set ${options}`, context);
  }
  for (const option of complete) {
    const scheme = definition.credentials?.[option];
    const { in: where, name } = scheme?.type === "apiKey" ? scheme : authorization;
    const text = secret(option);
    if (where === "query") query.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
    else if (where === "cookie") {
      const pair = `${name}=${text.replace(/[\s",;\\]/g, encodeURIComponent)}`;
      setHeader(headers, where, headers[where] ? `${headers[where]}; ${pair}` : pair, context, ConfigError);
    } else setHeader(headers, name, text, context, ConfigError);
  }
}

/** Where basic and bearer credentials go. */
const authorization = { in: "header", name: "authorization" } as const;

/** The text that is sent, or `""` if the credential is missing or empty. */
function secretOf(scheme: CredentialScheme | undefined, value: unknown): string {
  if (scheme?.type === "basic") {
    // What a JavaScript caller gave instead of the option's type counts as missing.
    const { username = "", password = "" } = Object(value) as Partial<BasicCredential>;
    if (!username && !password) return "";
    return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)))}`;
  }
  if (typeof value !== "string" || !value) return "";
  return scheme?.type === "bearer" ? `Bearer ${value}` : value;
}
