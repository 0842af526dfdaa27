/** Turns calls that give their input in one shape into calls that give it in another. */

import { type CallExpression, Node, type ObjectLiteralExpression } from "ts-morph";
import type { Rewrite } from "../diff/index.js";
import type { NameNode } from "./callers.js";

type TextOf = (node: Node) => string;

type InputRewrite = Rewrite & { readonly kind: "input" };

/** New text of a call's arguments, and what a person must still decide. */
export interface RewrittenCall {
  readonly start: number;
  readonly end: number;
  readonly text: string;
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
  const first = values.slice(0, leading).map(textOf);
  const rest = values.slice(leading);
  const [input, options] = rewrite.from === "none" ? [undefined, rest[0]] : [rest[0], rest[1]];
  const late = lateParameters(options, textOf);
  if (late === undefined) return "move what `parameters` holds into the input";
  const given = newInput(rewrite, input, late.members, textOf);
  if (given === undefined) return "give the input in its new form";
  const list = [...first, ...trailing(given.text, late.options)];
  const [start, end] = argumentRange(call);
  return { start, end, text: list.join(", "), ...(given.question !== undefined && { question: given.question }) };
}

function argumentRange(call: CallExpression): [number, number] {
  const values = call.getArguments();
  const [first] = values;
  const last = values.at(-1);
  // Behind the opening parenthesis, which is the last thing of a call without arguments but one.
  if (first === undefined || last === undefined) return [call.getEnd() - 1, call.getEnd() - 1];
  return [first.getStart(), last.getEnd()];
}

/** Arguments without those at the end that say nothing. */
function trailing(input: string | undefined, options: string | undefined): readonly string[] {
  if (options !== undefined) return input === undefined ? [options] : [input, options];
  return input === undefined ? [] : [input];
}

/** What the options hold for an input that had no place for it; `undefined` if that can't be seen from here. */
function lateParameters(
  options: Node | undefined,
  textOf: TextOf,
): { readonly members: readonly string[]; readonly options?: string } | undefined {
  if (options === undefined) return { members: [] };
  if (!Node.isObjectLiteralExpression(options)) return { members: [], options: textOf(options) };
  const late = options.getProperty("parameters");
  if (late === undefined) return { members: [], options: textOf(options) };
  const value = Node.isPropertyAssignment(late) ? late.getInitializer() : undefined;
  if (!Node.isObjectLiteralExpression(value)) return undefined;
  const others = options.getProperties().filter((property) => property !== late);
  const kept = others.length === 0 ? {} : { options: `{ ${others.map(textOf).join(", ")} }` };
  return { members: value.getProperties().map(textOf), ...kept };
}

interface NewInput {
  /** `undefined`: there is none. */
  readonly text: string | undefined;
  readonly question?: string;
}

function newInput(
  { from, to }: InputRewrite,
  input: Node | undefined,
  late: readonly string[],
  textOf: TextOf,
): NewInput | undefined {
  const text = input && textOf(input);
  switch (`${from} ${to}`) {
    case "none parameters":
    case "none both":
      return late.length > 0
        ? { text: `{ ${late.join(", ")} }` }
        : { text: "{}", question: "give the parameters that are required from now on" };
    case "none body":
      return { text: "undefined", question: "give the body that is required from now on" };
    case "body both":
      return { text: `{ ${[...late, ...(text === undefined ? [] : [`body: ${text}`])].join(", ")} }` };
    case "both body":
      return bodyOf(input, textOf);
    case "both parameters":
      return Node.isObjectLiteralExpression(input) ? { text: without(input, "body", textOf) } : undefined;
    case "parameters none":
    case "body none":
    case "both none":
      return { text: undefined };
    default:
      return undefined;
  }
}

function bodyOf(input: Node | undefined, textOf: TextOf): NewInput | undefined {
  if (input === undefined) return { text: undefined };
  if (!Node.isObjectLiteralExpression(input)) return { text: `${textOf(input)}.body` };
  const body = input.getProperty("body");
  if (Node.isShorthandPropertyAssignment(body)) return { text: "body" };
  const value = Node.isPropertyAssignment(body) ? body.getInitializer() : undefined;
  return value === undefined ? undefined : { text: textOf(value) };
}

function without(literal: ObjectLiteralExpression, name: string, textOf: TextOf): string {
  const kept = literal.getProperties().filter((property) => property !== literal.getProperty(name));
  return kept.length === 0 ? "{}" : `{ ${kept.map(textOf).join(", ")} }`;
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
