/** What a document says must reach generated code as data: parsed back, it is what was said, and nothing else is there. */

import ts from "typescript";
import { describe, expect, it } from "vitest";
import { comment } from "../../../generator/emit/comments.js";
import { commentText, escapeHidden, propertyKey, stringLiteral } from "../../../generator/emit/text.js";

const hostile = [
  "plain",
  'say "hi"',
  "it's",
  `both ' and "`,
  `\`$\{CWMARK(1)}\``,
  "back\\slash",
  "line\nbreak\r\n",
  "\u2028\u2029",
  "*/ CWMARK(1); /*",
  "</script>",
  "\u202eevil\u202c",
  "\ud800",
  "\u{e0041}tag",
  "zero\u200bwidth",
  "",
  "__proto__",
  "日本",
  "1st",
  "42",
  "007",
];

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile("x.ts", text, ts.ScriptTarget.Latest, true);
}

function syntaxErrors(text: string): number {
  const result = ts.transpileModule(text, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  return result.diagnostics?.length ?? 0;
}

describe("a string literal", () => {
  it.each(hostile)("is %j again", (value) => {
    const text = `const x = ${stringLiteral(value)};`;
    expect(syntaxErrors(text)).toBe(0);
    const [statement] = parse(text).statements;
    if (statement === undefined || !ts.isVariableStatement(statement)) throw new Error("no declaration");
    const initializer = statement.declarationList.declarations[0]?.initializer;
    expect(initializer !== undefined && ts.isStringLiteral(initializer) && initializer.text).toBe(value);
    expect(text).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u);
  });
});

describe("a property key", () => {
  it.each(hostile)("is %j again, as own data", (name) => {
    const text = `export const x = { ${propertyKey(name)}: 1 };`;
    expect(syntaxErrors(text)).toBe(0);
    const made: unknown = new Function(`return ${text.slice("export const x = ".length, -1)}`)();
    expect(Object.keys(Object(made))).toEqual([name]);
  });
});

describe("a comment", () => {
  it.each(hostile)("holds %j without ending", (description) => {
    const [text = ""] = comment({ description, notes: [] });
    const file = parse(`/** ${text} */\nexport type X = string;`);
    expect(file.statements).toHaveLength(1);
    expect(file.text).not.toMatch(/\p{Bidi_Control}/u);
  });

  it("takes no @ of the document for a tag", () => {
    expect(commentText("text\n  @deprecated no tag")).toBe("text\n  \\@deprecated no tag");
  });

  it("puts summary, description, notes and tags into paragraphs", () => {
    const docs = { summary: "Short.", description: "Long.", notes: ["Minimum: 1."], example: 2, default: 1 };
    expect(comment({ ...docs, deprecated: true }, ["@throws ApiError 404"])).toEqual([
      "\nShort.\n\nLong.\n\nMinimum: 1.\n\n@defaultValue `1`\n@example 2\n@throws ApiError 404\n@deprecated",
    ]);
  });

  it("is one line where it can be, and nothing where there is nothing to say", () => {
    expect(comment({ description: "One.", notes: [] })).toEqual(["One."]);
    expect(comment({ description: " ", notes: [] })).toEqual([]);
  });

  it("wraps long lines but no code", () => {
    const long = "word ".repeat(40).trim();
    const [text = ""] = comment({ description: `${long}\n\`\`\`\n${long}\n\`\`\``, notes: [] });
    const lines = text.split("\n");
    expect(lines.filter((line) => line.length > 110)).toEqual([long]);
  });
});

it("writes hidden characters as escapes", () => {
  expect(escapeHidden("a\u202eb\u{e0041}")).toBe("a\\u202eb\\udb40\\udc41");
});
