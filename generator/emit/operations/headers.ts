/** Prints how the text of a response header becomes the value that callers get. */

import type { Header, Shape } from "../../model/types.js";
import { asFunction, type Conversion, conversionOf } from "../codecs.js";
import { conversions } from "../conversions.js";
import { arrayLiteral, type Literal, objectLiteral, plain } from "../literals.js";
import type { TypeScope } from "../shapes.js";
import { stringLiteral } from "../text.js";

/** The conversion of a header's text; `undefined` where it is the value itself. */
export function headerConversion({ format, shape, isExact }: Header, scope: TypeScope): Conversion | undefined {
  switch (format) {
    case "value":
      return scalarConversion(shape, scope);
    case "list": {
      const items = shape.kind === "array" ? scalarConversion(shape.items, scope) : undefined;
      return withInner(
        scope.imports.runtime("headerItems"),
        items === undefined ? undefined : plain(asFunction(items)),
      );
    }
    case "fields":
      return withInner(scope.imports.runtime("headerFields"), fieldTable(shape, scope));
    case "pairs":
      return withInner(scope.imports.runtime("headerPairs"), fieldTable(shape, scope));
    case "json": {
      const inner = conversionOf(shape, "decode", scope);
      const reader = scope.imports.runtime("headerJson");
      if (inner === undefined) return reader;
      if (!isExact) return withInner(reader, plain(asFunction(inner)));
      return { body: [`${reader}(value, `, asFunction(inner), `, ${scope.imports.runtime("exactJson")})`] };
    }
  }
}

function withInner(reader: string, inner: Literal | undefined): Conversion {
  return inner === undefined ? reader : { body: [`${reader}(value, `, inner.layout, ")"] };
}

function resolved(shape: Shape, scope: TypeScope): Shape {
  return shape.kind === "reference" ? resolved(scope.index.get(shape.to).shape, scope) : shape;
}

/** Text is converted where the document says that it is a number, a boolean or an instant. */
function scalarConversion(written: Shape, scope: TypeScope): Conversion | undefined {
  const shape = resolved(written, scope);
  const members = shape.kind === "union" ? shape.members : [shape];
  const types = new Set(members.map(typeOf));
  if (types.size > 1) return undefined;
  if (types.has("number")) return scope.imports.runtime("decodeNumber");
  if (shape.kind === "converted") {
    const { fromText } = conversions[shape.to];
    return fromText === null ? undefined : scope.imports.runtime(fromText);
  }
  if (types.has("boolean")) return scope.imports.runtime("decodeBoolean");
  return conversionOf(shape, "decode", scope);
}

function typeOf(shape: Shape): string {
  if (shape.kind === "literal") return typeof shape.value;
  return shape.kind === "other" ? shape.of : shape.kind;
}

/** Rows of the properties whose name or value differs from what is on the wire; `undefined` if there are none. */
function fieldTable(written: Shape, scope: TypeScope): Literal | undefined {
  const shape = resolved(written, scope);
  const rows = (shape.kind === "object" ? shape.properties : []).flatMap(({ wireName, name, shape: value }) => {
    const conversion = scalarConversion(value, scope);
    if (conversion === undefined && name === wireName) return [];
    const last = conversion === undefined ? [] : [plain(asFunction(conversion))];
    return [[wireName, arrayLiteral([plain(stringLiteral(name)), ...last])] as const];
  });
  return rows.length === 0 ? undefined : objectLiteral(rows);
}
