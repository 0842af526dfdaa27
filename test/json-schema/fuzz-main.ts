/** `npm run fuzz -- [pairs] [seed]`: compares generated validators with ajv and, where they differ, with a third one, a million pairs unless told otherwise. */

import { compare } from "./fuzz.js";

const [pairs = 1_000_000, first = 1] = process.argv.slice(2).map(Number);
const schemas = 100;
const values = 100;
let count = 0;
let valid = 0;
let explained = 0;
let differences = 0;
for (let seed = first; count < pairs; seed += 1) {
  const result = await compare(seed, schemas, values);
  count += result.pairs;
  valid += result.valid;
  explained += result.explained;
  differences += result.differences.length;
  for (const difference of result.differences) process.stdout.write(`seed ${seed}: ${difference}\n`);
}
process.stdout.write(
  `${count} pairs, ${valid} valid, ${differences} differences, ${explained} more in which a third validator says that ajv is wrong\n`,
);
process.exitCode = differences === 0 ? 0 : 1;
