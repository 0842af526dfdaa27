/** Prints named models: an interface or a type alias, with its codecs beside it. */

import type { PropertySignatureStructure } from "ts-morph";
import type { NamedModel, Property } from "../model/types.js";
import { modelCodec } from "./codecs.js";
import { comment, commentLines } from "./comments.js";
import { print, printHanging } from "./layout.js";
import { indexType, propertyType, shapeType, type TypeScope } from "./shapes.js";
import { propertyKey, scalarLiteral } from "./text.js";
import { StructureKind } from "./ts-morph.js";
import type { Statement } from "./types.js";

/** What a property of an interface is made from: properties of models, parameters, headers. */
export type Member = Pick<Property, "name" | "required" | "shape" | "docs">;

/** One property of an interface. Optional ones may also be given as `undefined`. */
export function propertySignature(member: Member, scope: TypeScope): PropertySignatureStructure {
  const key = propertyKey(member.name);
  const type = propertyType(member, scope);
  const column = key.length + (member.required ? 2 : 3);
  return {
    kind: StructureKind.PropertySignature,
    name: key,
    hasQuestionToken: !member.required,
    type: printHanging(type, { level: 1, column, after: 1 }),
    docs: comment(member.docs),
  };
}

function declaration(model: NamedModel, scope: TypeScope): Statement {
  const { name, shape } = model;
  const docs = comment(model.docs);
  if (shape.kind === "object" && shape.properties.length > 0) {
    const index = shape.index && print(indexType(shape.index, shape.properties, scope));
    return {
      kind: StructureKind.Interface,
      isExported: true,
      name,
      docs,
      properties: shape.properties.map((property) => propertySignature(property, scope)),
      ...(index === undefined ? {} : { indexSignatures: [{ keyName: "key", keyType: "string", returnType: index }] }),
    };
  }
  const column = `export type ${name} = `.length;
  const type = printHanging(shapeType(shape, scope), { level: 0, column, after: 1 });
  return { kind: StructureKind.TypeAlias, isExported: true, name, docs, type };
}

/** The values of an enum by name: `ServiceState.Active`. Has the name of the type, so one import brings both. */
function constants(model: NamedModel): Statement[] {
  if (model.constants === undefined) return [];
  const lines = model.constants.flatMap(({ name, value, description }) => [
    ...commentLines({ notes: [], ...(description !== undefined && { description }) }),
    `${propertyKey(name)}: ${scalarLiteral(value)},`,
  ]);
  return [`export const ${model.name} = {\n${lines.map((line) => `  ${line}\n`).join("")}} as const;`];
}

/** A model, the values of an enum, and its codecs. */
export function emitModel(model: NamedModel, scope: TypeScope): Statement[] {
  return [
    declaration(model, scope),
    ...constants(model),
    ...modelCodec(model, "decode", scope),
    ...modelCodec(model, "encode", scope),
  ];
}
