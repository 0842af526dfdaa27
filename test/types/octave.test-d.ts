/** What callers of the Octave client may write, and that two generators agree on its types. Judged by `npm run typecheck`. */

import {
  type Call,
  type CustomField,
  Octave,
  type ResponseMetadata,
  type Service,
  type ServiceCreateRequest,
  type ServiceCreateResponse,
  serviceCreate,
} from "@clientwright/octave";
import { type components, type paths, raw } from "@clientwright/octave/raw";
import { interchangeable, same } from "./equality.js";

const octave = new Octave({ apiKey: "key" });
const call: Call<ServiceCreateResponse> = octave.services.create({ name: "n" });
serviceCreate(octave, { name: "n", customFields: [{ title: "t", value: ["v"] }] });

// Names and dates are the wire's.
same<ServiceCreateResponse["_metadata"], ResponseMetadata>(true);
same<Service["createdAt"], string | undefined>(true);
same<Service["archivedAt"], string | null | undefined>(true);
same<CustomField["value"], string[] | undefined>(true);

// @ts-expect-error name is missing
octave.services.create({ summary: "s" });
// @ts-expect-error not text
octave.services.create({ name: 1 });
// @ts-expect-error there is no such property
octave.services.create({ name: "n", title: "t" });

// openapi-typescript reads the same document by itself: a type of ours can be given where its type is wanted, and back.
type Schemas = components["schemas"];
interchangeable<Loose<ServiceCreateRequest>, Schemas["ServiceCreateRequest"]>();
interchangeable<Loose<ServiceCreateResponse>, Schemas["ServiceCreateResponse"]>();
interchangeable<Loose<Service>, Schemas["Service"]>();

/** Ours without the deliberate difference: `undefined` may be given for what may be left out. */
type Loose<T> = T extends (infer Item)[] ? Loose<Item>[] : T extends object ? LooseObject<T> : T;
type LooseObject<T> = {
  [Key in keyof T]: undefined extends T[Key] ? Loose<Exclude<T[Key], undefined>> : Loose<T[Key]>;
};

// The raw client is typed by the document's paths.
const api = raw(octave);
api.POST("/api/v2/service/create", { body: { name: "n" } });
// @ts-expect-error there is no such path
api.POST("/api/v2/service/delete", { body: { name: "n" } });
// @ts-expect-error name is missing
api.POST("/api/v2/service/create", { body: {} });
same<keyof paths, "/api/v2/service/create">(true);

void call;
