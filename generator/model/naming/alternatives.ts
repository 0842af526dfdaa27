/** Numbers the members of unions: by their place at first, those that come later behind those that were there. */

import type { Pointer } from "../types.js";

/** A member of a union at the front of what a key of the lock is about. */
const member = /\/(?:oneOf|anyOf)\/(\d+)(?=[/@]|$)/g;

/** A union in which earlier runs have named something. */
interface KnownUnion {
  /** The members that were there, by their present places. */
  readonly places: Set<number>;
  /** The highest number in the names so far. */
  highest: number;
}

/** The numbers of all members. */
export class Alternatives {
  readonly #unions = new Map<Pointer, KnownUnion>();
  readonly #numbers = new Map<Pointer, number>();

  /** @param locked - Names of earlier runs, by present place. */
  constructor(locked: Iterable<readonly [Pointer, string]>) {
    for (const [pointer, name] of locked) {
      const numbers = [...name.matchAll(/Option(\d+)/g)].map(([, number]) => Number(number));
      for (const {
        index,
        0: { length },
        1: place,
      } of pointer.matchAll(member)) {
        const union = pointer.slice(0, index + length - String(place).length - 1);
        const known = this.#unions.get(union) ?? { places: new Set(), highest: 0 };
        known.places.add(Number(place));
        known.highest = Math.max(known.highest, ...numbers);
        this.#unions.set(union, known);
      }
    }
  }

  /**
   * The number of a member.
   *
   * @param id - `…/oneOf/0`.
   * @param ideal - What it is in a new union.
   */
  number(id: Pointer, ideal: number): number {
    const end = id.lastIndexOf("/");
    const known = this.#unions.get(id.slice(0, end));
    if (known === undefined || known.places.has(Number(id.slice(end + 1)))) return ideal;
    const given = this.#numbers.get(id);
    if (given !== undefined) return given;
    known.highest = Math.max(known.highest, known.places.size) + 1;
    this.#numbers.set(id, known.highest);
    return known.highest;
  }
}
