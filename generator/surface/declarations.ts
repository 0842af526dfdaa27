/** Turns the files of a client into what its callers can name: each export with its declaration, without bodies and comments. */

import type TypeScript from "typescript";

/** What callers can import, by name, with the text of its declaration. */
export type Declarations = ReadonlyMap<string, string>;

type Ts = typeof TypeScript;

/** A file as it was or would be written. */
interface ClientFile {
  /** Relative to the output folder, `/` separated. */
  readonly path: string;
  readonly text: string;
}

/** Where callers import from; the raw client is the document itself in other words. */
const entries: readonly string[] = ["index.ts", "validators.ts", "webhooks.ts"];

/** The module of the package that a copied runtime stands for. */
const runtimeModule = "@clientwright/runtime";

/** A name in a module: declared there, or standing for one of another module. */
type Meaning =
  | { readonly kind: "declared"; readonly nodes: readonly TypeScript.Statement[] }
  | { readonly kind: "foreign"; readonly from: string; readonly name: string };

interface Module {
  readonly source: TypeScript.SourceFile;
  readonly names: ReadonlyMap<string, Meaning>;
  /** What it exports: the name inside by the name outside. */
  readonly exported: ReadonlyMap<string, string>;
}

/** A declaration that a name leads to, or the package that it comes from. */
interface Found {
  readonly key: string;
  readonly module?: Module;
  readonly nodes: readonly TypeScript.Statement[];
}

/**
 * Everything that callers can import, by name (`validators: createPet` for what the main entry point doesn't have), with
 * the text of its declaration and of those behind it that nobody can import. Two clients with the same texts are the same to the
 * compiler: the order of members and of a union's parts, comments, bodies and files don't count.
 */
export async function publicDeclarations(files: readonly ClientFile[]): Promise<Declarations> {
  const { default: ts } = await import("typescript");
  const modules = new Map(
    files
      .filter(({ path }) => path.endsWith(".ts") && !path.startsWith("runtime/"))
      .map((file) => [file.path, moduleOf(ts, file)]),
  );
  const exported = entries.flatMap((entry) => {
    const names = [...(modules.get(entry)?.exported ?? [])];
    return names.map(([name, local]) => {
      const found = follow(modules, entry, local);
      return { name: entry === "index.ts" ? name : `${entry.slice(0, -3)}: ${name}`, found };
    });
  });
  const known = new Set(exported.map(({ found }) => found.key));
  const texts = exported.map(({ name, found }): [string, string] => {
    const hidden = hiddenBehind(ts, modules, found, known);
    return [name, [found, ...hidden].map((one) => textOf(ts, one)).join("\n")];
  });
  return new Map(texts.sort(([left], [right]) => (left < right ? -1 : 1)));
}

function moduleOf(ts: Ts, { path, text }: ClientFile): Module {
  // What is generated says its types, so that no module has to know another for its declarations.
  const { outputText } = ts.transpileDeclaration(text, { fileName: path, compilerOptions: { removeComments: true } });
  const source = ts.createSourceFile(path, outputText, ts.ScriptTarget.ES2022, true);
  const names = new Map<string, Meaning>();
  const exported = new Map<string, string>();
  for (const statement of source.statements) {
    for (const name of declaredBy(ts, statement)) {
      const known = names.get(name);
      const others = known?.kind === "declared" ? known.nodes : [];
      names.set(name, { kind: "declared", nodes: [...others, statement] });
      if (isExported(ts, statement)) exported.set(name, name);
    }
    if (ts.isImportDeclaration(statement)) readImport(ts, path, statement, names);
    if (ts.isExportDeclaration(statement)) readExport(ts, path, statement, names, exported);
  }
  return { source, names, exported };
}

function declaredBy(ts: Ts, statement: TypeScript.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const isNamed =
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isFunctionDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

function isExported(ts: Ts, statement: TypeScript.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

function readImport(ts: Ts, path: string, node: TypeScript.ImportDeclaration, names: Map<string, Meaning>): void {
  const bindings = node.importClause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings)) return;
  const from = moduleName(ts, path, node.moduleSpecifier);
  for (const { name, propertyName } of bindings.elements) {
    names.set(name.text, { kind: "foreign", from, name: (propertyName ?? name).text });
  }
}

function readExport(
  ts: Ts,
  path: string,
  { exportClause, moduleSpecifier }: TypeScript.ExportDeclaration,
  names: Map<string, Meaning>,
  exported: Map<string, string>,
): void {
  if (exportClause === undefined || !ts.isNamedExports(exportClause)) return;
  for (const { name, propertyName } of exportClause.elements) {
    const inner = (propertyName ?? name).text;
    if (moduleSpecifier === undefined) {
      exported.set(name.text, inner);
      continue;
    }
    const from = moduleName(ts, path, moduleSpecifier);
    // No name of the module itself: two exports may stand for one, and one of its own may be called so.
    const local = `${from} ${inner}`;
    names.set(local, { kind: "foreign", from, name: inner });
    exported.set(name.text, local);
  }
}

/** Path of a module of the client, or name of a package. */
function moduleName(ts: Ts, path: string, specifier: TypeScript.Expression): string {
  const text = ts.isStringLiteral(specifier) ? specifier.text : "";
  if (!text.startsWith(".")) return text;
  const { pathname } = new URL(text, `file:///${path}`);
  const target = pathname.slice(1).replace(/\.js$/, ".ts");
  const [, folder] = /^runtime\/(?:(.*)\/)?index\.ts$/.exec(target) ?? [];
  if (!target.startsWith("runtime/")) return target;
  return folder === undefined ? runtimeModule : `${runtimeModule}/${folder}`;
}

function follow(modules: ReadonlyMap<string, Module>, path: string, name: string): Found {
  const module = modules.get(path);
  if (module === undefined) return { key: `${path} ${name}`, nodes: [] };
  const meaning = module.names.get(module.exported.get(name) ?? name);
  if (meaning?.kind === "foreign") return follow(modules, meaning.from, meaning.name);
  return { key: `${path} ${name}`, module, nodes: meaning?.nodes ?? [] };
}

/** The declarations of the client that one stands on, and that nobody can import, in the order of their keys. */
function hiddenBehind(
  ts: Ts,
  modules: ReadonlyMap<string, Module>,
  start: Found,
  known: ReadonlySet<string>,
): readonly Found[] {
  const found = new Map<string, Found>();
  const open = [start];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const { module, nodes } = one;
    if (module === undefined) continue;
    for (const name of new Set(nodes.flatMap((node) => identifiersIn(ts, node)))) {
      if (!module.names.has(name)) continue;
      const next = follow(modules, module.source.fileName, name);
      if (next.module === undefined || known.has(next.key) || next.key === start.key || found.has(next.key)) continue;
      found.set(next.key, next);
      open.push(next);
    }
  }
  return [...found].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, one]) => one);
}

function identifiersIn(ts: Ts, node: TypeScript.Node): readonly string[] {
  if (ts.isIdentifier(node)) return [node.text];
  const found: string[] = [];
  node.forEachChild((child) => {
    found.push(...identifiersIn(ts, child));
  });
  return found;
}

function textOf(ts: Ts, { key, module, nodes }: Found): string {
  if (module === undefined) return `from ${JSON.stringify(key.slice(0, key.lastIndexOf(" ")))}`;
  const printer = ts.createPrinter({ removeComments: true });
  const print = (node: TypeScript.Node): string => printer.printNode(ts.EmitHint.Unspecified, node, module.source);
  return nodes.map((node) => print(inOrder(ts, node, print))).join("\n");
}

/** The declaration with its members, and the parts of its unions, in an order that doesn't depend on how they were written. */
function inOrder(ts: Ts, root: TypeScript.Statement, print: (node: TypeScript.Node) => string): TypeScript.Node {
  const { transformed } = ts.transform(root, [
    (context) => (start) => {
      const sort = <Node extends TypeScript.Node>(nodes: readonly Node[]): Node[] =>
        [...nodes].sort((left, right) => (print(left) < print(right) ? -1 : 1));
      const visit = (node: TypeScript.Node): TypeScript.Node => {
        const inner = ts.visitEachChild(node, visit, context);
        const { factory } = context;
        if (ts.isUnionTypeNode(inner))
          return factory.updateUnionTypeNode(inner, factory.createNodeArray(sort(inner.types)));
        if (ts.isTypeLiteralNode(inner)) {
          return factory.updateTypeLiteralNode(inner, factory.createNodeArray(sort(inner.members)));
        }
        if (!ts.isInterfaceDeclaration(inner)) return inner;
        const { modifiers, name, typeParameters, heritageClauses, members } = inner;
        return factory.updateInterfaceDeclaration(
          inner,
          modifiers,
          name,
          typeParameters,
          heritageClauses,
          sort(members),
        );
      };
      return ts.visitNode(start, visit, ts.isStatement);
    },
  ]);
  return transformed[0] ?? root;
}
