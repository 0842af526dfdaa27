/** Runs one case and then asks what must hold after every case. */

import { check, matches } from "./check.js";
import type { Stage } from "./script.js";
import { findSecrets, printed } from "./secrets.js";
import { type Case, World } from "./world.js";

/** Real time that a case may take, in milliseconds: far more than any needs, since it only ends what hangs. */
const patience = 20_000;

/** Gives what went wrong outside of any call since it was last asked: unhandled rejections, warnings. */
export type Complaints = () => unknown[];

/**
 * Runs a case on servers of its own.
 *
 * @throws what the case throws; Finding for what it leaves behind.
 */
export async function judge(one: Case, stage: Stage, complaints: Complaints): Promise<void> {
  const world = new World(stage);
  let alarm: ReturnType<typeof setTimeout> | undefined;
  const hanging = new Promise<never>((_, reject) => {
    alarm = setTimeout(() => reject(new Error(`${one.id} hangs`)), patience);
  });
  try {
    await Promise.race([one.run(world), hanging]);
    await world.until(async () => (await world.sights()).every(({ busy }) => busy === 0), "all connections are free");
    // Before clients are closed: what a call leaves behind, closing may tidy up.
    matches(world.listeners, 0, "listeners on the caller's signals");
    matches(world.clock.pending, 0, "timers");
    await world.close();
    const counts = (await world.sights()).map(({ received }) => received.length);
    matches(
      counts.reduce((sum, count) => sum + count, 0),
      world.due,
      "requests that the servers counted",
    );
    // A rejection counts as unhandled when the event loop has gone round.
    await new Promise((resolve) => setTimeout(resolve, 0));
    matches(complaints(), [], "unhandled rejections and warnings");
    const leaks = [...new Set(world.seen.flatMap((value) => findSecrets(printed(value))))];
    check(leaks.length === 0, `secrets to be seen:\n${leaks.join("\n")}`);
  } finally {
    clearTimeout(alarm);
    await world.close();
    await stage.close();
  }
}
