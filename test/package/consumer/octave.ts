/** Calls Octave in both styles and returns what an application reads of it. */

import { createClient, Octave, type ServiceCreateResponse, serviceCreate } from "@clientwright/octave";

export async function callOctave(server: string): Promise<readonly (string | undefined)[]> {
  const options = { apiKey: "octave-key", server };
  const created: ServiceCreateResponse = await new Octave(options).services.create({ name: "Onboarding" });
  const outcome = await serviceCreate(createClient(options), { name: "Onboarding" }).result();
  return [created.data.internalName, outcome.ok ? outcome.data.data.internalName : outcome.error.name];
}
