/** Finds out which checks differ between the caller's values and those of the wire, and what lies inside checks. */

import type { Check, Checks, ModelCheck, Pointer } from "../../model/types.js";

/**
 * What a printed check takes and gives: `model`: the caller's value, as it is; `wire`: what the wire has, as it is;
 * `read`: what the wire has, decoded. For a check whose forms are the same all are called `wire`.
 */
export type Form = "model" | "wire" | "read";

/** The checks directly inside a check. */
function innerChecks(check: Check): readonly Check[] {
  const {
    items,
    additional,
    propertyNames,
    not,
    condition,
    nullable,
    tagged,
    unevaluatedItems,
    unevaluatedProperties,
  } = check;
  return [
    ...[
      items,
      additional,
      propertyNames,
      not,
      nullable,
      unevaluatedItems,
      unevaluatedProperties,
      check.contains?.check,
    ],
    ...[condition?.if, condition?.holds, condition?.fails, tagged?.otherwise],
    ...(tagged?.tags ?? []).map((tag) => tag.check),
    ...[...(check.prefixItems ?? []), ...check.all, ...(check.any ?? []), ...(check.one ?? [])],
    ...[...check.properties, ...check.patterns].map((each) => each.check),
    ...check.dependents.map((each) => each.check),
  ].flatMap((inner) => inner ?? []);
}

/** Knows the checks of models by their pointers. */
export class CheckIndex {
  readonly #models: ReadonlyMap<Pointer, ModelCheck>;
  readonly #differing: ReadonlySet<Check>;
  readonly #exact: ReadonlySet<Check>;

  constructor({ models, operations }: Checks) {
    this.#models = new Map(models.map((model) => [model.pointer, model]));
    const inOperations = operations.flatMap(({ parameters, body, responses }) => [
      ...(parameters ? [parameters] : []),
      ...[...body, ...responses.flatMap(({ content }) => content)].map(({ check }) => check),
    ]);
    const all = this.#reachable([...models.map(({ check }) => check), ...inOperations]);
    this.#differing = this.#thatLeadTo(all, differsItself);
    const exact = all.flatMap(({ one = [], not, condition, contains }) => [
      ...one,
      ...[not, condition?.if, contains?.check].flatMap((check) => check ?? []),
    ]);
    this.#exact = new Set(this.#reachable(exact));
  }

  /** Whether it may matter that a check fails: part of a choice of exactly one, of what must not be or of a condition. */
  isExact(check: Check): boolean {
    return this.#exact.has(check);
  }

  get(pointer: Pointer): ModelCheck {
    const model = this.#models.get(pointer);
    if (model === undefined) throw new Error(`There is no check of ${pointer}`);
    return model;
  }

  /** The check itself or, if it only refers to a model, that model's. */
  resolve(check: Check): Check {
    const { reference, ...others } = check;
    return reference !== undefined && saysNothing(others) ? this.resolve(this.get(reference).check) : check;
  }

  /** The form in which a check is printed where one is wanted. */
  formOf(check: Check, wanted: Form): Form {
    return this.#differs(check) ? wanted : "wire";
  }

  /** Whether anything else than the same object comes out of a check that decodes. */
  #differs(check: Check): boolean {
    // A check that was made for printing consists of those that are known.
    if (check.isSame) return false;
    return (
      this.#differing.has(check) || differsItself(check) || innerChecks(check).some((one) => this.#differing.has(one))
    );
  }

  /** Whether a check is known to refuse `undefined`. */
  refusesAbsent(check: Check, seen: ReadonlySet<Check> = new Set()): boolean {
    if (seen.has(check)) return false;
    const inner = (one: Check): boolean => this.refusesAbsent(one, new Set([...seen, check]));
    const { types, values, nullable, tagged, reference, all, any, one } = check;
    return (
      (types ?? values) !== undefined ||
      (tagged !== undefined && (tagged.otherwise === undefined || inner(tagged.otherwise))) ||
      (nullable !== undefined && inner(nullable)) ||
      (reference !== undefined && inner(this.get(reference).check)) ||
      all.some(inner) ||
      any?.every(inner) === true ||
      one?.every(inner) === true
    );
  }

  /** Every check that one leads to, itself included. */
  leadsTo(start: Check): readonly Check[] {
    return this.#reachable([start]);
  }

  #reachable(starts: readonly Check[]): readonly Check[] {
    const found = new Set(starts);
    for (const check of found) for (const next of this.#next(check)) found.add(next);
    return [...found];
  }

  /** The checks that lead to one of a kind, those of the kind included. */
  #thatLeadTo(all: readonly Check[], isOfKind: (check: Check) => boolean): ReadonlySet<Check> {
    const before = new Map<Check, Check[]>(all.map((check) => [check, []]));
    for (const check of all) for (const next of this.#next(check)) before.get(next)?.push(check);
    const found = new Set(all.filter(isOfKind));
    for (const check of found) for (const one of before.get(check) ?? []) if (!one.isSame) found.add(one);
    return found;
  }

  #next(check: Check): readonly Check[] {
    const referred = check.reference === undefined ? [] : [this.get(check.reference).check];
    return [...innerChecks(check), ...referred];
  }
}

function differsItself(check: Check): boolean {
  if (check.isSame) return false;
  if ((check.converted ?? check.codec) !== undefined) return true;
  const { tagged, properties, dependents } = check;
  const named = [
    ...properties,
    ...dependents,
    ...dependents.flatMap(({ required }) => required),
    ...(tagged ? [tagged] : []),
  ];
  return named.some(({ wireName, name }) => wireName !== name);
}

/** Whether a check lets everything pass. */
export function saysNothing(check: Check): boolean {
  const { name: _, isSame: __, limits, properties, patterns, dependents, all, ...others } = check;
  return (
    Object.keys(others).length === 0 &&
    [limits, properties, patterns, dependents, all].every((list) => list.length === 0)
  );
}

/** Whether a check speaks about properties or items, itself or through other checks of the same value. */
export function speaks({ properties, dependents, patterns, all, ...check }: Check): boolean {
  const { additional, items, prefixItems, contains, unevaluatedItems, unevaluatedProperties } = check;
  const { reference, any, one, condition, nullable, tagged } = check;
  return (
    [patterns, all].some((list) => list.length > 0) ||
    properties.some(({ isListed }) => isListed) ||
    dependents.some((each) => each.check) ||
    (additional ?? items ?? prefixItems ?? contains ?? unevaluatedItems ?? unevaluatedProperties) !== undefined ||
    (reference ?? any ?? one ?? condition ?? nullable ?? tagged) !== undefined
  );
}
