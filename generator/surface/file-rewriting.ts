/** Turns one file of callers' code into what it must be for a later client, with a note for each place. */

import { type CallExpression, Node, type SourceFile } from "ts-morph";
import type { Change, Rewrite } from "../diff/index.js";
import {
  type ClientPlace,
  exportUse,
  isClientFile,
  isClientModule,
  isOfUnknown,
  memberOwners,
  type NameNode,
  namesIn,
  textOf,
} from "./callers.js";
import { calledBy, rewriteCall } from "./calls.js";
import { type Edit, Edits } from "./edits.js";
import { accessChain, renameExport, renameMember } from "./renaming.js";

/** One file of callers' code that changes. */
export interface RewrittenFile {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  /** What was done, by line (from 1) of the old text. */
  readonly notes: readonly { readonly line: number; readonly text: string }[];
}

type RewriteOf<Kind extends Rewrite["kind"]> = Rewrite & { readonly kind: Kind };

/** A change that a program can make. */
interface Rewritable<Kind extends Rewrite["kind"]> {
  readonly change: Change;
  readonly rewrite: RewriteOf<Kind>;
}

/** One file under way. */
export class FileRewriting {
  readonly #file: SourceFile;
  readonly #client: ClientPlace;
  readonly #changes: readonly Change[];
  /** Names that callers gave to exports of others, in any file. */
  readonly #aliases: ReadonlySet<string>;
  readonly #names: readonly NameNode[];
  readonly #edits: Edits;
  readonly #comments = new Set<string>();
  readonly #notes: { line: number; text: string }[] = [];

  constructor(file: SourceFile, client: ClientPlace, changes: readonly Change[], aliases: ReadonlySet<string>) {
    this.#file = file;
    this.#client = client;
    this.#changes = changes;
    this.#aliases = aliases;
    this.#names = namesIn(file);
    this.#edits = new Edits(file.getFullText());
  }

  /** `undefined` if nothing changes. */
  run(): RewrittenFile | undefined {
    this.#rewriteExports();
    this.#rewriteMembers();
    this.#rewriteCalls();
    this.#askForResources();
    this.#askForMocks();
    if (this.#notes.length === 0) return undefined;
    const notes = [...this.#notes].sort((left, right) => left.line - right.line);
    return { path: this.#file.getFilePath(), text: this.#edits.applied(), notes };
  }

  #rewriteExports(): void {
    const names = new Map(this.#rewrites("export").map(({ rewrite: { from, to } }) => [from, to]));
    const inputs = new Map(this.#rewrites("input").map(({ change, rewrite }) => [rewrite.function, change]));
    const questions = grouped(this.#unanswered(), ({ subject }) => subject);
    const known = new Set([...names.keys(), ...questions.keys(), ...inputs.keys(), ...this.#aliases]);
    for (const node of this.#names) {
      const use = known.has(textOf(node)) ? exportUse(node, this.#client) : undefined;
      if (use === undefined) continue;
      const to = names.get(use.name);
      if (to !== undefined) this.#renameExport(node, to, use.spelled);
      if (isImported(node)) continue;
      for (const question of questions.get(use.name) ?? []) this.#ask(node, question);
      const input = inputs.get(use.name);
      if (input !== undefined && calledBy(node) === undefined && isValue(node)) this.#ask(node, input);
    }
  }

  #renameExport(node: NameNode, to: string, spelled: "here" | "import" | "elsewhere"): void {
    if (spelled === "elsewhere") return;
    // Where the new name is that of something else, the old one is kept as the name in this file.
    const isKept = this.#names.some((other) => Node.isIdentifier(other) && other.getText() === to && !isMember(other));
    if (spelled === "import" && isKept) return;
    this.#edit(node, renameExport(node, to, isKept), `${textOf(node)} → ${to}`);
  }

  /** Methods, and members of inputs and models. */
  #rewriteMembers(): void {
    const methods = grouped(this.#rewrites("method"), ({ rewrite: { from } }) => from.at(-1) ?? "");
    const members = grouped(this.#rewrites("member"), ({ rewrite: { from } }) => from);
    const questions = grouped(
      this.#unanswered().filter(({ member }) => member !== undefined),
      ({ member }) => member?.name ?? "",
    );
    for (const node of this.#names) {
      const name = textOf(node);
      const [called, held, asked] = [methods.get(name) ?? [], members.get(name) ?? [], questions.get(name) ?? []];
      if (called.length + held.length + asked.length === 0) continue;
      const owners = memberOwners(node, this.#client);
      if (owners.length === 0) {
        this.#askIfUnknown(node, [...[...called, ...held].map(({ change }) => change), ...asked]);
        continue;
      }
      const method = called.find(({ rewrite }) => owners.includes(rewrite.of));
      if (method !== undefined) this.#rewriteMethod(node, method.rewrite);
      this.#rewriteMember(node, held, owners);
      for (const question of asked) {
        if (question.member !== undefined && owners.includes(question.member.of)) this.#ask(node, question);
      }
    }
  }

  #rewriteMember(node: NameNode, held: readonly Rewritable<"member">[], owners: readonly string[]): void {
    const found = held.filter(({ rewrite }) => owners.includes(rewrite.of));
    const [first] = found;
    if (first === undefined) return;
    const isSame = found.every(({ rewrite }) => rewrite.to === first.rewrite.to);
    const isAll = owners.every((owner) => found.some(({ rewrite }) => rewrite.of === owner));
    if (isSame && isAll)
      this.#edit(node, renameMember(node, first.rewrite.to), `${textOf(node)} → ${first.rewrite.to}`);
    else for (const { change } of found) this.#ask(node, change);
  }

  /** `zoo.pets.list` to `zoo.animals.find`; where the way to the resource isn't written there, only the name can follow. */
  #rewriteMethod(node: NameNode, { from, to }: RewriteOf<"method">): void {
    const [place, other] = [from, to].map((path) => path.slice(0, -1).join("."));
    const note = `${from.join(".")} → ${to.join(".")}`;
    if (place === other) {
      this.#edit(node, renameMember(node, to.at(-1) ?? ""), `${textOf(node)} → ${to.at(-1)}`);
      return;
    }
    const chain = accessChain(node, from.length);
    if (chain?.names.join(".") !== from.join(".")) this.#comment(node, `call ${to.join(".")} of the client`);
    else this.#edit(node, { ...chain, text: `${chain.isOptional ? "?." : "."}${to.join(".")}` }, note);
  }

  /** From the inside: a call may stand in the arguments of another. */
  #rewriteCalls(): void {
    const rewrites = this.#rewrites("input");
    if (rewrites.length === 0) return;
    for (const node of [...this.#names].reverse()) {
      const call = calledBy(node);
      if (call === undefined) continue;
      const name = exportUse(node, this.#client)?.name;
      const found =
        rewrites.find(({ rewrite }) => rewrite.function === name) ??
        (name === undefined ? this.#methodInput(node, rewrites) : undefined);
      if (found !== undefined) this.#rewriteCall(call, found.rewrite, name === undefined ? 0 : 1);
    }
  }

  #methodInput(node: NameNode, rewrites: readonly Rewritable<"input">[]): Rewritable<"input"> | undefined {
    const named = rewrites.filter(({ rewrite: { method } }) => method === textOf(node));
    const owners = named.length === 0 ? [] : memberOwners(node, this.#client);
    return named.find(({ rewrite: { of } }) => owners.includes(of));
  }

  #rewriteCall(call: CallExpression, rewrite: RewriteOf<"input">, leading: number): void {
    const result = rewriteCall(call, rewrite, leading, (part) => this.#edits.textOf(part.getStart(), part.getEnd()));
    if (typeof result === "string") {
      this.#comment(call, result);
      return;
    }
    const { start, end, text, question } = result;
    this.#edits.enclose({ start, end, text });
    this.#note(call, `input of ${rewrite.function}`);
    if (question !== undefined) this.#comment(call, question);
  }

  /** A resource that is gone, where it isn't on the way to a method that was found another. */
  #askForResources(): void {
    const isGone = (name: string) => this.#changes.some(({ subject, bump }) => subject === name && bump === "major");
    const moved = this.#rewrites("method").filter(({ rewrite: { of } }) => isGone(of));
    const names = grouped(moved, ({ rewrite: { from } }) => from.at(-2) ?? "");
    for (const node of this.#names) {
      const found = names.get(textOf(node)) ?? [];
      if (found.length === 0 || this.#edits.touches(node.getStart(), node.getEnd())) continue;
      if (memberOwners(node, this.#client).length === 0) continue;
      for (const { rewrite } of found) {
        this.#comment(node, `${rewrite.from.join(".")} is called ${rewrite.to.join(".")}`);
      }
    }
  }

  /** A module that callers put in the place of the client has the names that the client had. */
  #askForMocks(): void {
    const names = grouped(this.#rewrites("export"), ({ rewrite: { from } }) => from);
    for (const node of this.#names) {
      const call = node.getParent();
      if (
        !Node.isStringLiteral(node) ||
        !Node.isCallExpression(call) ||
        !isClientModule(textOf(node), this.#file, this.#client)
      )
        continue;
      for (const inner of call.getDescendants().filter(Node.isIdentifier)) {
        const parent = inner.getParent();
        if (Node.isPropertyAccessExpression(parent) || this.#edits.touches(inner.getStart(), inner.getEnd())) continue;
        for (const { change } of names.get(inner.getText()) ?? []) this.#ask(inner, change);
      }
    }
  }

  /** Where the value is of any type, it may be the client's. */
  #askIfUnknown(node: NameNode, changes: readonly Change[]): void {
    const isCaller = this.#file.getReferencedSourceFiles().some((one) => isClientFile(one.getFilePath(), this.#client));
    if (!isCaller || !isOfUnknown(node)) return;
    for (const change of changes) this.#comment(node, `if it is the client's: ${said(change)}`);
  }

  #edit(node: Node, edit: Edit, note: string): void {
    if (this.#edits.add(edit)) this.#note(node, note);
    else this.#comment(node, `decide: ${note}`);
  }

  #ask(node: Node, change: Change): void {
    this.#comment(node, said(change));
  }

  /** A line above the statement, once. */
  #comment(node: Node, text: string): void {
    const statement = node.getFirstAncestor((one) => Node.isStatement(one) && !Node.isBlock(one)) ?? node;
    const start = statement.getStart();
    const line = `// clientwright: ${text}`;
    const before = this.#file.getFullText().slice(0, start);
    const key = `${start} ${line}`;
    if (this.#comments.has(key) || hasAbove(before, line)) return;
    this.#comments.add(key);
    const indent = /[^\S\n]*$/.exec(before)?.[0] ?? "";
    const end = this.#file.getFullText().includes("\r\n") ? "\r\n" : "\n";
    if (this.#edits.add({ start, end: start, text: `${line}${end}${indent}` })) this.#note(node, line);
  }

  #note(node: Node, text: string): void {
    this.#notes.push({ line: node.getStartLineNumber(), text });
  }

  #rewrites<Kind extends Rewrite["kind"]>(kind: Kind): readonly Rewritable<Kind>[] {
    const isOf = (rewrite: Rewrite): rewrite is RewriteOf<Kind> => rewrite.kind === kind;
    return this.#changes.flatMap((change) => {
      const { rewrite } = change;
      return rewrite !== undefined && isOf(rewrite) ? [{ change, rewrite }] : [];
    });
  }

  /** What no program can rewrite. */
  #unanswered(): readonly Change[] {
    return this.#changes.filter(({ rewrite, action }) => rewrite === undefined && action !== undefined);
  }
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

function said({ subject, message, action = "" }: Change): string {
  return `${subject} ${message.replaceAll("`", "")}. ${action.replaceAll("`", "")}`.trim();
}

/** Whether a comment stands among those directly above. */
function hasAbove(before: string, line: string): boolean {
  const lines = before.trimEnd().split(/\r?\n/).reverse();
  const other = lines.findIndex((one) => !one.trimStart().startsWith("//"));
  return lines.slice(0, other === -1 ? lines.length : other).some((one) => one.trim() === line);
}

/** Imports, and exports of what others have: nothing is done with it there. */
function isImported(node: NameNode): boolean {
  const parent = node.getParent();
  return node.getFirstAncestor(Node.isImportDeclaration) !== undefined || Node.isExportSpecifier(parent);
}

function isMember(node: NameNode): boolean {
  const parent = node.getParent();
  if (Node.isPropertyAccessExpression(parent)) return parent.getNameNode() === node;
  return Node.isPropertyAssignment(parent) && parent.getNameNode() === node;
}

/** Whether a name is of a value that goes somewhere: not a type, not a key. */
function isValue(node: NameNode): boolean {
  const parent = node.getParent();
  return Node.isIdentifier(node) && !Node.isBindingElement(parent) && !Node.isImportSpecifier(parent);
}
