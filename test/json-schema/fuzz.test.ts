/** 20,000 pairs of schema and value, on which generated validators and ajv agree. `npm run fuzz` does a million. */

import { expect, it } from "vitest";
import { compare } from "./fuzz.js";

it.each([1, 2])("ours and ajv agree (seed %i)", async (seed) => {
  const { pairs, valid, differences } = await compare(seed, 100, 101);
  expect(differences).toEqual([]);
  expect(pairs).toBeGreaterThanOrEqual(10_000);
  // Neither verdict is rare.
  expect(valid).toBeGreaterThan(2_000);
  expect(pairs - valid).toBeGreaterThan(2_000);
});
