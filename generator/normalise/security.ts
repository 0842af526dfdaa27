/** Turns security schemes and requirements into what an operation demands. */

import type { Context } from "./context.js";
import { broken, list, mapping, prose, requiredText } from "./fields.js";
import { readSchemeName } from "./naming.js";
import { at, atKey, child, children, isMappingNode, type MappingNode, type Node } from "./node.js";
import { nearest } from "./suggest.js";
import type { SecurityScheme } from "./types.js";

/** The schemes of a document, and the keys of those that an error was reported for. */
export interface Security {
  readonly schemes: readonly SecurityScheme[];
  readonly brokenKeys: ReadonlySet<string>;
}

/** What calls must bring. */
export interface Requirements {
  /** Alternatives (OR) of scheme keys (AND). */
  readonly security: readonly (readonly string[])[];
  /** Of the same alternatives, what each scheme must allow: `oauth read`. */
  readonly scopes: readonly (readonly string[])[];
}

/** Reads `components.securitySchemes`. */
export function readSecuritySchemes(components: MappingNode | undefined, context: Context): Security {
  const nodes = components && mapping(components, "securitySchemes", context.report);
  const schemes: SecurityScheme[] = [];
  const brokenKeys = new Set<string>();
  if (nodes === undefined || nodes === broken) return { schemes, brokenKeys };
  for (const [key, node] of children(nodes)) {
    const scheme = readScheme(key, node, context);
    if (scheme) schemes.push(scheme);
    else brokenKeys.add(key);
  }
  return { schemes, brokenKeys };
}

/**
 * Reads the `security` of the document or an operation: alternatives of scheme keys. One that names a scheme which isn't
 * declared is left out with a warning. `undefined` if there is no `security`, `broken` if it names a scheme with errors.
 */
export function readRequirements(
  parent: MappingNode,
  security: Security,
  { report }: Context,
): Requirements | undefined | typeof broken {
  if (!child(parent, "security")) return undefined;
  const alternatives = list(parent, "security", report);
  if (alternatives === broken) return broken;
  const known = security.schemes.map(({ key }) => key);
  let isBroken = false;
  const usable = alternatives.flatMap((node): MappingNode[] => {
    if (!isMappingNode(node)) {
      report.error("CW2101", "A security requirement must be a mapping.", at(node), "Write `- name: []`.");
      isBroken = true;
      return [];
    }
    const unknown = children(node).filter(([key]) => !known.includes(key));
    for (const [key, place] of unknown) {
      if (security.brokenKeys.has(key)) isBroken = true;
      else reportUnknown(key, place, known);
    }
    return unknown.length > 0 ? [] : [node];
  });
  if (isBroken) return broken;
  return { security: usable.map((node) => Object.keys(node.value)), scopes: usable.map(scopesIn) };

  function reportUnknown(key: string, place: Node, names: readonly string[]): void {
    const near = nearest(key, names);
    const help = near === undefined ? "Declare it under `components.securitySchemes`." : `Did you mean \`${near}\`?`;
    report.warn("CW2401", `The security scheme \`${key}\` is not declared; it is left out.`, atKey(place), help);
  }
}

/** Anything else than a list of texts says nothing here: no request depends on it. */
function scopesIn(alternative: MappingNode): readonly string[] {
  return children(alternative).flatMap(([key, node]) =>
    Array.isArray(node.value)
      ? node.value.flatMap((scope) => (typeof scope === "string" ? [`${key} ${scope}`] : []))
      : [],
  );
}

function readScheme(key: string, node: Node, context: Context): SecurityScheme | undefined {
  const { report, references } = context;
  const target = references.follow(node);
  if (!target) return undefined;
  if (!isMappingNode(target)) {
    report.error("CW2101", `The security scheme \`${key}\` must be a mapping.`, at(target), "Write a mapping.");
    return undefined;
  }
  const type = requiredText(target, "type", `The security scheme \`${key}\``, report);
  if (type === undefined) return undefined;
  const kind = kindOfScheme(type, key, target, context);
  if (!kind) return undefined;
  const givenName = readSchemeName(target, report);
  const description = prose(target, "description", report);
  return {
    key,
    at: at(target),
    ...(givenName && { givenName }),
    ...(description !== undefined && { description }),
    ...kind,
  };
}

type Kind =
  | { type: "apiKey"; in: "header" | "query" | "cookie"; name: string }
  | { type: "basic" | "bearer" }
  | { type: "authorization"; scheme: string }
  | { type: "unsent"; reason: string };

function kindOfScheme(type: string, key: string, node: MappingNode, context: Context): Kind | undefined {
  const { report } = context;
  switch (type) {
    case "apiKey":
      return apiKey(key, node, context);
    case "http":
      return http(key, node, context);
    case "oauth2":
    case "openIdConnect":
      return { type: "bearer" };
    case "mutualTLS":
      return { type: "unsent", reason: "client certificates (mutualTLS) belong to the connection" };
    default: {
      const help = "The types are apiKey, http, oauth2, openIdConnect and mutualTLS.";
      report.warn("CW2103", `\`${type}\` is not a type of security scheme.`, at(child(node, "type") ?? node), help);
      return { type: "unsent", reason: `its type is \`${type}\`` };
    }
  }
}

function apiKey(key: string, node: MappingNode, { report }: Context): Kind | undefined {
  const what = `The security scheme \`${key}\``;
  const name = requiredText(node, "name", what, report);
  const place = requiredText(node, "in", what, report);
  if (name === undefined || place === undefined) return undefined;
  if (place === "header" || place === "query" || place === "cookie") return { type: "apiKey", in: place, name };
  const help = "The places are header, query and cookie.";
  report.error("CW2103", `\`${place}\` is not a place for an API key.`, at(child(node, "in") ?? node), help);
  return undefined;
}

function http(key: string, node: MappingNode, context: Context): Kind | undefined {
  const scheme = requiredText(node, "scheme", `The security scheme \`${key}\``, context.report);
  if (scheme === undefined) return undefined;
  // Schemes of HTTP authentication compare without case (RFC 9110 §11.1).
  const name = scheme.toLowerCase();
  if (name === "basic" || name === "bearer") return { type: name };
  return { type: "authorization", scheme };
}
