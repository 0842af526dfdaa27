/** Turns callers' code into code for a later client, as far as a program can; where a person must decide, it says so. */

import { Project, type SourceFile } from "ts-morph";
import type { Change } from "../diff/index.js";
import { type ClientPlace, isClientFile } from "./callers.js";
import { FileRewriting, type RewrittenFile } from "./file-rewriting.js";

export type { RewrittenFile } from "./file-rewriting.js";

/** Where callers' code is. */
export interface CallerPlaces {
  /** Absolute paths of its modules. */
  readonly files: readonly string[];
  readonly client: ClientPlace;
  /** Absolute path of a tsconfig.json, whose options say how imports are resolved. */
  readonly tsConfig?: string;
}

/**
 * Rewrites callers' code. The client that it imports must still be the old one: names are found through its types.
 * Writes nothing.
 */
export function rewriteCallers(
  changes: readonly Change[],
  { files, client, tsConfig }: CallerPlaces,
): readonly RewrittenFile[] {
  const project = projectFor(client, tsConfig);
  for (const path of files) project.addSourceFileAtPath(path);
  const own = project.getSourceFiles().filter((file) => !isClientFile(file.getFilePath(), client));
  const breaking = changes.filter(
    ({ kind, rewrite, bump }) => rewrite !== undefined || (kind === "types" && bump === "major"),
  );
  if (breaking.length === 0) return [];
  const aliases = new Set(own.flatMap(aliasesIn));
  return own.flatMap((file) => new FileRewriting(file, client, breaking, aliases).run() ?? []);
}

/** What a config says of checks doesn't matter here; that imports lead somewhere does. */
function projectFor({ folder, package: name }: ClientPlace, tsConfig: string | undefined): Project {
  const project = new Project({
    ...(tsConfig !== undefined && { tsConfigFilePath: tsConfig }),
    skipAddingFilesFromTsConfig: true,
    ...(tsConfig === undefined && { compilerOptions: { strict: true, target: 9, module: 99, moduleResolution: 100 } }),
  });
  const { paths } = project.getCompilerOptions();
  // The package by its sources: whether it was built, and where it is installed, is all the same.
  const own = name === undefined ? {} : { [name]: [`${folder}/index.ts`], [`${name}/*`]: [`${folder}/*.ts`] };
  // Errors in scripts say, too, which calls weren't written for this client.
  project.compilerOptions.set({ allowJs: true, checkJs: true, paths: { ...paths, ...own } });
  return project;
}

/** The names that callers give to what others export. */
function aliasesIn(file: SourceFile): readonly string[] {
  const imported = file.getImportDeclarations().flatMap((one) => one.getNamedImports());
  const exported = file.getExportDeclarations().flatMap((one) => one.getNamedExports());
  return [...imported, ...exported].flatMap((one) => one.getAliasNode()?.getText() ?? []);
}
