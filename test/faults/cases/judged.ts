/** F27 and F65: answers that aren't as their schema says, where the client was told to judge them. */

import {
  arrayOf,
  type Check,
  type Issue,
  int64,
  integer,
  isObject,
  number,
  type OperationTable,
  openValidation,
  string,
} from "../../../runtime/validation/index.js";
import { matches } from "../check.js";
import { operation } from "../operation.js";
import { reply } from "../script.js";
import type { Case } from "../world.js";

const typed = { "content-type": "application/json" };

/** What a generated module holds for `{ id: int64, size: number, names: string[] }`. */
const checkThing: Check = (value, key, found) => {
  if (!isObject(value)) return found.fail(value, key, "type", "an object");
  const start = found.enter();
  int64(integer(value["id"], "id", found), "id", found);
  number(value["size"], "size", found);
  arrayOf(value["names"], "names", found, string);
  return found.leave(value, key, start);
};

const table: OperationTable = { thing: { responses: { 200: { "application/json": checkThing } } } };

function wrong(
  id: string,
  title: string,
  text: string,
  expected: readonly (readonly [path: string, keyword: string])[],
): Case {
  return {
    id,
    title,
    async run(world) {
      const server = await world.serve(reply(200, text, typed));
      const strict = world.open(server, { validation: openValidation(table, { responses: "strict" }) });
      const failure = { name: "DecodeError", reason: "schema", attempts: 1 };
      const error = await world.fails(strict.send(operation()), failure);
      const issues: readonly Issue[] = "issues" in error && Array.isArray(error.issues) ? error.issues : [];
      const found = issues.map(({ path, keyword }) => [path.join("/"), keyword]);
      matches(found, expected, "issues");
      matches(error.message.includes("payload"), false, "whether the message holds the payload");
      matches(JSON.stringify(issues).includes("payload"), false, "whether the issues hold the payload");

      const told: unknown[] = [];
      const lenient = world.open(server, {
        validation: openValidation(table, { responses: "report" }),
        onMismatch: (mismatch) => void told.push(mismatch),
      });
      await world.succeeds(lenient.send(operation()), JSON.parse(text));
      matches(told, [{ kind: "schema", operation: "thing", status: 200, issues }], "mismatches");
    },
  };
}

export const judged: readonly Case[] = [
  wrong(
    "F27",
    "JSON of a wrong type: where it is wrong, and nothing of what it holds",
    '{"id":"payload","size":1,"names":["a",{"payload":1}]}',
    [
      ["id", "type"],
      ["names/1", "type"],
    ],
  ),
  wrong("F65", "numbers that JavaScript can't hold", '{"id":9007199254740993,"size":1e400,"names":[]}', [
    ["id", "format"],
    ["size", "type"],
  ]),
];
