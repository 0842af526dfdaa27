/** Finds parameters that are sent in another place, or that operations of a path have together instead of alone, or the other way. */

import { pointerTo } from "../../diagnostics.js";
import type { Document } from "../../normalise/types.js";
import type { Lock, Pointer } from "../types.js";
import type { Move } from "./rekey.js";

/** A parameter, as a key of the lock or the identity of a schema has it: who has it, its place, its name. */
const parameter = /^(.*?)\/parameters\/([a-z]+):([^/]*)(?=\/)/;

/** Parameters whose inline types have another identity: what those were called stays. */
export function movedParameters({ names }: Lock, { operations }: Document): readonly Move[] {
  const present = new Set(operations.flatMap(({ parameters }) => parameters.map(({ schema }) => baseOf(schema.id))));
  const known = new Set(Object.keys(names).map(baseOf));
  const gone = [...known].filter((base) => base !== undefined && !present.has(base));
  const moves = operations.flatMap(({ id, parameters }): Move[] =>
    parameters.flatMap(({ name, schema }): Move[] => {
      const to = baseOf(schema.id);
      if (to === undefined || known.has(to)) return [];
      const owners = [id, id.slice(0, id.lastIndexOf("/"))];
      const [from, ...others] = gone.filter((base) => owners.some((owner) => isOf(base, owner, name)));
      return from === undefined || others.length > 0 ? [] : [[from, to]];
    }),
  );
  // What went to several places has stayed in none.
  return moves.filter(([from, to]) => moves.every(([other, place]) => other !== from || place === to));
}

/** The pointer of the parameter that something is written in, if it is known by its name. */
function baseOf(pointer: Pointer): Pointer | undefined {
  return parameter.exec(pointer)?.[0];
}

function isOf(base: Pointer | undefined, owner: Pointer, name: string): base is Pointer {
  const [, holder, , called] = parameter.exec(`${base}/`) ?? [];
  return holder === owner && called === pointerTo("", name).slice(1);
}
