/** Compares what belongs to the client as a whole: credentials and servers. */

import type { Credential, Model, NamedServer } from "../model/types.js";
import type { Change } from "./types.js";

/** What is different about the options of a client. */
export function compareClients(before: Model, after: Model): readonly Change[] {
  return [
    ...compareCredentials(before, after),
    ...compareDefaultServer(before, after),
    ...compareServers(before, after),
  ];
}

function said(subject: string, more: Pick<Change, "bump" | "message"> & Partial<Change>): Change {
  return { kind: "types", subject, pointer: "", callers: [], ...more };
}

function compareCredentials(before: Model, after: Model): readonly Change[] {
  const now = new Map(after.credentials.map((one) => [one.name, one]));
  const old = new Set(before.credentials.map(({ name }) => name));
  const byScheme = new Map(after.credentials.map((one) => [one.scheme, one.name]));
  return [
    ...before.credentials.flatMap((credential): Change[] => {
      const same = now.get(credential.name);
      if (same !== undefined) return compareCredential(credential, same);
      const subject = `option ${credential.name}`;
      const to = byScheme.get(credential.scheme);
      if (to === undefined) return [said(subject, { bump: "major", message: "is gone", action: "Don't give it." })];
      const rewrite = { kind: "member", of: optionsName(before), from: credential.name, to } as const;
      return [said(subject, { bump: "major", message: `is called \`${to}\``, action: "Call it so.", rewrite })];
    }),
    ...after.credentials
      .filter(({ name, scheme }) => !old.has(name) && !before.credentials.some((one) => one.scheme === scheme))
      .map(({ name }) => said(`option ${name}`, { bump: "minor", message: "is new" })),
  ];
}

/** Name of the interface of the client's options. */
function optionsName({ name, lock }: Model): string {
  return lock.names["#options"] ?? `${name}Options`;
}

function compareCredential(before: Credential, after: Credential): Change[] {
  const subject = `option ${after.name}`;
  const isPair = (one: Credential) => one.kind.type === "basic";
  if (isPair(before) !== isPair(after)) {
    const form = isPair(after) ? "a user name and a password" : "a text";
    return [said(subject, { bump: "major", message: `is ${form}`, action: "Give it so." })];
  }
  const [old, now] = [placeOf(before), placeOf(after)];
  const form = compareForm(before, after);
  const [was, is] = [before, after].map(({ variable }) => JSON.stringify(variable ?? "nowhere"));
  return [
    ...(old === now
      ? []
      : [said(subject, { bump: "minor", kind: "behaviour", message: `is sent as ${now}, was ${old}`, ...form })]),
    ...(was === is
      ? []
      : [
          said(subject, {
            bump: "major",
            kind: "behaviour",
            message: `is read from ${is}, was ${was}`,
            action: "Set that variable, or give the option.",
          }),
        ]),
  ];
}

/** A header `Authorization` is given as a whole; a bearer token without the word, which the client puts before it. */
function compareForm(before: Credential, after: Credential): Pick<Change, "bump" | "action"> | undefined {
  const isWhole = ({ kind }: Credential) =>
    kind.type === "apiKey" && kind.in === "header" && kind.name.toLowerCase() === "authorization";
  const isToken = ({ kind }: Credential) => kind.type !== "apiKey" && kind.type !== "basic";
  if (isWhole(before) && isToken(after)) return { bump: "major", action: "Give the token alone, without `Bearer`." };
  if (isToken(before) && isWhole(after)) return { bump: "major", action: "Give the whole value, with `Bearer`." };
  return undefined;
}

function placeOf({ kind }: Credential): string {
  if (kind.type === "apiKey") return `the ${kind.in} \`${kind.name}\``;
  return kind.type === "basic" ? "basic authentication" : "a bearer token";
}

function compareDefaultServer(before: Model, after: Model): readonly Change[] {
  if (before.server === after.server) return [];
  const message = `is ${after.server ?? "nothing"} by default, was ${before.server ?? "nothing"}`;
  const action = after.server === undefined ? "Give a server." : "Check that you can reach it.";
  const bump = before.server === undefined ? "minor" : "major";
  return [said("option server", { bump, kind: "behaviour", message, ...(bump === "major" && { action }) })];
}

function compareServers(before: Model, after: Model): readonly Change[] {
  const now = new Map(after.servers.map((one) => [one.name, one]));
  const old = new Set(before.servers.map(({ name }) => name));
  return [
    ...before.servers.flatMap((server) => compareServer(server, now.get(server.name))),
    ...after.servers
      .filter(({ name }) => !old.has(name))
      .map(({ name }) => said(`server ${name}`, { bump: "minor", message: "is new" })),
  ];
}

/** Any text is a server's URL to the compiler: that a name is gone shows when it is used. */
function compareServer(before: NamedServer, after: NamedServer | undefined): readonly Change[] {
  const subject = `server ${before.name}`;
  if (after === undefined) {
    return [said(subject, { bump: "major", kind: "behaviour", message: "is gone", action: "Choose another." })];
  }
  const variables = new Map(after.variables.map((one) => [one.name, one]));
  return [
    ...(before.url === after.url
      ? []
      : [
          said(subject, {
            bump: "major",
            kind: "behaviour",
            message: `is ${after.url}, was ${before.url}`,
            action: "Check that you can reach it.",
          }),
        ]),
    ...before.variables.flatMap(({ name, default: usual, values }): Change[] => {
      const same = variables.get(name);
      const about = `${subject}, variable ${name}`;
      if (same === undefined) return [said(about, { bump: "major", message: "is gone", action: "Don't give it." })];
      const lost = (values ?? []).filter((value) => same.values !== undefined && !same.values.includes(value));
      const isNarrower = lost.length > 0 || (values === undefined && same.values !== undefined);
      return [
        ...(isNarrower
          ? [said(about, { bump: "major", message: "takes fewer values", action: "Give one that it takes." })]
          : []),
        ...(usual === same.default
          ? []
          : [
              said(about, {
                bump: "major",
                kind: "behaviour",
                message: `is ${same.default} by default, was ${usual}`,
                action: "Give the old one, if you need it.",
              }),
            ]),
      ];
    }),
  ];
}
