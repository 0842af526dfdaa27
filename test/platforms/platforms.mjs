/** The platforms, and what each can't do: cases that need it are left out there. */

import { join } from "node:path";
import { env } from "node:process";

/** By name: how cases are run, on what, and which of their needs it lacks. */
export function platforms(folder) {
  const modules = join(folder, "node_modules");
  const node = (version) => ({ run: "process", command: join(modules, `node-${version}/bin/node`), lacks: [] });
  return {
    "node-20": node(20),
    "node-22": node(22),
    "node-24": node(24),
    bun: {
      run: "process",
      command: join(modules, "@oven/bun-linux-x64/bin/bun"),
      lacks: ["strict framing"],
    },
    deno: {
      run: "process",
      command: join(modules, "@deno/linux-x64-glibc/deno"),
      parameters: ["run", "--allow-all"],
      lacks: ["strict framing"],
    },
    workerd: {
      run: "worker",
      command: join(modules, "@cloudflare/workerd-linux-64/bin/workerd"),
      lacks: ["causes", "strict framing", "broken uploads"],
    },
    chromium: {
      run: "browser",
      command: env.CHROMIUM ?? "",
      lacks: ["causes", "strict framing", "redirects", "upload streams", "broken uploads", "single requests"],
    },
  };
}
