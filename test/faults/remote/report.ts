/** Runs all cases that a platform is able to, and says what came of each. Runs on any platform. */

import { cases } from "../cases/index.js";
import { type Complaints, judge } from "../judge.js";
import type { Need } from "../world.js";
import { openRemoteStage } from "./stage.js";

/** What came of a case: nothing, or what was wrong. */
export interface Verdict {
  readonly id: string;
  readonly title: string;
  readonly problem: string | undefined;
}

/**
 * @param control - URL of the process that has the servers.
 * @param lacks - What the platform doesn't have: cases that need it are left out.
 * @param wanted - Left out are cases whose `id` it doesn't match.
 */
export async function report(
  control: string,
  lacks: readonly Need[] = [],
  wanted = /./,
  complaints: Complaints = listen(),
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const one of cases) {
    const { id, title, needs = [] } = one;
    if (!wanted.test(id) || needs.some((need) => lacks.includes(need))) continue;
    const problem = await judge(one, openRemoteStage(control), complaints).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    verdicts.push({ id, title, problem });
  }
  return verdicts;
}

/** Unhandled rejections and warnings, the way the platform tells of them. */
function listen(): Complaints {
  const heard = new Map<unknown, unknown>();
  const { process } = globalThis;
  if (process?.on) {
    process.on("unhandledRejection", (reason, promise) => void heard.set(promise, reason));
    process.on("warning", (warning) => void heard.set(warning, warning));
  } else {
    const listener = (event: Event): void => {
      event.preventDefault();
      const promise: unknown = Reflect.get(event, "promise");
      // Some platforms take a while to see that a rejection is handled.
      if (event.type === "rejectionhandled") heard.delete(promise);
      else heard.set(promise, Reflect.get(event, "reason"));
    };
    globalThis.addEventListener?.("unhandledrejection", listener);
    globalThis.addEventListener?.("rejectionhandled", listener);
  }
  return () => {
    const complaints = [...heard.values()];
    heard.clear();
    return complaints;
  };
}
