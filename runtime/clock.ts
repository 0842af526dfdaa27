/** Where time and chance come from, so that a test can put its own in their place. */

/** Time and chance, as a client uses them. */
export interface Clock {
  /** Milliseconds since 1970, for dates that a server names. */
  now(): number;
  /** Milliseconds since some moment; they never jump, as a wall clock may. */
  elapsed(): number;
  /** At least 0, less than 1. */
  random(): number;
  /** Calls back once, after that many milliseconds (less than 2^31). Returns what calls it off. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The platform's own; its functions are looked up at each call. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  random: () => Math.random(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};
