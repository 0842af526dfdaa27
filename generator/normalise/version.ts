/** Tells which version of OpenAPI a document is written in. */

import type { Version } from "./context.js";
import { at, atKey, child, kindOf, type MappingNode, type Node } from "./node.js";
import type { Report } from "./report.js";

/** Reads `openapi`. Reports an error and gives `undefined` if the document isn't one that this program understands. */
export function readVersion(root: MappingNode, report: Report): Version | undefined {
  const openapi = child(root, "openapi");
  const swagger = child(root, "swagger");
  if (openapi && swagger) {
    const help = "Remove the one that the document isn't written in.";
    report.error("CW2001", "The document says that it is both OpenAPI and Swagger.", atKey(swagger), help);
    return undefined;
  }
  if (openapi) return versionNamed(openapi, report);
  if (swagger) {
    if (/^2(\.0)*$/.test(String(swagger.value).trim())) return "2.0";
    const help = "Convert the document to OpenAPI 3 first.";
    report.error("CW2002", `Swagger ${String(swagger.value)} is older than this program knows.`, at(swagger), help);
    return undefined;
  }
  const other = ["asyncapi", "arazzo", "overlay", "graphql"].find((key) => child(root, key));
  const message =
    other === undefined ? "The document has no `openapi`." : `This is a document of \`${other}\`, not of OpenAPI.`;
  const help = "An OpenAPI document starts with `openapi: 3.1.0`.";
  report.error("CW2001", message, at(root), help);
  return undefined;
}

function versionNamed(node: Node, report: Report): Version | undefined {
  const { value } = node;
  if (typeof value !== "string" && typeof value !== "number") {
    const message = `\`openapi\` must be a version but is ${kindOf(value)}.`;
    report.error("CW2002", message, at(node), "Write `openapi: 3.1.0`.");
    return undefined;
  }
  // YAML reads `3.0` as the number 3.
  const text = String(value).trim().replace(/^3$/, "3.0");
  const version = /^3\.[012](?=\.|$)/.exec(text)?.[0];
  if (version !== "3.0" && version !== "3.1" && version !== "3.2") {
    report.error(
      "CW2002",
      `There is no OpenAPI ${text} that this program knows.`,
      at(node),
      "Write 3.0.x, 3.1.x or 3.2.x.",
    );
    return undefined;
  }
  if (typeof value === "number" || text === version) {
    const message = "A version of OpenAPI is a text of three numbers.";
    report.warn("CW2105", message, at(node), `Write \`openapi: ${version}.0\`.`);
  }
  return version;
}
