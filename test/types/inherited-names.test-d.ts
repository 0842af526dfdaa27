/** Callers may leave out properties that are called like members of all objects. Judged by `npm run typecheck`. */

import { createClient, type Labels, type Result, resultsCreate } from "../golden/inherited-names/expected/index.js";
import { same } from "./equality.js";

const labels: Labels = { colour: "red" };
const result: Result = { valueOf: 1, labels, inline: [{}] };
void resultsCreate(createClient({}), { body: result });
void resultsCreate(createClient({}), { toStringQuery: "short", body: { valueOf: 1, constructor: "Lotus" } });
// @ts-expect-error what is required isn't inherited
void resultsCreate(createClient({}), { body: {} });

same<Result["valueOf"], number>(true);
if (typeof result.constructor === "string") same<typeof result.constructor, string>(true);
