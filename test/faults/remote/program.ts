/** Runs all cases in a process of Node, Bun or Deno, and prints what came of them. */

import type { Need } from "../world.js";
import { report } from "./report.js";

const [control = "", ...lacks] = process.argv.slice(2);
// Who starts this program names needs only.
const verdicts = await report(control, lacks as Need[]);
process.stdout.write(`${JSON.stringify(verdicts)}\n`);
process.exit(0);
