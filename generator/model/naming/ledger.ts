/** Keeps the names of a client: those that earlier runs gave, which never move, and those that this run gives. */

import type { Lock, Pointer } from "../types.js";
import type { Scope } from "./allocate.js";
import type { Given } from "./given.js";

/** Something that wants a name: what it is by pointer, and the names it would like, best first. */
export interface Wish {
  readonly pointer: Pointer;
  readonly candidates: readonly [string, ...string[]];
  /** Where the ledger doesn't know it: the name given on purpose. */
  readonly given?: Given;
}

/** A name that could not be kept, and the one that is used instead. */
export interface Displaced {
  readonly given?: Given;
  readonly wanted: string;
  readonly name: string;
}

/** Names given on purpose and the lock of earlier runs on one side, what this run has decided on the other. */
export class NameLedger {
  readonly #lock: Pick<Lock, "names">;
  readonly #given: ReadonlyMap<Pointer, Given>;
  /** What the manifest keeps after this run. */
  readonly names: Record<Pointer, string> = {};

  /**
   * @param lock - Empty for a new client.
   * @param given - Names that win over it.
   */
  constructor(lock: Pick<Lock, "names">, given: ReadonlyMap<Pointer, Given> = new Map()) {
    this.#lock = lock;
    this.#given = given;
  }

  /** The name that the document's author or the user gave. */
  given(pointer: Pointer): Given | undefined {
    return this.#given.get(pointer);
  }

  /** Every name that was given on purpose. */
  get givenNames(): Iterable<readonly [Pointer, Given]> {
    return this.#given;
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

  /**
   * Names for all wishes in a scope of their own: first those that were given on purpose, then those of earlier runs, then
   * the others in order. Tells `onDisplaced` of each that could not have the name it was given or had.
   */
  allocate(wishes: readonly Wish[], scope: Scope, onDisplaced: (displaced: Displaced) => void): Map<Pointer, string> {
    const isGiven = ({ given, pointer }: Wish) => (given ?? this.given(pointer)) !== undefined;
    const inOrder = [
      ...wishes.filter(isGiven),
      ...wishes.filter((wish) => !isGiven(wish) && this.locked(wish.pointer) !== undefined),
      ...wishes.filter((wish) => !isGiven(wish) && this.locked(wish.pointer) === undefined),
    ];
    // What can't keep its name takes another only when all others have theirs.
    for (const wish of inOrder) this.#claim(wish, scope);
    const names = new Map(inOrder.map((wish) => [wish.pointer, this.settle(wish, scope, onDisplaced)]));
    return new Map(wishes.map(({ pointer }) => [pointer, names.get(pointer) ?? ""]));
  }

  /** The name for one wish: what was given or is locked, if the scope lets it have that, else the first free candidate. */
  settle(wish: Wish, scope: Scope, onDisplaced: (displaced: Displaced) => void): string {
    const wanted = this.#claim(wish, scope);
    if (wanted?.isKept) return wanted.name;
    const name = scope.allocate(wish.pointer, wish.candidates);
    const given = wish.given ?? this.given(wish.pointer);
    if (wanted !== undefined) onDisplaced({ wanted: wanted.name, name, ...(given === undefined ? {} : { given }) });
    return name;
  }

  /** Claims the name that was given or is locked; `undefined` if there is none. */
  #claim({ pointer, given }: Wish, scope: Scope): { readonly name: string; readonly isKept: boolean } | undefined {
    const chosen = (given ?? this.given(pointer))?.name;
    if (chosen !== undefined) return { name: chosen, isKept: scope.choose(chosen, pointer) };
    const locked = this.locked(pointer);
    return locked === undefined ? undefined : { name: locked, isKept: scope.claim(locked, pointer) };
  }
}
