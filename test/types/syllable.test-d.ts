/** What callers of the Syllable client may write, and what must not compile. Judged by `npm run typecheck`. */

import {
  type ApiError,
  type Call,
  createClient,
  type HTTPValidationError,
  isApiError,
  isFailure,
  type SdkError,
  type ServiceCreateRequest,
  type ServiceResponse,
  SyllableSDK,
  serviceCreate,
  serviceCreateOperation,
} from "@clientwright/syllable";
import { Services } from "@clientwright/syllable/resources/services";
import { same } from "./equality.js";

const syllable = new SyllableSDK({ apiKeyHeader: "key" });
const client = createClient({ apiKeyHeader: "key", retries: 0, timeout: { attempt: 1_000, total: 5_000 } });
const input: ServiceCreateRequest = { name: "n", description: "d" };

// Both call styles, with the class, its client, or another resource's client.
same<ReturnType<typeof serviceCreate>, Call<ServiceResponse, { 422: HTTPValidationError }>>(true);
const call: Call<ServiceResponse, { 422: HTTPValidationError }> = syllable.services.create(input);
serviceCreate(client, input);
serviceCreate(syllable, input);
serviceCreate(syllable.client, input, { signal: AbortSignal.timeout(1), headers: { "x-a": "b", "x-c": null } });
new Services(syllable);
new SyllableSDK(client);
syllable.withOptions({ server: "https://example.com" }).services.create(input);

// Models.
same<ServiceResponse["lastUpdated"], Date>(true);
same<ServiceResponse["authType"], "basic" | "bearer" | "custom_headers" | "oauth2" | null | undefined>(true);
same<ServiceCreateRequest["authValues"], unknown>(true);
syllable.services.create({ name: "n", description: "d", authType: undefined, authValues: { any_key: ["kept"] } });

// @ts-expect-error name is missing
syllable.services.create({ description: "d" });
// @ts-expect-error there is no such property
syllable.services.create({ name: "n", description: "d", nickname: "x" });
// @ts-expect-error the wire's name is not the caller's
syllable.services.create({ name: "n", description: "d", auth_type: "basic" });
// @ts-expect-error not one of the four
syllable.services.create({ name: "n", description: "d", authType: "digest" });
// @ts-expect-error null is not a name
syllable.services.create({ name: null, description: "d" });
// @ts-expect-error the input is missing
syllable.services.create();
// @ts-expect-error there is no such option
new SyllableSDK({ apiKey: "key" });
// @ts-expect-error a credential is no option of a call
syllable.services.create(input, { apiKeyHeader: "key" });
// @ts-expect-error a signal is no option of a client
createClient({ signal: AbortSignal.timeout(1) });
// @ts-expect-error an option that isn't built isn't in the types
createClient({ cache: true });
// @ts-expect-error functions take a client, not options
serviceCreate({ apiKeyHeader: "key" }, input);

// Outcomes.
async function outcomes(): Promise<void> {
  const outcome = await call.result();
  if (outcome.ok) {
    same<typeof outcome.data, ServiceResponse>(true);
    same<typeof outcome.response, Response>(true);
  } else if (outcome.status === 422) {
    same<typeof outcome.error, ApiError<422, HTTPValidationError>>(true);
    same<(typeof outcome.error)["body"]["detail"], HTTPValidationError["detail"]>(true);
  } else {
    same<typeof outcome.status, undefined>(true);
    same<typeof outcome.error, SdkError>(true);
  }
  // @ts-expect-error there is data only if it is ok
  outcome.data;
  const { data, response } = await call.withResponse();
  same<typeof data, ServiceResponse>(true);
  same<typeof response, Response>(true);
  same<Awaited<typeof call>, ServiceResponse>(true);
}

// Guards.
function guards(error: unknown): void {
  if (isFailure(error, serviceCreateOperation, 422)) {
    same<typeof error, ApiError<422, HTTPValidationError>>(true);
  }
  // @ts-expect-error 404 is not documented
  isFailure(error, serviceCreateOperation, 404);
  // @ts-expect-error there is no default
  isFailure(error, serviceCreateOperation, "default");
  if (isApiError(error)) same<typeof error, ApiError>(true);
}

void outcomes;
void guards;
