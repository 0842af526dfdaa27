/** Runs all cases in a worker, which answers a request with what came of them. */

import type { Need } from "../world.js";
import { report } from "./report.js";

const worker = {
  async fetch(request: Request): Promise<Response> {
    const { searchParams } = new URL(request.url);
    // Who makes the request names needs only.
    const verdicts = await report(searchParams.get("control") ?? "", searchParams.getAll("lacks") as Need[]);
    return Response.json(verdicts);
  },
};

// What a worker's main module has to export.
export { worker as default };
