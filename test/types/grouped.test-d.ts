/** What callers may write of a client with `arguments: "grouped"`. Judged by `npm run typecheck`. */

import {
  Grouped,
  type ListPetsInput,
  type ListPetsInputQuery,
  listPets,
  type ReplacePetInput,
} from "../golden/grouped/expected/index.js";
import { same } from "./equality.js";

const { client, pets, ping } = new Grouped();

// A place is there where it has parameters, and may be left out where all of them may.
same<keyof ListPetsInput, "query" | "headers">(true);
same<keyof ReplacePetInput, "path" | "query" | "headers" | "cookies" | "body">(true);
same<ListPetsInput["query"], ListPetsInputQuery | undefined>(true);
listPets(client);
listPets(client, {});
pets.list({ query: undefined });
pets.list({ query: { limit: 1 }, headers: { xTraceId: "t" } });
pets.replace({ path: { id: "1" }, query: { id: "2" } });
pets.replace({ path: { id: "1" }, query: { id: "2" }, body: { contentType: "text/plain", body: "t" } });
pets.create({ body: { id: "1" } });
ping.ping({ timeout: 1 });

// @ts-expect-error path has a required parameter
pets.replace({ query: { id: "2" } });
// @ts-expect-error path.id is required
pets.replace({ path: {}, query: { id: "2" } });
// @ts-expect-error parameters have places
pets.list({ limit: 1 });
// @ts-expect-error there are no cookies
pets.list({ cookies: {} });
// @ts-expect-error the body has a member of its own
pets.create({ id: "1" });
