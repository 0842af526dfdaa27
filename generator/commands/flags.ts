/** Turns the flags about clients into options of a client, and back into words of the command line. */

import { resolve } from "node:path";
import type { ClientConfig } from "../config.js";
import { withoutPassword } from "./places.js";

/** What the command line says about clients. */
export interface TargetFlags {
  readonly document?: string | undefined;
  readonly output?: string | undefined;
  readonly config?: string | undefined;
  readonly client?: readonly string[] | undefined;
  readonly name?: string | undefined;
  readonly casing?: ClientConfig["casing"];
  readonly dates?: ClientConfig["dates"];
  readonly enums?: ClientConfig["enums"];
  /** `false` (`--no-package`) takes back what the manifest records. */
  readonly package?: string | false | undefined;
  /** `false` (`--no-raw`) takes back what the manifest records. */
  readonly raw?: boolean | undefined;
  readonly runtime?: ClientConfig["runtime"];
  readonly allowHost?: readonly string[] | undefined;
  readonly allowFolder?: readonly string[] | undefined;
}

/** Flag by option of a client, in the words of the command line. */
export const flagNames: { readonly [option: string]: string } = {
  document: "[document]",
  output: "--output",
  name: "--name",
  casing: "--casing",
  dates: "--dates",
  enums: "--enums",
  package: "--package",
  raw: "--raw",
  runtime: "--runtime",
  allowHosts: "--allow-host",
  allowFolders: "--allow-folder",
};

/** The options given on the command line, no others. Folders are absolute; a package taken back is `undefined`. */
export function clientOf(flags: TargetFlags, output: string, cwd: string): Omit<ClientConfig, "document"> {
  const { package: own } = flags;
  return {
    output,
    ...(flags.name !== undefined && { name: flags.name }),
    ...(flags.casing !== undefined && { casing: flags.casing }),
    ...(flags.dates !== undefined && { dates: flags.dates }),
    ...(flags.enums !== undefined && { enums: flags.enums }),
    ...(flags.raw !== undefined && { raw: flags.raw }),
    ...(flags.runtime !== undefined && { runtime: flags.runtime }),
    ...(own !== undefined && { package: own === false ? undefined : { name: own } }),
    ...(flags.allowHost !== undefined && { allowHosts: flags.allowHost }),
    ...(flags.allowFolder !== undefined && { allowFolders: flags.allowFolder.map((path) => resolve(cwd, path)) }),
  };
}

/** The document and the flags of a client as they were given, a word each; a password in a URL is left out. */
export function wordsOf(flags: TargetFlags): readonly string[] {
  const { document, output, name, casing, dates, enums, package: own, raw, runtime } = flags;
  return [
    ...(document === undefined ? [] : [withoutPassword(document)]),
    ...valued("-o", output),
    ...valued("--name", name),
    ...valued("--casing", casing),
    ...valued("--dates", dates),
    ...valued("--enums", enums),
    ...(own === false ? ["--no-package"] : valued("--package", own)),
    ...(raw === undefined ? [] : [raw ? "--raw" : "--no-raw"]),
    ...valued("--runtime", runtime),
    ...(flags.allowHost ?? []).flatMap((host) => ["--allow-host", host]),
    ...(flags.allowFolder ?? []).flatMap((folder) => ["--allow-folder", folder]),
  ];
}

function valued(flag: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [flag, value];
}
