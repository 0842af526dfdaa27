/** A clock that stands still until a case moves it, so that waits and limits are known to the millisecond. */

import type { Clock } from "../../runtime/index.js";

interface Timer {
  readonly at: number;
  readonly expire: () => void;
}

/** Time limits of the clients of all cases: lengths that no wait of a case has. In milliseconds. */
export const limits = { attempt: 1013, total: 5039, idle: 1019 } as const;

/**
 * Timers of the length of a limit expire when the case moves the clock there. All others are waits: they end at once, as
 * far as real time goes, and the clock moves on by their length.
 */
export class ScriptedClock implements Clock {
  /** Length of each wait so far. */
  readonly waits: number[] = [];
  /** What `random` gives. */
  chance = 0.5;
  /** Whether waits end by themselves. */
  isPatient = false;
  #now = 1_000;
  #jump = 0;
  readonly #timers = new Set<Timer>();
  readonly #held = new Set<number>([...Object.values(limits), 60_000]);

  /** Takes timers of that length for limits too. */
  hold(...lengths: number[]): void {
    for (const length of lengths) this.#held.add(length);
  }

  elapsed(): number {
    return this.#now;
  }

  now(): number {
    return Date.UTC(2026, 0, 1) + this.#now + this.#jump;
  }

  random(): number {
    return this.chance;
  }

  after(milliseconds: number, expire: () => void): () => void {
    const timer = { at: this.#now + milliseconds, expire };
    this.#timers.add(timer);
    if (!this.#held.has(milliseconds)) {
      this.waits.push(milliseconds);
      setTimeout(() => {
        if (this.#timers.has(timer) && !this.isPatient) this.#moveTo(timer.at);
      }, 0);
    }
    return () => void this.#timers.delete(timer);
  }

  /** Timers that have not expired and were not taken back. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Moves on; what is due by then expires in order. */
  advance(milliseconds: number): void {
    this.#moveTo(this.#now + milliseconds);
  }

  /** Sets the date, and only the date, forward or back: what happens when someone sets the machine's clock. */
  setDate(jump: number): void {
    this.#jump += jump;
  }

  #moveTo(time: number): void {
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= time).sort((one, other) => one.at - other.at);
      if (!next) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.expire();
    }
    this.#now = Math.max(this.#now, time);
  }
}
