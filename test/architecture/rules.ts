/** The table of who may import what (DESIGN §3), and the judge that applies it to the sources. */

import { posix } from "node:path";
import { type Import, importsOf } from "./imports.js";

/** Text by path, relative to the repository. */
export type Sources = ReadonlyMap<string, string>;

/** Allows imports whose target matches: a path for relative imports, else the specifier. */
interface Permission {
  readonly target: RegExp;
  readonly typeOnly?: true;
  /** Only for this file. */
  readonly file?: string;
}

interface Rule {
  /** Which files it is for. The first rule that matches counts. */
  readonly from: RegExp;
  readonly may: readonly Permission[];
}

const diagnostics: Permission = { target: /^generator\/diagnostics\.ts$/ };
const modelTypes: Permission = { target: /^generator\/model\/types\.ts$/ };
const tsMorph: Permission = { target: /^ts-morph$/ };
const nodeBuiltIn: Permission = { target: /^node:/ };

function folder(name: string): Permission {
  return { target: new RegExp(`^${name}/`) };
}

function typesOf(name: string): Permission {
  return { target: new RegExp(`^${name}/`), typeOnly: true };
}

/** Packages that only one part may import, whoever else is free to import packages. */
const confined: readonly { readonly name: RegExp; readonly to: RegExp }[] = [
  { name: /^openapi-fetch$/, to: /^runtime\/transport\.ts$/ },
  { name: /^openapi-typescript$/, to: /^generator\/emit\/schema\.ts$/ },
  { name: /^(yaml|js-yaml)$/, to: /^generator\/load\// },
  { name: /^ts-morph$/, to: /^generator\/(emit|write|surface)\// },
];

const rules: readonly Rule[] = [
  { from: /^runtime\//, may: [folder("runtime"), { target: /^openapi-fetch$/, file: "runtime/transport.ts" }] },
  {
    from: /^generator\/load\//,
    may: [
      folder("generator/load"),
      diagnostics,
      { ...modelTypes, typeOnly: true },
      { target: /^(yaml|js-yaml|json-p3)$/ },
      nodeBuiltIn,
    ],
  },
  {
    from: /^generator\/normalise\//,
    may: [folder("generator/normalise"), typesOf("generator/load"), diagnostics],
  },
  {
    from: /^generator\/model\//,
    may: [folder("generator/model"), typesOf("generator/normalise"), diagnostics],
  },
  {
    from: /^generator\/emit\//,
    may: [
      folder("generator/emit"),
      modelTypes,
      diagnostics,
      tsMorph,
      { target: /^(openapi-typescript|node:worker_threads|typescript)$/, file: "generator/emit/schema.ts" },
      { target: /^node:module$/, file: "generator/emit/ts-morph.ts" },
    ],
  },
  {
    from: /^generator\/write\//,
    may: [
      folder("generator/write"),
      typesOf("generator/emit"),
      modelTypes,
      tsMorph,
      { target: /^node:(fs|fs\/promises|path|crypto)$/ },
      { target: /^node:module$/, file: "generator/write/ts-morph.ts" },
    ],
  },
  { from: /^generator\/diff\//, may: [folder("generator/diff"), modelTypes] },
  {
    from: /^generator\/surface\//,
    may: [folder("generator/surface"), folder("generator/diff"), modelTypes, { target: /^(ts-morph|typescript)$/ }],
  },
  { from: /^generator\/traffic\//, may: [folder("generator/traffic"), modelTypes, diagnostics, nodeBuiltIn] },
  { from: /^generator\/diagnostics\.ts$/, may: [] },
  // Pipeline, commands, command line, config: all of the generator, and packages that aren't confined.
  {
    from: /^generator\//,
    may: [folder("generator"), { target: /^(?!runtime\/|generated\/|test\/|bench\/|\(computed\))/ }],
  },
];

/** One sentence for each import that the table doesn't allow, each cycle of value imports, each empty name. */
export function violations(sources: Sources): readonly string[] {
  const imports = new Map([...sources].map(([path, text]) => [path, importsOf(path, text)]));
  return [
    ...[...imports].flatMap(([path, found]) => found.flatMap((each) => judge(path, each))),
    ...cycles(imports),
    ...[...sources.keys()].filter(isEmptyName).map((path) => `${path} has a name that says nothing`),
  ];
}

/** Files that import a package. */
export function importersOf(sources: Sources, name: string): readonly string[] {
  const imports = ([path, text]: [string, string]): boolean =>
    importsOf(path, text).some(({ specifier }) => specifier === name);
  return [...sources].filter(imports).map(([path]) => path);
}

function judge(path: string, { specifier, typeOnly }: Import): readonly string[] {
  const target = targetOf(path, specifier);
  const place = confined.find(({ name }) => name.test(target));
  if (place !== undefined && !place.to.test(path)) return [`${path} imports ${specifier}, which is another file's`];
  const permissions = permissionsOf(path).filter(
    (permission) => permission.target.test(target) && (permission.file ?? path) === path,
  );
  if (permissions.some((permission) => typeOnly || permission.typeOnly === undefined)) return [];
  if (permissions.length > 0) return [`${path} may import only types from ${target}`];
  return [`${path} may not import ${target}`];
}

function permissionsOf(path: string): readonly Permission[] {
  const client = /^generated\/[^/]+\//.exec(path)?.[0];
  if (client !== undefined) return [{ target: /^@clientwright\/runtime(\/|$)/ }, { target: new RegExp(`^${client}`) }];
  return rules.find(({ from }) => from.test(path))?.may ?? [];
}

function targetOf(path: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  return posix.join(posix.dirname(path), specifier).replace(/\.js$/, ".ts");
}

function isEmptyName(path: string): boolean {
  return /^(utils?|helpers?|common)\.ts$/.test(posix.basename(path));
}

/** Each cycle of value imports once, as `a → b → a`, by a depth-first walk. */
function cycles(imports: ReadonlyMap<string, readonly Import[]>): readonly string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      found.push(`cycle: ${[...trail.slice(start), path].join(" → ")}`);
      return;
    }
    if (done.has(path)) return;
    for (const { specifier, typeOnly } of imports.get(path) ?? []) {
      if (!typeOnly) walk(targetOf(path, specifier), [...trail, path]);
    }
    done.add(path);
  };
  for (const path of imports.keys()) walk(path, []);
  return found;
}
