/** Turns documents into the differences that the type-checker finds between our types and openapi-typescript's. */

import { dirname, join } from "node:path";
import ts from "typescript";
import type { Task } from "../corpus/pool.js";
import { type Incomparable, type Sides, sidesOf } from "./sides.js";

/** A schema whose types can't be given for each other. */
export interface Difference {
  /** Its key in `components.schemas`. */
  readonly schema: string;
  /** `given`: theirs isn't what ours takes. `taken`: ours isn't what theirs takes. */
  readonly direction: "given" | "taken";
  /** What the compiler says. */
  readonly message: string;
}

/** What came of one document. */
export interface Comparison {
  readonly document: string;
  /** How many schemas were compared. */
  readonly schemas: number;
  readonly differences: readonly Difference[];
  /** Why nothing could be compared. */
  readonly incomparable?: string;
}

/**
 * Compares the types of every component schema, each by itself: what it refers to counts as the same.
 *
 * @param documents - They are checked in one program, so that its libraries are read once; memory bounds their number.
 */
export async function compare(documents: readonly Task[]): Promise<Comparison[]> {
  const all: (Sides | Incomparable)[] = [];
  for (const { path } of documents) all.push(await sidesOf(path, dirname(path)));
  const check = checker(all.flatMap((sides, index) => ("reason" in sides ? [] : modulesOf(sides, index))));
  return documents.map(({ name: document }, index): Comparison => {
    const sides = all[index];
    if (sides === undefined || "reason" in sides) return incomparable(document, sides?.reason ?? "");
    const [broken] = check(`${index}.theirs.ts`);
    if (broken) return incomparable(document, `what openapi-typescript makes of it doesn't compile: ${broken.message}`);
    return { document, schemas: sides.schemas.length, differences: differencesIn(sides, check(`${index}.ours.ts`)) };
  });
}

function incomparable(document: string, reason: string): Comparison {
  return { document, schemas: 0, differences: [], incomparable: reason };
}

type Module = readonly [name: string, text: string];

function modulesOf(sides: Sides, index: number): Module[] {
  const tests = sides.schemas.flatMap(({ name }, place) => [
    `export const given${place}: Our_${name} = some<${name}>();`,
    `export const taken${place}: ${name} = some<Our_${name}>();`,
  ]);
  return [
    [`${index}.theirs.ts`, sides.theirs],
    [`${index}.ours.ts`, [...headOf(sides, index), ...tests].join("\n")],
  ];
}

function headOf({ schemas, ours }: Sides, index = 0): string[] {
  return [
    `import type { components as Theirs } from "./${index}.theirs.js";`,
    ...schemas.map(({ key, name }) => `type ${name} = Theirs["schemas"][${JSON.stringify(key)}];`),
    "declare function some<Type>(): Type;",
    // Room for tags to come is a choice of ours.
    "type OtherTag<Of = string> = Of;",
    ...ours.split("\n"),
  ];
}

function differencesIn(sides: Sides, found: readonly Finding[]): Difference[] {
  const first = headOf(sides).length;
  return found.map(({ line, message }): Difference => {
    const at = line - first;
    const schema = sides.schemas[Math.floor(at / 2)]?.key;
    if (schema === undefined) throw new Error(`Line ${line + 1} of our types doesn't compile: ${message}`);
    return { schema, direction: at % 2 === 0 ? "given" : "taken", message };
  });
}

/** An error: its line, from 0, and what the compiler says. */
interface Finding {
  readonly line: number;
  readonly message: string;
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  // Without `exactOptionalPropertyTypes`: `?: T` and `?: T | undefined` are the same.
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
};

const libraries = new Map<string, ts.SourceFile | undefined>();

/** Finds errors in modules that exist in memory only. */
function checker(modules: readonly Module[]): (name: string) => readonly Finding[] {
  const pathOf = (name: string): string => join(import.meta.dirname, name).replaceAll("\\", "/");
  const texts = new Map(modules.map(([name, text]) => [pathOf(name), text]));
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  const exists = host.fileExists.bind(host);
  host.fileExists = (path) => texts.has(path) || exists(path);
  host.getSourceFile = (path, version) => {
    const text = texts.get(path);
    if (text !== undefined) return ts.createSourceFile(path, text, version);
    if (!libraries.has(path)) libraries.set(path, read(path, version));
    return libraries.get(path);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return (name) => {
    const file = program.getSourceFile(pathOf(name));
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((diagnostic) => ({
      line: file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0,
      message: ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"),
    }));
  };
}
