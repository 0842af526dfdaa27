/** Gives out names that are unique in a scope, the same way every time. */

/**
 * A scope of names. Whoever asks first gets the ideal name; later ones get the first free one of their fallbacks, then
 * the ideal name with a number. Names fixed by the lock are claimed before anything else is given out.
 */
export class Scope {
  readonly #taken = new Map<string, string>();
  readonly #isReserved: (name: string) => boolean;

  /** @param isReserved - Names that this scope never gives out. */
  constructor(isReserved: (name: string) => boolean = () => false) {
    this.#isReserved = isReserved;
  }

  /** Claims a name for an owner without asking whether it is a good one. False if somebody else has it. */
  claim(name: string, owner: string): boolean {
    const holder = this.#taken.get(name);
    if (holder !== undefined && holder !== owner) return false;
    this.#taken.set(name, owner);
    return true;
  }

  /** Claims a name that was chosen for an owner, unless the scope never gives it out. False if it can't have it. */
  choose(name: string, owner: string): boolean {
    return !this.#isReserved(name) && this.claim(name, owner);
  }

  /** The name that an owner holds or gets: the first free one of `candidates`, else the first one numbered from 2. */
  allocate(owner: string, candidates: readonly [string, ...string[]]): string {
    for (const candidate of candidates) {
      if (this.#isFree(candidate, owner)) return this.#give(candidate, owner);
    }
    for (let number = 2; ; number += 1) {
      const numbered = `${candidates[0]}${number}`;
      if (this.#isFree(numbered, owner)) return this.#give(numbered, owner);
    }
  }

  #isFree(name: string, owner: string): boolean {
    if (this.#taken.get(name) === owner) return true;
    return name !== "" && !this.#isReserved(name) && !this.#taken.has(name);
  }

  #give(name: string, owner: string): string {
    this.#taken.set(name, owner);
    return name;
  }
}
