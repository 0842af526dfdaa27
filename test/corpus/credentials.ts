/** Turns a document's security schemes into credentials to call with, and into what a server must then receive. */

import { splitCookies, splitQuery } from "../wire/styles.js";
import { child, children, isObject, keyOf, type Node, type RawDocument } from "./document.js";
import type { Operation } from "./operations.js";
import { camelCase } from "./sample.js";
import type { Received } from "./server.js";

interface Scheme {
  readonly key: string;
  readonly place: "header" | "query" | "cookie";
  readonly name: string;
  /** As it must arrive; `undefined` where no client can be asked to send it. */
  readonly sent: string | undefined;
  readonly option: unknown;
}

const basic = { username: "user", password: "pass:word" };

function schemesOf(document: RawDocument): Scheme[] {
  const components = child(document.root, "components");
  const owner =
    components === undefined ? child(document.root, "securityDefinitions") : child(components, "securitySchemes");
  return children(owner).map((entry) => schemeOf(keyOf(entry), document.resolve(entry)));
}

function schemeOf(key: string, { value }: Node): Scheme {
  const { type, in: place, name, scheme } = isObject(value) ? value : {};
  // Schemes that differ in case alone are one option of the client, or two of the same secret.
  const secret = `secret-${camelCase(key).replace(/[^\w]/g, "")}`;
  const header = { key, place: "header", name: "authorization" } as const;
  if (type === "apiKey" && (place === "query" || place === "cookie" || place === "header")) {
    return { key, place, name: `${name}`, sent: secret, option: secret };
  }
  const isBasic = type === "basic" || (type === "http" && `${scheme}`.toLowerCase() === "basic");
  if (isBasic) return { ...header, sent: `Basic ${btoa("user:pass:word")}`, option: basic };
  const isBearer = type === "oauth2" || type === "openIdConnect" || `${scheme}`.toLowerCase() === "bearer";
  if (isBearer) return { ...header, sent: `Bearer ${secret}`, option: secret };
  // The whole header for any other scheme of HTTP; nothing for what is no part of a request.
  return { ...header, sent: type === "http" ? secret : undefined, option: secret };
}

/** What a client is opened with: every credential, under the names it may have. */
export function credentialOptions(document: RawDocument): { readonly [option: string]: unknown } {
  const reserved = new Set(["server", "headers", "fetch", "timeout", "retries", "allowHttp", "client", "signal"]);
  return Object.fromEntries(
    schemesOf(document).flatMap(({ key, option }): [string, unknown][] => {
      const name = camelCase(key) || "credential";
      return [...(reserved.has(name) ? [] : [[name, option] as [string, unknown]]), [`${name}Credential`, option]];
    }),
  );
}

/** What arrived, without its credentials. */
export interface Judged {
  readonly complaint: string | undefined;
  /** Query pairs and cookies that are no credentials. */
  readonly query: readonly (readonly [string, string])[];
  readonly cookies: readonly (readonly [string, string])[];
}

/** Holds a request to one of the alternatives that its operation allows. */
export function judgeCredentials(document: RawDocument, operation: Operation, received: Received): Judged {
  const [, search = ""] = received.target.split(/\?(.*)/s);
  const query = splitQuery(search);
  const cookies = splitCookies(received.headers.get("cookie") ?? "");
  const schemes = new Map(schemesOf(document).map((scheme) => [scheme.key, scheme]));
  const isSent = ({ place, name, sent }: Scheme): boolean => {
    if (place === "header") return received.headers.get(name.toLowerCase()) === sent;
    const pairs = place === "query" ? query : cookies;
    return pairs.some(([key, value]) => decodeURIComponent(key) === name && decodeURIComponent(value) === sent);
  };
  // Two schemes may claim one header: it can hold only one of them.
  const isMet = (keys: readonly string[]) => {
    const needed = keys.flatMap((key) => schemes.get(key) ?? []).filter(({ sent }) => sent !== undefined);
    return needed.every(({ place, name }) =>
      needed.some(
        (scheme) => scheme.place === place && scheme.name.toLowerCase() === name.toLowerCase() && isSent(scheme),
      ),
    );
  };
  const { security } = operation;
  const isOwn = (place: Scheme["place"]) => (pair: readonly [string, string]) =>
    [...schemes.values()].some(
      (scheme) =>
        scheme.place === place &&
        scheme.name === decodeURIComponent(pair[0]) &&
        scheme.sent === decodeURIComponent(pair[1]),
    );
  return {
    complaint: security.length === 0 || security.some(isMet) ? undefined : "no alternative of `security` was sent",
    query: query.filter((pair) => !isOwn("query")(pair)),
    cookies: cookies.filter((pair) => !isOwn("cookie")(pair)),
  };
}
