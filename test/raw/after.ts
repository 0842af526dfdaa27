import { createClient } from "@clientwright/octave";
import { raw } from "@clientwright/octave/raw";

/** A program as it is written for openapi-fetch: creates a service and tells what came of it. */
export async function run(server: string, key: string, name: string): Promise<string> {
  const api = raw(createClient({ server, apiKey: key }));
  const body = { name, deliverables: ["Plan"] };
  const { data, error, response } = await api.POST("/api/v2/service/create", { body });
  return `${response.status}: ${JSON.stringify(response.ok ? data : error)}`;
}
