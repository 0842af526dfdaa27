/** Turns emitted files into files on disk: the only writer. */

import type { EmittedFile } from "../emit/types.js";
import { inspectModules } from "./inspect.js";
import { commitFiles } from "./journal.js";
import type { Plan } from "./plan.js";
import { type PrintedFile, printFiles } from "./print.js";

export { judgeContent, judgeFolder, overlap, type Refusal, type Surroundings } from "./folder.js";
export { type Recovery, recover } from "./journal.js";
export { canonical, contentHash, hashFiles, type Manifest, manifestName, printManifest } from "./manifest.js";
export { keepVersion } from "./package-version.js";
export { type Plan, type PlannedFile, planFiles } from "./plan.js";
export { headerLine, type PrintedFile } from "./print.js";

/** Modules that hold nothing but type declarations. */
const typesOnly: ReadonlySet<string> = new Set(["schema.ts"]);

/**
 * Prints emitted files and checks the result before anybody can write it.
 *
 * @param source - Base name or URL of the document, for the header line of modules.
 * @throws if a printed module is not what our emitters may print: a bug of ours, never the document's fault.
 */
export async function print(files: readonly EmittedFile[], source: string): Promise<readonly PrintedFile[]> {
  const printed = await printFiles(files, source);
  const modules = printed.filter(({ path }, index) => files[index]?.kind === "module" || typesOnly.has(path));
  const faults = [...repeatedPaths(printed), ...(await inspectModules(modules, typesOnly))];
  if (faults.length > 0) throw new Error(`The generated code is not as it must be: ${faults.join("; ")}`);
  return printed;
}

/**
 * Carries out a plan. Files that don't change are not touched.
 *
 * @throws the file system's error; see `commitFiles` for what is on disk then.
 */
export function commit(plan: Plan): void {
  const write = plan.files.flatMap(({ path, text, change }) =>
    text !== undefined && (change === "create" || change === "update") ? [{ path, text }] : [],
  );
  const remove = plan.files.filter(({ change }) => change === "remove").map(({ path }) => path);
  if (write.length > 0 || remove.length > 0) commitFiles(plan.output, write, remove);
}

function repeatedPaths(files: readonly PrintedFile[]): string[] {
  const seen = new Set<string>();
  return files.flatMap(({ path }) => {
    // Two names that differ in case only are one file on many disks.
    const key = path.toLowerCase();
    if (seen.has(key)) return [`${path} would be written twice`];
    seen.add(key);
    return [];
  });
}
