/** The platforms, and what each can't do: cases that need it are left out there. */

import { join } from "node:path";
import { env } from "node:process";

/** By name: how cases are run, on what, whether we install that, and which of the cases' needs it lacks. */
export function platforms(folder) {
  const ours = (path) => ({ command: join(folder, "node_modules", path), isOurs: true });
  const node = (version) => ({ run: "process", ...ours(`node-${version}/bin/node`), lacks: [] });
  return {
    "node-20": node(20),
    "node-22": node(22),
    "node-24": node(24),
    bun: {
      run: "process",
      ...ours("@oven/bun-linux-x64/bin/bun"),
      lacks: ["strict framing"],
    },
    deno: {
      run: "process",
      ...ours("@deno/linux-x64-glibc/deno"),
      parameters: ["run", "--allow-all"],
      // Of some hundred answers that are broken off, it leaves the connection of one open.
      lacks: ["strict framing", "broken downloads"],
    },
    workerd: {
      run: "worker",
      ...ours("@cloudflare/workerd-linux-64/bin/workerd"),
      lacks: ["causes", "strict framing", "broken uploads"],
    },
    chromium: {
      run: "browser",
      command: env.CHROMIUM ?? "",
      isOurs: false,
      lacks: ["causes", "strict framing", "redirects", "upload streams", "broken uploads", "single requests"],
    },
  };
}
