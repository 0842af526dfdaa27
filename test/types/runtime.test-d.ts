/** What the runtime's types promise to callers and to generated code, and what they refuse. */

import {
  type ApiError,
  asStream,
  type Call,
  type ClientLike,
  type ClientOptions,
  decodeInstant,
  type FieldsFromWire,
  type FieldsToWire,
  isApiError,
  isFailure,
  mapFields,
  type Operation,
  openClient,
  type RequestOptions,
  type SdkError,
} from "@clientwright/runtime";
import { same } from "./equality.js";

interface Thing {
  id: number;
  madeAt: Date;
}

interface Invalid {
  detail: string[];
}

interface Denied {
  reason: string;
}

const thingOperation: Operation<Thing, { 422: Invalid; "4XX": Denied }, { xTotal: number }> = {
  document: "Test",
  id: "thing",
  method: "GET",
  path: "/things",
  input: "none",
  responses: { 200: {}, 422: {}, "4XX": {} },
};
declare const anyFailure: Operation<Thing, { 422: Invalid; "5XX": Denied; default: { message: string } }>;
declare const noFailure: Operation<Thing>;

const client = openClient({ document: "Test" }, {});
const call = client.send(thingOperation);
same<typeof call, Call<Thing, { 422: Invalid; "4XX": Denied }, { xTotal: number }>>(true);

async function views(): Promise<void> {
  const thing = await call;
  same<typeof thing, Thing>(true);
  const { data, headers, response } = await call.withResponse();
  same<typeof data, Thing>(true);
  same<typeof headers, { xTotal: number }>(true);
  same<typeof response, Response>(true);

  const outcome = await call.result();
  if (outcome.ok) {
    same<typeof outcome.data, Thing>(true);
    same<typeof outcome.status, number>(true);
    // @ts-expect-error a success has no error
    outcome.error;
  } else if (outcome.status === 422) {
    same<typeof outcome.error, ApiError<422, Invalid>>(true);
    same<typeof outcome.response, Response>(true);
  } else if (outcome.status === "4XX") {
    same<typeof outcome.error, ApiError<number, Denied>>(true);
  } else {
    same<typeof outcome.status, undefined>(true);
    same<typeof outcome.error, SdkError>(true);
    // @ts-expect-error there may have been no answer
    outcome.response.status;
  }
  // @ts-expect-error nothing is known of an outcome that wasn't looked at
  outcome.data;
}

function guards(error: unknown): void {
  if (isFailure(error, thingOperation, 422)) {
    same<typeof error, ApiError<422, Invalid>>(true);
    error.body.detail.join();
  }
  if (isFailure(error, thingOperation, "4XX")) same<typeof error, ApiError<number, Denied>>(true);
  // @ts-expect-error not documented
  isFailure(error, thingOperation, 404);
  // @ts-expect-error not documented
  isFailure(error, thingOperation, "5XX");
  // @ts-expect-error not documented
  isFailure(error, thingOperation, "default");
  // @ts-expect-error a number that may be any
  isFailure(error, thingOperation, Number("404"));
  // @ts-expect-error nothing is documented
  isFailure(error, noFailure, 422);

  if (isFailure(error, anyFailure, 404)) same<typeof error, ApiError<404, { message: string }>>(true);
  if (isFailure(error, anyFailure, 422)) same<typeof error, ApiError<422, Invalid>>(true);
  if (isFailure(error, anyFailure, 503)) same<typeof error, ApiError<503, Denied>>(true);
  if (isFailure(error, anyFailure, "default")) same<typeof error, ApiError<number, { message: string }>>(true);
  if (isFailure(error, anyFailure, Number("404"))) {
    same<typeof error, ApiError<number, Invalid | Denied | { message: string }>>(true);
  }
  // @ts-expect-error not a range that is documented
  isFailure(error, anyFailure, "4XX");

  if (isApiError(error)) {
    same<typeof error.status, number>(true);
    same<typeof error.body, unknown>(true);
  }
}

// Tables of codecs name the model's properties, and infer the model.
const fromWire: FieldsFromWire<Thing> = { made_at: ["madeAt", decodeInstant], thing_id: ["id"] };
const toWire: FieldsToWire<Thing> = { madeAt: ["made_at", (value) => String(value)] };
same<ReturnType<typeof decodeThing>, Thing>(true);
function decodeThing(value: unknown) {
  return mapFields(value, fromWire);
}
function encodeThing(value: Thing): unknown {
  return mapFields(value, toWire);
}
// An encoder of one model fits where any codec does.
const nested: FieldsToWire<{ thing: Thing }> = { thing: ["thing", encodeThing] };
// @ts-expect-error no such property
const wrongKey: FieldsFromWire<Thing> = { made_at: ["made"] };
// @ts-expect-error no such property
const wrongName: FieldsToWire<Thing> = { made: ["made_at"] };

// Options that aren't built aren't there.
const options: RequestOptions = {
  signal: AbortSignal.abort(),
  timeout: { attempt: 1, total: 2 },
  retries: 0,
  headers: { a: null },
};
const empty: ClientOptions = { server: undefined, headers: undefined, fetch: undefined, timeout: undefined };
// @ts-expect-error a signal is for one call
const signalled: ClientOptions = { signal: AbortSignal.abort() };
const keyed: RequestOptions = { idempotencyKey: "k" };
const idle: RequestOptions = { timeout: { idle: 1 } };
const fetched: ClientOptions = { fetch: globalThis.fetch };
const stubbed: ClientOptions = { fetch: async (url, init) => Response.json([url.length, init.method]) };

// A function of an operation keeps its input, failures and headers as a stream.
declare function download(
  client: ClientLike,
  input: { id: string },
  options?: RequestOptions,
): Call<Blob, { 404: Denied }, { xTotal: number }>;
type Downloaded = Call<ReadableStream<Uint8Array>, { 404: Denied }, { xTotal: number }>;
same<ReturnType<typeof streamed>, Downloaded>(true);
function streamed() {
  return asStream(download)(client, { id: "1" }, idle);
}
// @ts-expect-error the input is missing
const unnamed = () => asStream(download)(client);

const holder: ClientLike = { client };
same<typeof holder.client, typeof client>(true);

void [
  views,
  guards,
  encodeThing,
  nested,
  wrongKey,
  wrongName,
  options,
  empty,
  signalled,
  keyed,
  idle,
  fetched,
  stubbed,
  streamed,
  unnamed,
];
