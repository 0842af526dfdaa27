/** Turns one file of callers' code into what it must be for a later client, with a note for each place. */

import { type CallExpression, Node, type SourceFile } from "ts-morph";
import type { Change, Rewrite } from "../diff/index.js";
import { Annotations, type Note } from "./annotations.js";
import {
  type ClientPlace,
  exportUse,
  isClientFile,
  isClientModule,
  type NameNode,
  namesIn,
  textOf,
} from "./callers.js";
import { calledBy, rewriteCall } from "./calls.js";
import { type Edit, Edits } from "./edits.js";
import { TypeErrors } from "./errors.js";
import { destinations, isOfUnknown, memberOwners } from "./members.js";
import { accessChain, renameExport, renameMember } from "./renaming.js";

/** One file of callers' code that changes. */
export interface RewrittenFile {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  readonly notes: readonly Note[];
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
  readonly #annotations: Annotations;
  readonly #errors: TypeErrors;

  constructor(file: SourceFile, client: ClientPlace, changes: readonly Change[], aliases: ReadonlySet<string>) {
    this.#file = file;
    this.#client = client;
    this.#changes = changes;
    this.#aliases = aliases;
    this.#names = namesIn(file);
    this.#edits = new Edits(file.getFullText());
    this.#annotations = new Annotations(file, this.#edits);
    this.#errors = new TypeErrors(file);
  }

  /** `undefined` if nothing changes. */
  run(): RewrittenFile | undefined {
    this.#rewriteExports();
    this.#rewriteMembers();
    this.#rewriteCalls();
    this.#askForResources();
    this.#askForMocks();
    const { notes } = this.#annotations;
    if (notes.length === 0) return undefined;
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
      if (isImported(node) || isInDocs(node)) continue;
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
        this.#askForDestinations(node, [...held.map(({ change }) => change), ...asked]);
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
    if (chain?.names.join(".") !== from.join("."))
      this.#annotations.comment(node, `call ${to.join(".")} of the client`);
    else this.#edit(node, { ...chain, text: `${chain.isOptional ? "?." : "."}${to.join(".")}` }, note);
  }

  /** From the inside: a call may stand in the arguments of another. */
  #rewriteCalls(): void {
    const rewrites = this.#rewrites("input");
    if (rewrites.length === 0) return;
    for (const node of [...this.#names].reverse()) {
      const call = calledBy(node);
      const name = call === undefined ? undefined : exportUse(node, this.#client)?.name;
      const found =
        rewrites.find(({ rewrite }) => rewrite.function === name) ??
        (name === undefined ? this.#methodInput(node, rewrites) : undefined);
      if (found === undefined) continue;
      if (call !== undefined) this.#rewriteCall(call, found.rewrite, name === undefined ? 0 : 1);
      else if (!isInDocs(node)) this.#ask(node, found.change);
    }
  }

  #methodInput(node: NameNode, rewrites: readonly Rewritable<"input">[]): Rewritable<"input"> | undefined {
    const named = rewrites.filter(({ rewrite: { method } }) => method === textOf(node));
    const owners = named.length === 0 ? [] : memberOwners(node, this.#client);
    return named.find(({ rewrite: { of } }) => owners.includes(of));
  }

  /** What the old function refuses was given in its new form before, by a run or by hand. */
  #rewriteCall(call: CallExpression, rewrite: RewriteOf<"input">, leading: number): void {
    if (this.#errors.isRefused(call)) return;
    const result = rewriteCall(call, rewrite, leading, (part) => this.#edits.textOf(part.getStart(), part.getEnd()));
    if (typeof result === "string") {
      this.#annotations.comment(call, result);
      return;
    }
    const { edits, question } = result;
    for (const edit of edits) this.#edits.enclose(edit);
    if (edits.length > 0) this.#annotations.note(call, `input of ${rewrite.function}`);
    if (question !== undefined) this.#annotations.comment(call, question);
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
        this.#annotations.comment(node, `${rewrite.from.join(".")} is called ${rewrite.to.join(".")}`);
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

  /** What goes to the client without being of its types fits them no longer, and the compiler need not say so. */
  #askForDestinations(node: NameNode, changes: readonly Change[]): void {
    const owners = destinations(node, this.#client);
    for (const change of changes) {
      const of = change.rewrite?.kind === "member" ? change.rewrite.of : change.member?.of;
      if (of !== undefined && owners.includes(of)) this.#ask(node, change);
    }
  }

  /** Where the value is of any type, it may be the client's. */
  #askIfUnknown(node: NameNode, changes: readonly Change[]): void {
    const isCaller = this.#file.getReferencedSourceFiles().some((one) => isClientFile(one.getFilePath(), this.#client));
    // What is of any type because of an error is none of the client as it was.
    if (!isCaller || !isOfUnknown(node) || this.#errors.isIn(node.getParentOrThrow())) return;
    for (const change of changes) this.#annotations.comment(node, `if it is the client's: ${said(change)}`);
  }

  #edit(node: Node, edit: Edit, note: string): void {
    if (this.#edits.add(edit)) this.#annotations.note(node, note);
    else this.#annotations.comment(node, `decide: ${note}`);
  }

  #ask(node: Node, change: Change): void {
    this.#annotations.comment(node, said(change));
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

/** Whether a name is of a value that goes somewhere, and no import. */
function isValue(node: NameNode): boolean {
  return Node.isIdentifier(node) && !Node.isImportSpecifier(node.getParent());
}

/** Whether a name is only written about. */
function isInDocs(node: NameNode): boolean {
  return node.getFirstAncestor(Node.isJSDoc) !== undefined;
}
