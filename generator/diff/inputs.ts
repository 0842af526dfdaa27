/** Compares what operations take. */

import type { Body, Input, Operation, RequestContent, Shape } from "../model/types.js";
import { compareMembers, compareValue, type Holder } from "./members.js";
import { shapeText } from "./shape-text.js";
import type { OperationPlace, Sides } from "./sides.js";
import type { Change } from "./types.js";

/** What is different about the input of an operation. */
export function compareInput(before: OperationPlace, after: OperationPlace, sides: Sides): readonly Change[] {
  const [old, now] = [before.operation.input, after.operation.input];
  const { functionName, pointer } = after.operation;
  const holder: Holder = {
    subject: functionName,
    ...(old.typeName !== undefined && { typeName: old.typeName }),
    pointer,
    isRead: false,
    isGiven: true,
    callers: [functionName],
  };
  const members = compareMembers(old.parameters, now.parameters, holder, sides);
  const bodies = compareBody(old.body, now.body, after.operation, sides);
  return [...compareShape(before, after), ...comparePlaces(old, now, holder), ...members, ...bodies];
}

/** Whether calls written for one shape fit the other: a body that may be left out finds its place beside parameters. */
function isCompatible(before: Input, after: Input): boolean {
  if (before.shape === after.shape) return true;
  return before.shape === "parameters" && after.shape === "both";
}

function compareShape(before: OperationPlace, after: OperationPlace): readonly Change[] {
  const [old, now] = [before.operation.input, after.operation.input];
  if (isCompatible(old, now)) return [];
  const { functionName, pointer } = after.operation;
  return [
    {
      bump: "major",
      kind: "types",
      subject: functionName,
      message: `takes ${argumentText[now.shape]}, took ${argumentText[old.shape]}`,
      pointer,
      callers: [functionName],
      action: "Give the input so.",
      rewrite: {
        kind: "input",
        function: before.operation.functionName,
        of: before.resource.className,
        method: before.operation.methodName,
        from: old.shape,
        to: now.shape,
      },
    },
  ];
}

const argumentText = {
  none: "no input",
  parameters: "an object of parameters",
  body: "the body",
  both: "an object of parameters and `body`",
  grouped: "an object grouped by place",
} as const;

/** A grouped parameter that is sent in another place is given in another group. */
function comparePlaces(before: Input, after: Input, holder: Holder): readonly Change[] {
  if (before.groups === undefined || after.groups === undefined) return [];
  const now = new Map(after.parameters.map((parameter) => [parameter.name, parameter.in]));
  return before.parameters.flatMap(({ name, in: place }): Change[] => {
    const other = now.get(name);
    if (other === undefined || other === place) return [];
    const { subject, pointer, callers } = holder;
    const message = `is given in the group of the ${other}, was in that of the ${place}`;
    return [
      {
        bump: "major",
        kind: "types",
        subject: `${subject}.${name}`,
        message,
        pointer,
        callers,
        action: "Give it there.",
      },
    ];
  });
}

function compareBody(
  before: Body | undefined,
  after: Body | undefined,
  { functionName, pointer }: Operation,
  sides: Sides,
): readonly Change[] {
  const said = (more: Pick<Change, "bump" | "message"> & Partial<Change>): Change => {
    return { kind: "types", subject: `${functionName}.body`, pointer, callers: [functionName], ...more };
  };
  if (before === undefined || after === undefined) {
    if (before === after) return [];
    if (after === undefined)
      return [said({ bump: "major", message: "can no longer be given", action: "Don't give it." })];
    if (!after.required) return [said({ bump: "minor", message: "is new and may be given" })];
    return [said({ bump: "major", message: "is new and must be given", action: "Give it." })];
  }
  const presence =
    before.required === after.required
      ? []
      : after.required
        ? [said({ bump: "major", message: "must be given", action: "Give it." })]
        : [said({ bump: "minor", message: "need not be given" })];
  return [...presence, ...compareContents(before.content, after.content, said, sides)];
}

/** The plain value first; other media types are known by name. */
function compareContents(
  before: readonly RequestContent[],
  after: readonly RequestContent[],
  said: (more: Pick<Change, "bump" | "message"> & Partial<Change>) => Change,
  sides: Sides,
): readonly Change[] {
  const [plain, other] = [plainOf(before), plainOf(after)];
  const named = new Map(namedOf(after).map((content) => [content.mediaType, content]));
  const found = plain && other ? compareGiven(plain, other, sides) : undefined;
  const lost = plain !== undefined && other === undefined;
  return [
    ...(found === undefined ? [] : [said(found)]),
    ...(lost ? [said({ bump: "major", message: "is given with its `contentType`", action: "Name that." })] : []),
    ...namedOf(before).flatMap((content): Change[] => {
      const { mediaType } = content;
      const same = named.get(mediaType);
      if (same === undefined) {
        return [
          said({ bump: "major", message: `can no longer be given as ${mediaType}`, action: "Give it as another." }),
        ];
      }
      const different = compareGiven(content, same, sides);
      return different === undefined ? [] : [said({ ...different, message: `as ${mediaType} ${different.message}` })];
    }),
    ...[...named.keys()]
      .filter((mediaType) => !namedOf(before).some((content) => content.mediaType === mediaType))
      .map((mediaType) => said({ bump: "minor", message: `can be given as ${mediaType}` })),
  ];
}

function plainOf([first]: readonly RequestContent[]): RequestContent | undefined {
  return first?.mediaType.includes("*") === true ? undefined : first;
}

function namedOf(contents: readonly RequestContent[]): readonly RequestContent[] {
  return plainOf(contents) === undefined ? contents : contents.slice(1);
}

/** Bytes are given in several forms, which no shape says. */
function compareGiven(
  before: RequestContent,
  after: RequestContent,
  sides: Sides,
): Pick<Change, "bump" | "message" | "action"> | undefined {
  const [old, now] = [before, after].map(({ format }) => format === "bytes");
  if (old && now) return undefined;
  if (old === now) return compareValue(before.shape, after.shape, { isRead: false, isGiven: true }, sides);
  const text = (isBytes: boolean | undefined, shape: Shape, side: Sides["before"]) =>
    isBytes ? "bytes" : shapeText(shape, side);
  const message = `is ${text(now, after.shape, sides.after)}, was ${text(old, before.shape, sides.before)}`;
  return { bump: "major", message, action: "Give what it must be." };
}
