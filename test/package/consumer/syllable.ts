/** Calls Syllable in every style that its package offers and returns what an application reads of it. */

import {
  ApiError,
  createClient,
  type HTTPValidationError,
  isFailure,
  type ServiceCreateRequest,
  type ServiceResponse,
  SyllableSDK,
  serviceCreate,
  serviceCreateOperation,
} from "@clientwright/syllable";
import { raw } from "@clientwright/syllable/raw";

export interface SyllableSeen {
  readonly year: number;
  readonly tools: readonly string[];
  readonly status: number;
  readonly refused: HTTPValidationError;
  readonly caught: string | undefined;
  readonly rawName: string | undefined;
}

const input: ServiceCreateRequest = {
  name: "Weather tools",
  description: "Tools for the weather",
  authType: "basic",
  authValues: { user_name: "me", passWord: "secret" },
};

export async function callSyllable(server: string): Promise<SyllableSeen> {
  const options = { apiKeyHeader: "syllable-key", server };
  const syllable = new SyllableSDK(options);
  const service: ServiceResponse = await syllable.services.create(input);
  const client = createClient(options);
  const { data, response } = await serviceCreate(client, input).withResponse();
  const refused = await serviceCreate(client, { ...input, name: "refused" }).result();
  if (refused.ok || refused.status !== 422) throw new Error("an acceptable name?");
  const { data: fromRaw } = await raw(client).POST("/api/v1/services", {
    body: { name: input.name, description: input.description },
  });
  return {
    year: service.lastUpdated.getFullYear(),
    tools: data.tools,
    status: response.status,
    refused: refused.error.body,
    caught: await messageOfFailure(syllable),
    rawName: fromRaw?.last_updated_by,
  };
}

async function messageOfFailure(syllable: SyllableSDK): Promise<string | undefined> {
  try {
    await syllable.services.create({ ...input, name: "refused" });
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError) || !isFailure(error, serviceCreateOperation, 422)) throw error;
    return error.body.detail?.[0]?.msg;
  }
}
