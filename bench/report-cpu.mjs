/** Preloaded into measured processes: each adds what it has used to the file that it is told. */

import { appendFileSync } from "node:fs";

const file = process.env["BENCH_CPU_FILE"];
// Counts every thread of the process, workers and the garbage collector too.
process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const used = { cpu: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024 };
  if (file) appendFileSync(file, `${JSON.stringify(used)}\n`);
});
