/** Turns the flags about clients into options of a client, and back into words of the command line. */

import { resolve } from "node:path";
import type { ClientConfig } from "../config.js";
import { isUrl, withoutPassword } from "./places.js";

/** What the command line says about clients. */
export interface TargetFlags {
  readonly document?: string | undefined;
  readonly output?: string | undefined;
  readonly overlay?: readonly string[] | undefined;
  readonly config?: string | undefined;
  readonly client?: readonly string[] | undefined;
  readonly name?: string | undefined;
  readonly casing?: ClientConfig["casing"];
  readonly dates?: ClientConfig["dates"];
  readonly int64?: ClientConfig["int64"];
  readonly bytes?: ClientConfig["bytes"];
  readonly enums?: ClientConfig["enums"];
  readonly arguments?: ClientConfig["arguments"];
  /** `false` (`--no-package`) takes back what the manifest records. */
  readonly package?: string | false | undefined;
  /** `false` (`--no-raw`) takes back what the manifest records. */
  readonly raw?: boolean | undefined;
  /** `false` (`--no-validators`) takes back what the manifest records. */
  readonly validators?: boolean | undefined;
  readonly runtime?: ClientConfig["runtime"];
  readonly includeTag?: readonly string[] | undefined;
  readonly includePath?: readonly string[] | undefined;
  readonly includeOperation?: readonly string[] | undefined;
  readonly excludeTag?: readonly string[] | undefined;
  readonly excludePath?: readonly string[] | undefined;
  readonly excludeOperation?: readonly string[] | undefined;
  readonly excludeDeprecated?: boolean | undefined;
  /** `false` (`--no-filters`) takes back what the manifest records; other filters may be given beside it. */
  readonly filters?: boolean | undefined;
  readonly allowHost?: readonly string[] | undefined;
  readonly allowFolder?: readonly string[] | undefined;
}

/** Flag by option of a client, in the words of the command line. */
export const flagNames: { readonly [option: string]: string } = {
  document: "[document]",
  output: "--output",
  overlays: "--overlay",
  name: "--name",
  casing: "--casing",
  dates: "--dates",
  int64: "--int64",
  bytes: "--bytes",
  enums: "--enums",
  arguments: "--arguments",
  package: "--package",
  raw: "--raw",
  validators: "--validators",
  runtime: "--runtime",
  include: "--include-…",
  exclude: "--exclude-…",
  allowHosts: "--allow-host",
  allowFolders: "--allow-folder",
};

/** The options given on the command line, no others. Folders are absolute; what is taken back is `undefined`. */
export function clientOf(flags: TargetFlags, output: string, cwd: string): Omit<ClientConfig, "document"> {
  const { package: own } = flags;
  return {
    output,
    ...(flags.overlay !== undefined && {
      overlays: flags.overlay.map((place) => (isUrl(place) ? place : resolve(cwd, place))),
    }),
    ...(flags.name !== undefined && { name: flags.name }),
    ...(flags.casing !== undefined && { casing: flags.casing }),
    ...(flags.dates !== undefined && { dates: flags.dates }),
    ...(flags.int64 !== undefined && { int64: flags.int64 }),
    ...(flags.bytes !== undefined && { bytes: flags.bytes }),
    ...(flags.enums !== undefined && { enums: flags.enums }),
    ...(flags.arguments !== undefined && { arguments: flags.arguments }),
    ...(flags.raw !== undefined && { raw: flags.raw }),
    ...(flags.validators !== undefined && { validators: flags.validators }),
    ...(flags.runtime !== undefined && { runtime: flags.runtime }),
    ...(own !== undefined && { package: own === false ? undefined : { name: own } }),
    ...filtersOf(flags),
    ...(flags.allowHost !== undefined && { allowHosts: flags.allowHost }),
    ...(flags.allowFolder !== undefined && { allowFolders: flags.allowFolder.map((path) => resolve(cwd, path)) }),
  };
}

/** Filters of one kind replace all recorded ones of that kind. */
function filtersOf(flags: TargetFlags): Pick<ClientConfig, "include" | "exclude"> {
  const include = fieldsOf({
    tags: flags.includeTag,
    paths: flags.includePath,
    operations: flags.includeOperation,
  });
  const exclude = fieldsOf({
    tags: flags.excludeTag,
    paths: flags.excludePath,
    operations: flags.excludeOperation,
    deprecated: flags.excludeDeprecated,
  });
  return flags.filters === false ? { include, exclude } : { ...(include && { include }), ...(exclude && { exclude }) };
}

/** `undefined` if no field has a value. */
function fieldsOf<Fields extends object>(fields: Fields): Fields | undefined {
  return Object.values(fields).some((field) => field !== undefined) ? fields : undefined;
}

/** The document and the flags of a client as they were given, a word each; a password in a URL is left out. */
export function wordsOf(flags: TargetFlags): readonly string[] {
  const { document, output, name, casing, dates, int64, bytes, enums, package: own, raw, validators, runtime } = flags;
  return [
    ...(document === undefined ? [] : [withoutPassword(document)]),
    ...valued("-o", output),
    ...repeated("--overlay", flags.overlay?.map(withoutPassword)),
    ...valued("--name", name),
    ...valued("--casing", casing),
    ...valued("--dates", dates),
    ...valued("--int64", int64),
    ...valued("--bytes", bytes),
    ...valued("--enums", enums),
    ...valued("--arguments", flags.arguments),
    ...(own === false ? ["--no-package"] : valued("--package", own)),
    ...(raw === undefined ? [] : [raw ? "--raw" : "--no-raw"]),
    ...(validators === undefined ? [] : [validators ? "--validators" : "--no-validators"]),
    ...valued("--runtime", runtime),
    ...(flags.filters === false ? ["--no-filters"] : []),
    ...repeated("--include-tag", flags.includeTag),
    ...repeated("--include-path", flags.includePath),
    ...repeated("--include-operation", flags.includeOperation),
    ...repeated("--exclude-tag", flags.excludeTag),
    ...repeated("--exclude-path", flags.excludePath),
    ...repeated("--exclude-operation", flags.excludeOperation),
    ...(flags.excludeDeprecated ? ["--exclude-deprecated"] : []),
    ...repeated("--allow-host", flags.allowHost),
    ...repeated("--allow-folder", flags.allowFolder),
  ];
}

function valued(flag: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [flag, value];
}

function repeated(flag: string, values: readonly string[] = []): readonly string[] {
  return values.flatMap((value) => [flag, value]);
}
