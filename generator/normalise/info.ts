/** Turns the Info Object, tags and servers of a document into what the client says and uses of them. */

import type { Context } from "./context.js";
import { broken, flag, list, mapping, prose } from "./fields.js";
import { readTagPath } from "./naming.js";
import { at, atKey, child, children, isMappingNode, type MappingNode, type Node } from "./node.js";
import type { Document, Server, Tag } from "./types.js";

/** What `info` says that a client has use for. */
export type Info = Pick<Document, "title" | "version" | "description" | "license">;

/** Reads `info`. What is missing gets a warning and a plain value: nothing but names and comments depends on it. */
export function readInfo(root: MappingNode, { report }: Context): Info {
  const info = mapping(root, "info", report);
  if (info === undefined) report.warn("CW2104", "The document has no `info`.", at(root), "Add `info` with a title.");
  if (info === undefined || info === broken) return { title: "API", version: "0.0.0" };
  const title = prose(info, "title", report);
  if (title === undefined) report.warn("CW2104", "`info` has no `title`.", atKey(info), "Add `title`.");
  const version = prose(info, "version", report);
  if (version === undefined) report.warn("CW2104", "`info` has no `version`.", atKey(info), "Add `version`.");
  const description = prose(info, "description", report) ?? prose(info, "summary", report);
  const licenseNode = child(info, "license");
  const license = licenseNode && isMappingNode(licenseNode) ? prose(licenseNode, "name", report) : undefined;
  return {
    title: title ?? "API",
    version: version ?? "0.0.0",
    ...(description !== undefined && { description }),
    ...(license !== undefined && { license }),
  };
}

/** Reads `tags`; those without a name say nothing. */
export function readTags(root: MappingNode, { report }: Context): readonly Tag[] {
  const tags = list(root, "tags", report);
  if (tags === broken) return [];
  return tags.flatMap((node): readonly Tag[] => {
    const name = isMappingNode(node) ? prose(node, "name", report) : undefined;
    if (!isMappingNode(node) || name === undefined) {
      report.warn("CW2104", "A tag has no `name`; it is ignored.", at(node), "Add `name`.");
      return [];
    }
    const description = prose(node, "description", report) ?? prose(node, "summary", report);
    const parent = prose(node, "parent", report);
    const resource = readTagPath(node, report);
    return [
      {
        name,
        ...(resource && { resource }),
        ...(description !== undefined && { description }),
        ...(parent !== undefined && { parent }),
      },
    ];
  });
}

/** Reads `servers` of the document, a path item or an operation. A server that can't be used is left out with a warning. */
export function readServers(parent: MappingNode, context: Context): readonly Server[] {
  const servers = list(parent, "servers", context.report);
  return servers === broken ? [] : servers.flatMap((node) => readServer(node, context));
}

/** The servers of the document. One from the network without any has its own: the default, `/`, is relative to itself. */
export function readRootServers(root: MappingNode, context: Context): readonly Server[] {
  const servers = readServers(root, context);
  const url = servers.length === 0 ? absolute("/", context) : "/";
  return url === "/" ? servers : [{ url, variables: new Map(), at: at(root) }];
}

function readServer(node: Node, context: Context): readonly Server[] {
  const { report } = context;
  const url = isMappingNode(node) ? prose(node, "url", report) : undefined;
  if (!isMappingNode(node) || url === undefined) {
    report.warn("CW2104", "A server has no `url`; it is ignored.", at(node), "Add `url`.");
    return [];
  }
  const variables = readVariables(node, context);
  const unknown = [...url.matchAll(/\{([^{}]*)\}/g)]
    .map((match) => match[1] ?? "")
    .find((name) => !variables.has(name));
  if (unknown !== undefined) {
    const message = `The server's URL has a variable \`${unknown}\` without a default; the server is ignored.`;
    report.warn("CW2104", message, at(child(node, "url") ?? node), "Declare it under `variables` with a `default`.");
    return [];
  }
  const description = prose(node, "description", report);
  const name = prose(node, "name", report);
  return [
    {
      url: absolute(url, context),
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
      variables,
      at: at(node),
    },
  ];
}

function readVariables(server: MappingNode, { report }: Context): Server["variables"] {
  const variables = mapping(server, "variables", report);
  if (variables === undefined || variables === broken) return new Map();
  return new Map(
    children(variables).flatMap(([name, node]): [string, { default: string; values?: readonly string[] }][] => {
      const preset = isMappingNode(node) ? prose(node, "default", report) : undefined;
      if (!isMappingNode(node) || preset === undefined) return [];
      const values = list(node, "enum", report);
      const texts = values === broken ? [] : values.map(({ value }) => String(value));
      return [[name, { default: preset, ...(texts.length > 0 && { values: texts }) }]];
    }),
  );
}

/** A relative URL is relative to the document: it can be completed only for one that comes from the network. */
function absolute(url: string, { source }: Context): string {
  const { uri } = source.root;
  if (!uri.startsWith("http") || /^[a-z][a-z\d+.-]*:|^\{/i.test(url)) return url;
  const { origin, protocol } = new URL(uri);
  if (url.startsWith("//")) return protocol + url;
  const folder = url.startsWith("/") ? "" : new URL(uri).pathname.replace(/[^/]*$/, "");
  return origin + folder + url;
}

/** Whether something is deprecated. */
export function isDeprecated(node: MappingNode, { report }: Context): boolean {
  return flag(node, "deprecated", report) === true;
}
