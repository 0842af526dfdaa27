/** Prints the checks that tell what they have spoken about: those around `unevaluatedProperties` and `unevaluatedItems`. */

import type { Check } from "../../model/types.js";
import { type Layout, list } from "../layout.js";
import { arrayLiteral, plain } from "../literals.js";
import { stringLiteral } from "../text.js";
import { type Form, saysNothing, speaks } from "./forms.js";
import type { CheckPrinter } from "./printer.js";

/** Whether a check asks what nothing else has spoken about. */
export function hasUnevaluated({ unevaluatedItems, unevaluatedProperties }: Check): boolean {
  return (unevaluatedItems ?? unevaluatedProperties) !== undefined;
}

/** What a check asks by itself: without what it says through other checks of the same value. */
function itself(check: Check): Check {
  const { reference, any, one, condition, nullable, tagged, unevaluatedItems, unevaluatedProperties, codec, ...own } =
    check;
  const dependents = own.dependents.map(({ check: _, ...dependent }) => dependent);
  return {
    ...own,
    name: `${check.name}Itself`,
    all: [],
    dependents: dependents.filter(({ required }) => required.length > 0),
  };
}

/** Statements of a check's function; `seen` takes what it speaks about. */
export function followStatements(check: Check, form: Form, printer: CheckPrinter): readonly Layout[] {
  const runtime = (name: string): string => printer.scope.imports.validation(name);
  const isApart = hasUnevaluated(check);
  const seen = isApart ? "own" : "seen";
  const call = (name: string, ...more: readonly Layout[]): Layout => [
    list(`${name}(`, ["value", "key", "found", seen, ...more], ")"),
    ";",
  ];
  const followed = (inner: Check): string => printer.follow(inner, form);
  /** A part that has to pass. */
  const part = (written: Check): Layout[] => {
    const inner = printer.index.resolve(written);
    if (saysNothing(inner)) return [];
    return speaks(inner) ? [call(followed(inner))] : [[printer.call(inner, form, "value", "key"), ";"]];
  };
  const base = itself(check);
  const { all, any, one, condition, nullable, tagged, dependents, reference } = check;
  const { unevaluatedItems, unevaluatedProperties } = check;
  const dependent = dependents.flatMap((each) => (each.check ? [{ ...each, check: each.check }] : []));
  const tags = tagged && [...tagged.tags.map((tag) => tag.check), ...(tagged.otherwise ? [tagged.otherwise] : [])];
  return [
    ...(isApart ? [`const own = new ${runtime("Evaluated")}();`] : []),
    ...(saysNothing(base) ? [] : [[printer.call(base, form, "value", "key"), ";"]]),
    ...(reference === undefined ? [] : part(printer.index.get(reference).check)),
    ...all.flatMap(part),
    ...(nullable ? [call(runtime("followAnyOf"), runtime("nothing"), followed(nullable))] : []),
    ...(any ? [call(runtime("followAnyOf"), ...any.map(followed))] : []),
    ...(one ? [call(runtime("followOneOf"), ...one.map(followed))] : []),
    ...(tags ? [call(runtime("followAnyOf"), ...tags.map(followed))] : []),
    ...(condition
      ? [
          call(
            runtime("followWhen"),
            ...[condition.if, condition.holds, condition.fails].map((inner) =>
              inner ? followed(inner) : runtime("anything"),
            ),
          ),
        ]
      : []),
    ...dependent.map((each) =>
      call(
        runtime("followDependent"),
        stringLiteral(form === "model" ? each.name : each.wireName),
        followed(each.check),
      ),
    ),
    ...spoken(check, form, seen, printer),
    ...(unevaluatedProperties
      ? [call(runtime("unevaluatedProperties"), printer.reference(unevaluatedProperties, form))]
      : []),
    ...(unevaluatedItems ? [call(runtime("unevaluatedItems"), printer.reference(unevaluatedItems, form))] : []),
    ...(isApart ? ["seen.add(own);"] : []),
    "return value;",
  ];
}

/** What a check itself speaks about. */
function spoken(check: Check, form: Form, seen: string, printer: CheckPrinter): readonly Layout[] {
  const { properties, patterns, additional, items, prefixItems, contains } = check;
  const listed = properties.filter(({ isListed }) => isListed);
  const names = listed.map(({ name, wireName }) => plain(stringLiteral(form === "model" ? name : wireName)));
  const table = patterns.length === 0 ? "[]" : printer.patterns(check, form);
  const wireNames = form === "model" && patterns.length > 0 ? printer.wireNames(check) : [];
  const hasProperties = listed.length > 0 || patterns.length > 0 || additional !== undefined;
  const isAll = String(additional !== undefined);
  const count = items ? "Number.POSITIVE_INFINITY" : String(prefixItems?.length ?? 0);
  const kind = contains ? [printer.reference(contains.check, form)] : [];
  const see = (name: string, ...more: readonly Layout[]): Layout => [
    list(`${printer.scope.imports.validation(name)}(`, more, ")"),
    ";",
  ];
  return [
    ...(hasProperties
      ? [see("seeProperties", "value", seen, arrayLiteral(names).layout, table, isAll, ...wireNames)]
      : []),
    ...((items ?? prefixItems ?? contains) ? [see("seeItems", "value", "found", seen, count, ...kind)] : []),
  ];
}
