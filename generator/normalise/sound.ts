/** Takes out of a document what depends on a schema with an error, so that later stages meet sound schemas only. */

import type { Schemas } from "./schemas/index.js";
import { leadsTo, reaching } from "./schemas/reach.js";
import type { Document, Hook, MediaType, Schema, SchemaId } from "./types.js";

/** The document without schemas that lead to a broken one; operations that lead there are moved to `omitted`. */
export function withoutBroken(document: Document, schemas: Schemas): Document {
  const lost = reaching(schemas.broken, schemas.all);
  if (lost.size === 0) return document;
  const isSound = (hook: Pick<Hook, "parameters" | "responses" | "requestBody">): boolean =>
    !schemasOf(hook).some((schema) => isLost(schema, lost));
  const omitted = document.operations.filter((operation) => !isSound(operation));
  return {
    ...document,
    operations: document.operations
      .filter(isSound)
      .map((operation) => ({ ...operation, callbacks: operation.callbacks.filter(isSound) })),
    webhooks: document.webhooks.filter(isSound),
    omitted: [
      ...document.omitted,
      ...omitted.map(({ operationId, method, path, tags, deprecated, at }) => ({
        ...(operationId !== undefined && { operationId }),
        method,
        path,
        tags,
        deprecated,
        at: { ...at, key: true },
      })),
    ],
    schemas: new Map([...document.schemas].filter(([id]) => !lost.has(id))),
  };
}

function isLost(schema: Schema, lost: ReadonlySet<SchemaId>): boolean {
  return lost.has(schema.id) || leadsTo(schema).some((id) => lost.has(id));
}

/** The schemas that a request and its responses directly have. */
export function schemasOf({
  parameters,
  requestBody,
  responses,
}: Pick<Hook, "parameters" | "responses" | "requestBody">): readonly Schema[] {
  const media: readonly MediaType[] = [
    ...(requestBody?.content ?? []),
    ...responses.flatMap((response) => response.content),
  ];
  return [
    ...parameters.map(({ schema }) => schema),
    ...media.flatMap(({ schema }) => (schema ? [schema] : [])),
    ...responses.flatMap(({ headers }) => headers.map(({ schema }) => schema)),
  ];
}
