/** Which releases of which packages are compared. */

import type { ClientConfig } from "clientwright";

/** A package that ships a document, and its releases in order; after one whose document is refused comes a step from the one before it. */
export interface History {
  readonly name: string;
  /** Folder of the answers. */
  readonly folder: string;
  /** Path of the document within the package. */
  readonly document: string;
  readonly versions: readonly string[];
  /** Of which operations the answer is kept in full, where that of all is too long to be read; of the rest, how much it is. */
  readonly part?: NonNullable<ClientConfig["include"]>;
}

/** All of them. */
export const histories: readonly History[] = [
  {
    name: "@figma/rest-api-spec",
    folder: "figma-rest-api-spec",
    document: "openapi/openapi.yaml",
    versions: ["0.18.0", "0.24.0", "0.31.0", "0.37.0", "0.43.0"],
  },
  {
    name: "@octokit/openapi",
    folder: "octokit-openapi",
    document: "generated/api.github.com.json",
    versions: ["16.0.0", "17.0.0", "18.0.0", "19.0.0", "20.0.0", "21.0.0", "22.0.0", "23.0.0"],
    part: { tags: ["issues", "pulls", "repos"] },
  },
];
