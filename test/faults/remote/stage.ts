/** Servers that stand in another process: the other end of `servers/control.ts`. Runs on any platform. */

import type { Sight, Stage } from "../script.js";
import type { Order } from "../servers/control.js";

// The platform's own, whatever becomes of it later.
const { fetch } = globalThis;

/** Servers of the process that takes orders at a URL. */
export function openRemoteStage(control: string): Stage {
  const order = async (body: Order): Promise<unknown> => {
    // Without a prototype: a case may have put things there.
    const init = { __proto__: null, method: "POST", body: JSON.stringify(body) } as const;
    const response = await fetch(control, init);
    if (!response.ok) throw new Error(`control: ${await response.text()}`);
    return response.json();
  };
  // What the control answers, in both places, is this project's own.
  const text = async (body: Order): Promise<string> => (await order(body)) as string;
  return {
    async serve(script, { isSecure = false } = {}) {
      const url = await text({ do: "serve", script, isSecure });
      return {
        url,
        see: async () => (await order({ do: "see", url })) as Sight,
        go: async () => void (await order({ do: "go", url })),
      };
    },
    closedPort: () => text({ do: "closedPort" }),
    close: async () => void (await order({ do: "close" })),
  };
}
