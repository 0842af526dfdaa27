/** Turns what a config and extensions say of the values of single schemas into the form of each. */

import type { SchemaOverride } from "./config.js";
import type { Diagnostic, Location } from "./diagnostics.js";
import { inside } from "./normalise/schemas/reach.js";
import type { Document, Schema, SchemaId, ValueForms } from "./normalise/types.js";

type Name = keyof ValueForms;

/** What a form is about, in the words of a message. */
const subjects: { readonly [Each in Name]: string } = {
  dates: "no date-time",
  int64: "no 64-bit integer",
  bytes: "no base64",
};
const names: readonly Name[] = ["dates", "int64", "bytes"];

/** What somebody says of a schema and of all that is written inside it. */
interface Saying {
  readonly schema: Schema;
  readonly forms: ValueForms;
  /** Where it is said; the forms' names follow. */
  readonly placeOf: (name: Name) => { readonly what: string; readonly at: Location };
  readonly isOption: boolean;
}

/**
 * The forms of all schemas that something is said of. What is said nearer to a value goes before what is said farther out,
 * and the config before the document.
 *
 * @param overrides - Of the config, with the schemas that they are about.
 * @returns Also: what fits nothing.
 */
export function formsIn(
  overrides: readonly {
    readonly schema: Schema;
    readonly value: SchemaOverride;
    readonly key: string;
    readonly at: Location;
  }[],
  schemas: Iterable<Schema>,
): { readonly forms: Document["forms"]; readonly diagnostics: readonly Diagnostic[] } {
  const written = [...schemas].filter((schema) => schema.forms !== undefined);
  const sayings: Saying[] = [
    ...outermostFirst(written).map((schema) => ({
      schema,
      forms: schema.forms ?? {},
      placeOf: (name: Name) => {
        const pointer = `${schema.at.pointer}/x-clientwright-${name}`;
        return { what: `x-clientwright-${name}`, at: { ...schema.at, pointer } };
      },
      isOption: false,
    })),
    ...[...overrides]
      .sort((one, other) => one.schema.id.length - other.schema.id.length)
      .map(({ schema, value, key, at }) => ({
        schema,
        forms: value,
        placeOf: (name: Name) => ({ what: `schemas.${key}.${name}`, at: { ...at, pointer: `${at.pointer}/${name}` } }),
        isOption: true,
      })),
  ];
  const forms = new Map<SchemaId, ValueForms>();
  const diagnostics = sayings.flatMap((saying) => apply(saying, forms));
  return { forms, diagnostics };
}

/** A schema's identity is longer than that of what it stands in. */
function outermostFirst(schemas: readonly Schema[]): readonly Schema[] {
  return [...schemas].sort((one, other) => one.id.length - other.id.length);
}

/** Puts what is said over what was said before; says so where there is nothing that it could be about. */
function apply({ schema, forms: said, placeOf, isOption }: Saying, forms: Map<SchemaId, ValueForms>): Diagnostic[] {
  return names.flatMap((name): Diagnostic[] => {
    const form = said[name];
    if (form === undefined) return [];
    const touched = within(schema).filter((one) => isAbout(one, name));
    for (const { id } of touched) forms.set(id, { ...forms.get(id), [name]: form });
    if (touched.length > 0) return [];
    const { what, at } = placeOf(name);
    const message = `\`${what}\` fits nothing: there is ${subjects[name]} in the schema.`;
    const help = "Name the schema that has the `format` itself, or remove it.";
    return [{ code: isOption ? "CW0016" : "CW2106", severity: isOption ? "error" : "warning", message, at, help }];
  });
}

function within(schema: Schema): readonly Schema[] {
  const all = [schema];
  for (const one of all) all.push(...inside(one));
  return all;
}

function isAbout({ format, contentEncoding }: Schema, name: Name): boolean {
  if (name === "dates") return format === "date-time";
  if (name === "int64") return format === "int64" || format === "uint64";
  return contentEncoding?.startsWith("base64") === true || format === "base64url";
}
