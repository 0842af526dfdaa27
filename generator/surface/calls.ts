/** Turns calls that give their input in one shape into calls that give it in another. */

import { type CallExpression, Node } from "ts-morph";
import type { Rewrite } from "../diff/index.js";
import type { NameNode } from "./callers.js";
import type { Edit } from "./edits.js";

type TextOf = (node: Node) => string;

type InputRewrite = Rewrite & { readonly kind: "input" };

/** What is new about a call's arguments, and what a person must still decide. */
export interface RewrittenCall {
  /** Empty: the call is as it must be. What isn't about the input, comments among it, stays as it is. */
  readonly edits: readonly Edit[];
  readonly question?: string;
}

/**
 * Rewrites the arguments of a call.
 *
 * @param leading - How many arguments come before the input: the client of a function, none of a method.
 * @param textOf - The text of a part, with what was rewritten inside of it.
 * @returns A clause on what to do if only a person can.
 */
export function rewriteCall(
  call: CallExpression,
  rewrite: InputRewrite,
  leading: number,
  textOf: TextOf,
): RewrittenCall | string {
  const values = call.getArguments();
  if (values.some((value) => Node.isSpreadElement(value))) return "give the input in its new form";
  const [input, options] = rewrite.from === "none" ? [undefined, values[leading]] : values.slice(leading);
  const late = lateParameters(options, textOf);
  if (late === undefined) return "move what `parameters` holds into the input";
  const given = newInput(rewrite, input, late.members, textOf);
  if (given === undefined) return "give the input in its new form";
  const edits = argumentEdits(call, { input, options, late }, given);
  const source = call.getSourceFile().getFullText();
  return {
    edits: edits.filter(({ start, end, text }) => source.slice(start, end) !== text),
    ...(given.kind === "given" && given.question !== undefined && { question: given.question }),
  };
}

/** The arguments of a call as they are. */
interface Given {
  readonly input: Node | undefined;
  readonly options: Node | undefined;
  readonly late: LateParameters;
}

/** Puts the new input where the old one was, or where its place is; takes what went into it out of the options. */
function argumentEdits(call: CallExpression, { input, options, late }: Given, given: NewInput): readonly Edit[] {
  const values = call.getArguments();
  if (given.kind === "kept") return [...given.edits, ...late.edits];
  if (given.kind === "none") {
    if (input === undefined) return late.edits;
    return late.isAll ? [removal(values, input, options)] : [removal(values, input), ...late.edits];
  }
  const { text } = given;
  if (input !== undefined) return [replacement(input, text), ...late.edits];
  // Options that say nothing are as good as the input that they stand in the place of.
  if (options !== undefined && (late.isAll || isNothing(options))) return [replacement(options, text)];
  if (options !== undefined) return [insertion(options.getStart(), `${text}, `), ...late.edits];
  const last = values.at(-1);
  // Before the closing parenthesis, which is the last thing of a call.
  return [last === undefined ? insertion(call.getEnd() - 1, text) : insertion(last.getEnd(), `, ${text}`)];
}

function isNothing(options: Node): boolean {
  if (Node.isObjectLiteralExpression(options)) return options.getProperties().length === 0;
  return Node.isIdentifier(options) && options.getText() === "undefined";
}

function insertion(at: number, text: string): Edit {
  return { start: at, end: at, text };
}

function replacement(node: Node, text: string): Edit {
  return { start: node.getStart(), end: node.getEnd(), text };
}

/** Takes items out of a list with commas, and nothing of what stands around the others. */
function removal(items: readonly Node[], first: Node, last: Node = first): Edit {
  const [before, next] = [items[items.indexOf(first) - 1], items[items.indexOf(last) + 1]];
  if (next === undefined) return { start: before?.getEnd() ?? first.getStart(), end: last.getEnd(), text: "" };
  const [space = ""] = /^\s*/.exec(next.getFullText()) ?? [];
  return { start: first.getStart(), end: next.getPos() + space.length, text: "" };
}

/** What the options hold for an input that had no place for it. */
interface LateParameters {
  readonly members: readonly string[];
  /** Whether they hold nothing else. */
  readonly isAll: boolean;
  /** Takes it out of them. */
  readonly edits: readonly Edit[];
}

/** `undefined` if it can't be seen from here. */
function lateParameters(options: Node | undefined, textOf: TextOf): LateParameters | undefined {
  const late = Node.isObjectLiteralExpression(options) ? options.getProperty("parameters") : undefined;
  if (!Node.isObjectLiteralExpression(options) || late === undefined) return { members: [], isAll: false, edits: [] };
  const value = Node.isPropertyAssignment(late) ? late.getInitializer() : undefined;
  if (!Node.isObjectLiteralExpression(value)) return undefined;
  const all = options.getProperties();
  const isAll = all.length === 1;
  const edit = isAll ? removal(argumentsWith(options), options) : removal(all, late);
  return { members: value.getProperties().map(textOf), isAll, edits: [edit] };
}

function argumentsWith(value: Node): readonly Node[] {
  const call = value.getParent();
  return Node.isCallExpression(call) ? call.getArguments() : [value];
}

/** What the input is from now on; `kept`: the same but for the edits. */
type NewInput =
  | { readonly kind: "none" }
  | { readonly kind: "kept"; readonly edits: readonly Edit[] }
  | { readonly kind: "given"; readonly text: string; readonly question?: string };

function newInput(
  { from, to }: InputRewrite,
  input: Node | undefined,
  late: readonly string[],
  textOf: TextOf,
): NewInput | undefined {
  switch (`${from} ${to}`) {
    case "none parameters":
    case "none both":
      return late.length > 0
        ? { kind: "given", text: `{ ${late.join(", ")} }` }
        : { kind: "given", text: "{}", question: "give the parameters that are required from now on" };
    case "none body":
      return { kind: "given", text: "undefined", question: "give the body that is required from now on" };
    case "body both":
      return besideParameters(input, late, textOf);
    case "both body":
      return bodyOf(input, textOf);
    case "both parameters":
      return withoutBody(input);
    case "parameters none":
    case "body none":
    case "both none":
      return { kind: "none" };
    default:
      return undefined;
  }
}

function besideParameters(input: Node | undefined, late: readonly string[], textOf: TextOf): NewInput | undefined {
  const hasBody = Node.isObjectLiteralExpression(input) && input.getProperty("body") !== undefined;
  // Where a body may hold anything, nobody knows whether this one is in its new place already.
  if (hasBody && input.getContextualType()?.getProperty("body") === undefined) return undefined;
  const text = input && textOf(input);
  const body = text === undefined ? [] : [text === "body" ? text : `body: ${text}`];
  return { kind: "given", text: `{ ${[...late, ...body].join(", ")} }` };
}

function bodyOf(input: Node | undefined, textOf: TextOf): NewInput | undefined {
  if (input === undefined) return { kind: "none" };
  if (!Node.isObjectLiteralExpression(input)) {
    const text = Node.isLeftHandSideExpression(input) ? textOf(input) : `(${textOf(input)})`;
    return { kind: "given", text: `${text}.body` };
  }
  const body = input.getProperty("body");
  if (Node.isShorthandPropertyAssignment(body)) return { kind: "given", text: "body" };
  const value = Node.isPropertyAssignment(body) ? body.getInitializer() : undefined;
  return value === undefined ? undefined : { kind: "given", text: textOf(value) };
}

function withoutBody(input: Node | undefined): NewInput | undefined {
  if (!Node.isObjectLiteralExpression(input)) return undefined;
  const body = input.getProperty("body");
  return { kind: "kept", edits: body === undefined ? [] : [removal(input.getProperties(), body)] };
}

/** The call whose function a name is, by itself or as the last of a chain. */
export function calledBy(node: NameNode): CallExpression | undefined {
  const parent = node.getParent();
  const isLast =
    (Node.isPropertyAccessExpression(parent) && parent.getNameNode() === node) ||
    (Node.isElementAccessExpression(parent) && parent.getArgumentExpression() === node);
  const callee = isLast ? parent : node;
  const call = callee?.getParent();
  return Node.isCallExpression(call) && call.getExpression() === callee ? call : undefined;
}
