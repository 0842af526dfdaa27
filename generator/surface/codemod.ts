/** Turns callers' code into code for a later client, as far as a program can; where a person must decide, it says so. */

import { type Identifier, Node, Project, type SourceFile } from "ts-morph";
import type { Change, Rewrite } from "../diff/index.js";
import { type ClientPlace, exportUses, isClientFile, memberOwners } from "./callers.js";
import { type RewrittenCall, rewriteCall } from "./calls.js";
import { Edits } from "./edits.js";

/** One file of callers' code that changes. */
export interface RewrittenFile {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  /** What was done, by line (from 1) of the old text. */
  readonly notes: readonly { readonly line: number; readonly text: string }[];
}

/** Where callers' code is. */
export interface CallerPlaces {
  /** Absolute path of the folder. */
  readonly folder: string;
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
  { folder, client, tsConfig }: CallerPlaces,
): readonly RewrittenFile[] {
  const project = new Project({
    ...(tsConfig !== undefined && { tsConfigFilePath: tsConfig }),
    skipAddingFilesFromTsConfig: true,
    // What a config says of checks doesn't matter here; that imports lead somewhere does.
    ...(tsConfig === undefined && { compilerOptions: { strict: true, target: 9, module: 99, moduleResolution: 100 } }),
  });
  project.addSourceFilesAtPaths([
    `${folder}/**/*.{ts,tsx,mts,cts}`,
    `!${folder}/**/node_modules/**`,
    `!${folder}/**/dist/**`,
    `!${folder}/**/*.d.ts`,
  ]);
  const files = project.getSourceFiles().filter((file) => !isClientFile(file.getFilePath(), client));
  const breaking = changes.filter(
    ({ kind, rewrite, bump }) => rewrite !== undefined || (kind === "types" && bump === "major"),
  );
  return files.flatMap((file) => new FileRewriting(file, client, breaking).run() ?? []);
}

/** One file under way. */
class FileRewriting {
  readonly #file: SourceFile;
  readonly #client: ClientPlace;
  readonly #changes: readonly Change[];
  readonly #edits = new Edits();
  readonly #comments = new Set<string>();
  readonly #notes: { line: number; text: string }[] = [];

  constructor(file: SourceFile, client: ClientPlace, changes: readonly Change[]) {
    this.#file = file;
    this.#client = client;
    this.#changes = changes;
  }

  /** `undefined` if nothing changes. */
  run(): RewrittenFile | undefined {
    // Calls first: what is inside of them is taken over as it is, and rewritten in a second run.
    this.#rewriteCalls();
    this.#rewriteExports();
    this.#rewriteMembers();
    if (this.#notes.length === 0) return undefined;
    const notes = [...this.#notes].sort((left, right) => left.line - right.line);
    return { path: this.#file.getFilePath(), text: this.#edits.applied(this.#file.getFullText()), notes };
  }

  #rewriteExports(): void {
    const names = new Map(this.#rewrites("export").map(({ from, to }) => [from, to]));
    const questions = new Map(this.#unanswered().map((change) => [change.subject, change]));
    for (const { name, node } of exportUses(this.#file, this.#client)) {
      const to = names.get(name);
      if (to !== undefined) this.#replace(node, to);
      const question = questions.get(name);
      if (question !== undefined && !isImport(node)) this.#ask(node, question);
    }
  }

  /** Methods, and members of inputs and models. */
  #rewriteMembers(): void {
    const methods = this.#rewrites("method");
    const members = new Map(this.#rewrites("member").map(({ of, from, to }) => [`${of}.${from}`, to]));
    const questions = new Map(
      this.#unanswered().flatMap((change) => {
        const { member } = change;
        return member === undefined ? [] : [[`${member.of}.${member.name}`, change] as const];
      }),
    );
    for (const node of this.#file.getDescendants().filter(Node.isIdentifier)) {
      const name = node.getText();
      const method = methods.find(({ from }) => from.at(-1) === name);
      const isKnown =
        method !== undefined || [...members.keys(), ...questions.keys()].some((key) => key.endsWith(`.${name}`));
      const owners = isKnown ? memberOwners(node, this.#client) : [];
      if (method !== undefined && owners.includes(method.of)) this.#rewriteMethod(node, method);
      for (const owner of owners) {
        const to = members.get(`${owner}.${name}`);
        if (to !== undefined) this.#replace(node, to);
        const question = questions.get(`${owner}.${name}`);
        if (question !== undefined) this.#ask(node, question);
      }
    }
  }

  /** `zoo.pets.list` to `zoo.animals.find`; where the way to the resource isn't written there, only the name can follow. */
  #rewriteMethod(node: Identifier, { from, to }: Rewrite & { kind: "method" }): void {
    const [place, other] = [from, to].map((path) => path.slice(0, -1).join("."));
    const chain = accessChain(node, from.length);
    if (place === other) this.#replace(node, to.at(-1) ?? "");
    else if (chain?.names.join(".") === from.join(".")) {
      const edit = { start: chain.start, end: node.getEnd(), text: to.join(".") };
      this.#edit(node, edit, `${from.join(".")} → ${to.join(".")}`);
    } else this.#comment(node, `call ${to.join(".")} of the client`);
  }

  #rewriteCalls(): void {
    const rewrites = this.#rewrites("input");
    if (rewrites.length === 0) return;
    const functions = new Map(exportUses(this.#file, this.#client).map(({ name, node }) => [node, name]));
    for (const call of this.#file.getDescendants().filter(Node.isCallExpression)) {
      const callee = call.getExpression();
      const name = Node.isPropertyAccessExpression(callee) ? callee.getNameNode() : callee;
      if (!Node.isIdentifier(name)) continue;
      const rewrite =
        rewrites.find((one) => functions.get(name) === one.function) ?? this.#methodRewrite(name, rewrites);
      if (rewrite === undefined) continue;
      const result = rewriteCall(call, rewrite, functions.has(name) ? 1 : 0);
      if (typeof result === "string") this.#comment(call, result);
      else this.#rewriteArguments(call, rewrite.function, result);
    }
  }

  #methodRewrite(
    name: Identifier,
    rewrites: readonly (Rewrite & { kind: "input" })[],
  ): (Rewrite & { kind: "input" }) | undefined {
    const named = rewrites.filter(({ method }) => method === name.getText());
    const owners = named.length === 0 ? [] : memberOwners(name, this.#client);
    return named.find(({ of }) => owners.includes(of));
  }

  #rewriteArguments(call: Node, name: string, { start, end, text, question }: RewrittenCall): void {
    this.#edit(call, { start, end, text }, `input of ${name}`);
    if (question !== undefined) this.#comment(call, question);
  }

  #replace(node: Identifier, to: string): void {
    const parent = node.getParent();
    const isShorthand = Node.isShorthandPropertyAssignment(parent);
    // In `{ limit }` the name is that of the member and of a variable.
    const isMember = isShorthand && memberOwners(node, this.#client).length > 0;
    const text = isMember ? `${to}: ${node.getText()}` : isShorthand ? `${node.getText()}: ${to}` : to;
    const isBinding = Node.isBindingElement(parent) && parent.getPropertyNameNode() === undefined;
    const whole = isBinding ? `${to}: ${node.getText()}` : text;
    this.#edit(node, { start: node.getStart(), end: node.getEnd(), text: whole }, `${node.getText()} → ${to}`);
  }

  #edit(node: Node, edit: { start: number; end: number; text: string }, note: string): void {
    if (this.#edits.add(edit)) this.#note(node, note);
    else this.#comment(node, "run the codemod once more: something else was rewritten here");
  }

  #ask(node: Node, { subject, message, action = "" }: Change): void {
    this.#comment(node, `${subject} ${message.replaceAll("`", "")}. ${action.replaceAll("`", "")}`.trim());
  }

  /** A line above the statement, once. */
  #comment(node: Node, text: string): void {
    const statement = node.getFirstAncestor((one) => Node.isStatement(one) && !Node.isBlock(one)) ?? node;
    const start = statement.getStart();
    const line = `// clientwright: ${text}`;
    const before = this.#file.getFullText().slice(0, start);
    const key = `${start} ${line}`;
    if (this.#comments.has(key) || before.trimEnd().endsWith(line)) return;
    this.#comments.add(key);
    const indent = /[^\S\n]*$/.exec(before)?.[0] ?? "";
    if (this.#edits.add({ start, end: start, text: `${line}\n${indent}` })) this.#note(node, line);
  }

  #note(node: Node, text: string): void {
    this.#notes.push({ line: node.getStartLineNumber(), text });
  }

  #rewrites<Kind extends Rewrite["kind"]>(kind: Kind): (Rewrite & { kind: Kind })[] {
    const isOf = (rewrite: Rewrite): rewrite is Rewrite & { kind: Kind } => rewrite.kind === kind;
    return this.#changes.flatMap(({ rewrite }) => (rewrite !== undefined && isOf(rewrite) ? [rewrite] : []));
  }

  /** What no program can rewrite. */
  #unanswered(): readonly Change[] {
    return this.#changes.filter(({ rewrite, action }) => rewrite === undefined && action !== undefined);
  }
}

function isImport(node: Identifier): boolean {
  return node.getFirstAncestor(Node.isImportDeclaration) !== undefined;
}

/** The last names of a chain of accesses, `["pets", "list"]` of `zoo.pets.list`, and where they begin. */
function accessChain(
  last: Identifier,
  length: number,
): { readonly names: readonly string[]; readonly start: number } | undefined {
  const names = [last.getText()];
  let start = last.getStart();
  let access = last.getParent();
  while (names.length < length) {
    const inner = Node.isPropertyAccessExpression(access) ? access.getExpression() : undefined;
    if (!Node.isPropertyAccessExpression(inner)) return undefined;
    names.unshift(inner.getName());
    start = inner.getNameNode().getStart();
    access = inner;
  }
  return { names, start };
}
