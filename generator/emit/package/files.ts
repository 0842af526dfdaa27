/** Emits what makes a client a package of its own: package.json, tsconfig.json, README, licence, .gitattributes. */

import type { Model } from "../../model/types.js";
import { hooksOf } from "../hooks.js";
import type { EmitOptions, PackageOptions } from "../options.js";
import type { EmittedText } from "../types.js";
import { licenseText } from "./license.js";
import { readme } from "./readme.js";

/** The TypeScript that the emitted package is built with: the newest of the line that the generator is tested with. */
const typescriptRange = "^5.9.3";

function entry(path: string): { types: string; default: string } {
  return { types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` };
}

function packageJson(model: Model, options: EmitOptions, chosen: PackageOptions): string {
  const resources = model.resources.map(({ file }) => [`./resources/${file}`, entry(`resources/${file}`)]);
  const dependencies =
    options.runtime === "package" ? { "@clientwright/runtime": `^${options.version}` } : options.vendoredDependencies;
  const value = {
    name: chosen.name,
    version: "0.0.0",
    description: chosen.description ?? `Typed client of ${model.title}.`,
    license: chosen.license ?? "MIT",
    ...(chosen.repository === undefined ? {} : { repository: { type: "git", url: chosen.repository } }),
    type: "module",
    sideEffects: false,
    engines: { node: ">=20.19" },
    exports: {
      ".": entry("index"),
      ...(options.raw ? { "./raw": entry("raw") } : {}),
      ...(model.checks ? { "./validators": entry("validators") } : {}),
      ...(hooksOf(model).length > 0 ? { "./webhooks": entry("webhooks") } : {}),
      ...Object.fromEntries(resources),
      "./package.json": "./package.json",
    },
    files: ["dist", "!dist/**/*.tsbuildinfo"],
    scripts: { build: "tsc -p .", prepack: "npm run build" },
    dependencies,
    devDependencies: { typescript: typescriptRange },
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Extends nothing: the package builds in anyone's repository. */
const tsconfig = `{
  "compilerOptions": {
    "target": "ES2022",
    "lib": ["ES2022", "DOM", "DOM.Iterable"],
    "module": "NodeNext",
    "moduleResolution": "NodeNext",
    "types": [],
    "strict": true,
    "exactOptionalPropertyTypes": true,
    "noUncheckedIndexedAccess": true,
    "noPropertyAccessFromIndexSignature": true,
    "noImplicitOverride": true,
    "verbatimModuleSyntax": true,
    "erasableSyntaxOnly": true,
    "isolatedDeclarations": true,
    "declaration": true,
    "rootDir": ".",
    "outDir": "dist",
    "incremental": true,
    "tsBuildInfoFile": "dist/.tsbuildinfo"
  },
  "include": ["**/*.ts"],
  "exclude": ["dist", "node_modules"]
}
`;

const gitattributes = "* text=auto eol=lf linguist-generated\n";

/** The files of a package around the client's modules. */
export function emitPackage(model: Model, options: EmitOptions, chosen: PackageOptions): EmittedText[] {
  const text = (path: string, content: string): EmittedText => ({ kind: "text", path, text: content });
  const license = licenseText(chosen.license ?? "MIT", model.title);
  return [
    text("package.json", packageJson(model, options, chosen)),
    text("tsconfig.json", tsconfig),
    text("README.md", readme(model, options, chosen)),
    text("LICENSE", license),
    text(".gitattributes", gitattributes),
  ];
}
