/** Keeps the names of a client: those that earlier runs gave, which never move, and those that this run gives. */

import type { Lock, Pointer } from "../types.js";
import type { Scope } from "./allocate.js";

/** Something that wants a name: what it is by pointer, and the names it would like, best first. */
export interface Wish {
  readonly pointer: Pointer;
  readonly candidates: readonly [string, ...string[]];
}

/** The lock of earlier runs on one side, what this run has decided on the other. */
export class NameLedger {
  readonly #lock: Pick<Lock, "names">;
  /** What the manifest keeps after this run. */
  readonly names: Record<Pointer, string> = {};

  /** @param lock - Empty for a new client. */
  constructor(lock: Pick<Lock, "names">) {
    this.#lock = lock;
  }

  /** The name that an earlier run gave. */
  locked(pointer: Pointer): string | undefined {
    return Object.hasOwn(this.#lock.names, pointer) ? this.#lock.names[pointer] : undefined;
  }

  /** Every name that an earlier run gave. */
  get lockedNames(): [Pointer, string][] {
    return Object.entries(this.#lock.names);
  }

  /** Notes a name for the manifest. */
  record(pointer: Pointer, name: string): void {
    this.names[pointer] = name;
  }

  /** Keeps all names of earlier runs: errors left things out of this one that may come back. */
  keepAll(): void {
    for (const [pointer, name] of this.lockedNames) this.names[pointer] ??= name;
  }

  /** Names for all wishes in a scope of their own: first those that have one, then the others in order. */
  allocate(wishes: readonly Wish[], scope: Scope): Map<Pointer, string> {
    for (const { pointer } of wishes) {
      const locked = this.locked(pointer);
      if (locked !== undefined) scope.claim(locked, pointer);
    }
    return new Map(
      wishes.map(({ pointer, candidates }) => {
        const locked = this.locked(pointer);
        const isKept = locked !== undefined && scope.claim(locked, pointer);
        const name = isKept ? locked : scope.allocate(pointer, candidates);
        this.record(pointer, name);
        return [pointer, name];
      }),
    );
  }
}
