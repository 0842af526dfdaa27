/** Turns the options that hold paths into the same options with other paths: absolute ones, or those of another folder. */

import { isUrl } from "./places.js";

interface Paths {
  readonly overlays?: readonly string[] | undefined;
  readonly allowFolders?: readonly string[] | undefined;
}

/** Changes each path in the options of a client but those of its document and its output. URLs stay as they are. */
export function mapPaths<Options extends Paths>(options: Options, change: (path: string) => string): Options {
  const { overlays, allowFolders } = options;
  const changeAll = (paths: readonly string[]): readonly string[] =>
    paths.map((path) => (isUrl(path) ? path : change(path)));
  return {
    ...options,
    ...(overlays && { overlays: changeAll(overlays) }),
    ...(allowFolders && { allowFolders: changeAll(allowFolders) }),
  };
}
