/** Collects the imports of one module: a name is taken through here, and taking it is importing it. */

import type { NamedImport } from "./types.js";

/** Relative specifier from one module of the client to another. */
function relativeSpecifier(from: string, to: string): string {
  const depth = from.split("/").length - 1;
  const target = to.replace(/\.ts$/, ".js");
  const directory = from.slice(0, from.lastIndexOf("/") + 1);
  if (directory !== "" && target.startsWith(directory)) return `./${target.slice(directory.length)}`;
  return depth === 0 ? `./${target}` : `${"../".repeat(depth)}${target}`;
}

/** Where a client finds its runtime: a package name, or modules of the output folder where it is vendored. */
export interface RuntimeModules {
  readonly main: string;
  /** The entry point behind `raw.ts`. */
  readonly raw: string;
  /** The entry point behind `validators.ts`. */
  readonly validation: string;
}

/** The imports of one module: using a name is importing it. */
export class Imports {
  readonly #path: string;
  readonly #runtime: RuntimeModules;
  readonly #modules = new Map<string, Map<string, boolean>>();
  readonly #namespaces = new Map<string, string>();

  /** @param path - The module that imports, relative to the output folder. */
  constructor(path: string, runtime: RuntimeModules) {
    this.#path = path;
    this.#runtime = runtime;
  }

  /** A value of the runtime. */
  runtime(name: string): string {
    return this.#take(this.specifier(this.#runtime.main), name, false);
  }

  /** A type of the runtime. */
  runtimeType(name: string): string {
    return this.#take(this.specifier(this.#runtime.main), name, true);
  }

  /** A value of the runtime's raw entry point. */
  rawRuntime(name: string): string {
    return this.#take(this.specifier(this.#runtime.raw), name, false);
  }

  /** A type of the runtime's raw entry point. */
  rawRuntimeType(name: string): string {
    return this.#take(this.specifier(this.#runtime.raw), name, true);
  }

  /** A value of what validators stand on. */
  validation(name: string): string {
    return this.#take(this.specifier(this.#runtime.validation), name, false);
  }

  /** How this module names what validators stand on. */
  validationModule(): string {
    return this.specifier(this.#runtime.validation);
  }

  /** A type of what validators stand on. */
  validationType(name: string): string {
    return this.#take(this.specifier(this.#runtime.validation), name, true);
  }

  /** How this module names another one: relative if it lies in the output folder. */
  specifier(module: string): string {
    return module.endsWith(".ts") ? relativeSpecifier(this.#path, module) : module;
  }

  /** A value of another module of the client; of this module itself it is simply in scope. */
  local(path: string, name: string): string {
    return path === this.#path ? name : this.#take(this.specifier(path), name, false);
  }

  /** A type of another module of the client. */
  localType(path: string, name: string): string {
    return path === this.#path ? name : this.#take(this.specifier(path), name, true);
  }

  /** All types of another module of the client, under one name. */
  localTypes(path: string, alias: string): string {
    this.#modules.set(this.specifier(path), new Map());
    this.#namespaces.set(this.specifier(path), alias);
    return alias;
  }

  /** What was taken, by module specifier. Read it after every name was taken. */
  collected(): ReadonlyMap<string, readonly NamedImport[]> {
    return new Map(
      [...this.#modules].map(([specifier, names]) => [
        specifier,
        [...[...names].map(([name, isTypeOnly]) => ({ name, isTypeOnly })), ...this.#namespace(specifier)],
      ]),
    );
  }

  #namespace(specifier: string): NamedImport[] {
    const alias = this.#namespaces.get(specifier);
    return alias === undefined ? [] : [{ name: alias, isTypeOnly: true, isNamespace: true }];
  }

  #take(specifier: string, name: string, isTypeOnly: boolean): string {
    const names = this.#modules.get(specifier) ?? new Map<string, boolean>();
    names.set(name, (names.get(name) ?? true) && isTypeOnly);
    this.#modules.set(specifier, names);
    return name;
  }
}
