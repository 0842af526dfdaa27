/** Names of operations: verbs found in operationIds, and verbs made from method and path. */

import { camelCase } from "./casing.js";
import { singular, splitWords } from "./words.js";

const verbs: ReadonlySet<string> = new Set(
  (
    "accept activate add apply approve archive assign attach authorize block buy cancel change check clear clone " +
    "close complete confirm connect copy count create deactivate decline delete deploy detach disable disconnect " +
    "download enable end execute export fetch find generate get import insert install invite invoke join leave link " +
    "list load lock login logout mark merge move open patch pause pin place post preview publish purge put query " +
    "read refresh register reject release remove rename replace request reset resolve restart restore resume " +
    "retrieve revoke rotate run save search send set show sign start stop submit subscribe suspend sync test " +
    "transfer trigger unarchive unassign unblock unlink unlock unpin unpublish unsubscribe update upload upsert use " +
    "validate verify void watch withdraw write"
  ).split(" "),
);

/** Whether `run` stands in `words` from `start` on, taking singular and plural for the same. */
function hasRun(words: readonly string[], run: readonly string[], start: number): boolean {
  if (run.length === 0 || start + run.length > words.length) return false;
  return run.every((word, index) => singular(word) === singular(words[start + index] ?? ""));
}

/**
 * Method name of an operation on its resource: the operationId's words less the resource's words, which are dropped as
 * one run, at the start or directly after a leading verb, and never to nothing.
 *
 * @param operationId - As in the document.
 * @param resourcePath - Property names from the root: `["channels", "twilio"]`.
 */
export function methodFromOperationId(operationId: string, resourcePath: readonly string[]): string {
  const words = splitWords(operationId);
  const last = splitWords(resourcePath.at(-1) ?? "");
  const whole = resourcePath.flatMap(splitWords);
  const starts = verbs.has((words[0] ?? "").toLowerCase()) ? [0, 1] : [0];
  for (const run of [last, whole]) {
    for (const start of starts) {
      if (!hasRun(words, run, start) || run.length === words.length) continue;
      return camelCase([...words.slice(0, start), ...words.slice(start + run.length)].join(" "));
    }
  }
  return camelCase(operationId);
}

/** Segments of a path that name things: no parameters, no `api`, no versions. */
export function pathNouns(path: string): string[] {
  return path
    .split("/")
    .filter((segment) => segment !== "" && !segment.includes("{") && !/^(api|v\d+([._-]?\w+)?)$/i.test(segment));
}

const plainVerbs: ReadonlyMap<string, string> = new Map([
  ["PUT", "replace"],
  ["PATCH", "update"],
  ["DELETE", "delete"],
  ["HEAD", "head"],
  ["OPTIONS", "options"],
  ["TRACE", "trace"],
]);

/**
 * Method name of an operation that has no operationId, from method and path shape: `GET /pets` lists, `GET /pets/{id}`
 * gets, `POST /pets` creates, `POST /pets/{id}/feed` feeds. Nouns below the resource's own follow: `listPhotos`.
 */
export function methodFromPath(method: string, path: string): string {
  const nouns = pathNouns(path);
  const endsInParameter = path.replace(/\/$/, "").endsWith("}");
  const below = nouns.slice(1);
  const tail = below.join(" ");
  if (method === "GET") return camelCase(`${endsInParameter ? "get" : "list"} ${tail}`);
  if (method !== "POST") return camelCase(`${plainVerbs.get(method) ?? method} ${tail}`);
  const last = below.at(-1);
  if (last === undefined || endsInParameter) return camelCase(`create ${tail}`);
  const isAction = verbs.has((splitWords(last)[0] ?? "").toLowerCase()) || path.includes("}");
  return isAction && singular(last) === last.toLowerCase() ? camelCase(last) : camelCase(`create ${tail}`);
}
