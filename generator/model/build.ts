/** Builds the model of a client from a normalised document: the one entry point of this stage. */

import type { Diagnostic } from "../diagnostics.js";
import type { Document, SchemaId } from "../normalise/types.js";
import { withoutBroken } from "./broken.js";
import { buildChecks } from "./checks/build.js";
import { BuildContext } from "./context.js";
import { textForBytes } from "./directions/bytes.js";
import { openEnums } from "./directions/open-enums.js";
import { splitDirections } from "./directions/split.js";
import { schemaDocs } from "./docs.js";
import { markExact } from "./exact.js";
import { buildHooks, nameHookCodecs } from "./hooks.js";
import { withIndexSignatures } from "./index-signatures.js";
import { lockOf } from "./lock.js";
import { followMoved } from "./moved/index.js";
import { typeCase } from "./naming/casing.js";
import { reportUnnarrowable } from "./narrowing.js";
import { isCompatible } from "./operations/input-shape.js";
import { buildResource, nameOperations } from "./operations/operations.js";
import { planResources } from "./operations/resources.js";
import { placeModels } from "./placement.js";
import { constantsOf } from "./schemas/enums.js";
import { shapes } from "./schemas/shapes.js";
import { buildCredentials } from "./security.js";
import { buildServers, defaultServer } from "./servers.js";
import type { Api, Lock, Model, ModelOptions, NamedModel, Operation, Resource } from "./types.js";
import { resolveVariants } from "./variants.js";

/** A model, and what its document has wrong. */
export interface BuildResult {
  readonly model: Model;
  readonly diagnostics: readonly Diagnostic[];
  /** Operations that an error touches, by `METHOD /path`; the model doesn't hold them. */
  readonly omitted: readonly string[];
}

/** Class name from a title: PascalCase without a trailing API, OpenAPI (and its version) or Specification. */
export function defaultName(title: string): string {
  const words = title.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const base = words.replace(/(\s+(api|openapi(\s+\d+)*|specification))+$/i, "");
  const name = typeCase(base) || typeCase(words);
  return /^\p{L}/u.test(name) ? name : `Api${name}`;
}

const silent: ReadonlySet<string> = new Set(["properties", "schema", "$defs"]);

/** The name a schema wishes for: its own last segment, or, nested in another schema, the way to it. */
function wishedName(id: SchemaId): string {
  const [file = "", pointer = ""] = id.split("#", 2);
  const segments = pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
  // Where schemas are kept says nothing about one of them.
  const kept = segments[0] === "components" ? 2 : segments[0] === "definitions" ? 1 : 0;
  const telling = segments.slice(kept).filter((segment) => !silent.has(segment));
  const base = telling.length > 0 ? telling : [file.replace(/^.*\//, "").replace(/\.\w+$/, "")];
  const name = base.map(typeCase).join("");
  return /^[\p{L}_$]/u.test(name) ? name : `Schema${name}`;
}

function nameSchemas(context: BuildContext): Map<SchemaId, string> {
  const schemas = [...context.document.schemas.values()];
  return new Map(
    schemas.map((schema) => [schema.id, context.name(schema.id, wishes(wishedName(schema.id)), schema.at)]),
  );
}

function wishes(name: string): [string, ...string[]] {
  return [name, `${name}Model`];
}

/** Shapes of all schemas that have names. Their places are taken first, so that inner models follow their own. */
function buildNamedSchemas(names: ReadonlyMap<SchemaId, string>, context: BuildContext): void {
  for (const [id, name] of names) {
    const schema = context.schema(id);
    if (schema === undefined) continue;
    const draft = { pointer: id, name, docs: schemaDocs(schema), shape: { kind: "unknown" } as const };
    context.models.set(id, draft);
    const shape = context.within(id, () => context.shapes.declaredShape(schema, context, name));
    const constants = constantsOf(schema, context.document.schemaNames.get(id)?.values);
    context.models.set(id, { ...draft, shape, ...(constants === undefined ? {} : { constants }) });
  }
}

/** Names of the client class and its options. A name that the user chose wins over what earlier runs called it. */
function nameClient(context: BuildContext): string {
  const { document, options, ledger, exports } = context;
  const isChosen = options.name !== undefined && options.name !== ledger.locked("#client");
  const ideal = options.name ?? defaultName(document.title);
  const candidates: [string, string] = [ideal, `${ideal}Client`];
  if (!isChosen) {
    const name = context.name("#client", candidates, document.at);
    context.name("#options", [`${name}Options`], document.at);
    return name;
  }
  const name = exports.allocate("#client", candidates);
  ledger.record("#client", name);
  ledger.record("#options", exports.allocate("#options", [`${name}Options`]));
  return name;
}

/** Names of the maps of webhooks and callbacks, which give way to every other name. */
function nameHookMaps({ resources, webhooks }: Api, context: BuildContext): Model["hookMaps"] {
  const name = (wish: string) => context.name(`#${wish.toLowerCase()}`, [wish, `${wish}Map`], context.document.at);
  const hasCallbacks = resources.some(({ operations }) => operations.some(({ callbacks }) => callbacks.length > 0));
  return {
    ...(webhooks.length === 0 ? {} : { webhooks: name("Webhooks") }),
    ...(hasCallbacks ? { callbacks: name("Callbacks") } : {}),
  };
}

/** Says which inputs have changed their shape since the last run: their callers must change. */
function reportReshaped(resources: readonly Resource[], context: BuildContext): void {
  const { shapes } = context.lock;
  for (const { pointer, method, path, input } of resources.flatMap((resource) => resource.operations)) {
    const before = Object.hasOwn(shapes, pointer) ? shapes[pointer] : undefined;
    if (before === undefined || isCompatible(before, input.shape, input.body?.required === true)) continue;
    const at = context.document.operations.find((operation) => operation.id === pointer)?.at ?? context.document.at;
    const message = `The input of ${method} ${path} changes from "${before}" to "${input.shape}": callers must change.`;
    context.report("CW3007", "warning", message, at, "Release it as a breaking change.");
  }
}

/** Names the functions that convert what webhooks and callbacks carry. */
function nameCodecs(api: Api, models: readonly NamedModel[], context: BuildContext): Api {
  const named = (operation: Operation): Operation => ({
    ...operation,
    callbacks: nameHookCodecs(operation.callbacks, models, context),
  });
  return {
    resources: api.resources.map((resource) => ({ ...resource, operations: resource.operations.map(named) })),
    webhooks: nameHookCodecs(api.webhooks, models, context),
  };
}

/**
 * Builds the model.
 *
 * @param document - As `normalise` gives it.
 * @param options - Name, casing and dates.
 * @param lock - Names given by earlier runs, which never move; empty for a new client.
 */
export function buildModel(document: Document, options: ModelOptions, lock: Lock): BuildResult {
  const context = new BuildContext(document, options, followMoved(lock, document), shapes);
  const schemaNames = nameSchemas(context);
  const name = nameClient(context);
  const plans = planResources(context);
  const operationNames = nameOperations(plans, context);
  const credentials = buildCredentials(context);
  buildNamedSchemas(schemaNames, context);
  const asWritten = plans.map((plan) => buildResource(plan, operationNames, credentials, context));
  const webhooks = buildHooks(document.webhooks, "Webhook", "", context);
  const written = textForBytes({ resources: asWritten, webhooks }, context);
  const built = openEnums(splitDirections(written, context), context);
  const placed = withIndexSignatures(placeModels(built, context));
  reportUnnarrowable(placed, built, context);
  context.reportTallies();
  const whole = resolveVariants(placed, built, context);
  const exact = markExact(nameCodecs(whole.api, whole.models, context), whole.models);
  const { api, models, omitted } = withoutBroken(exact, whole.models, context);
  const checks = options.checks && buildChecks(api, models, context);
  const { description } = document;
  const server = defaultServer(context);
  reportReshaped(asWritten, context);
  const model: Model = {
    name,
    source: document.name,
    title: document.title,
    version: document.version,
    ...(description === undefined ? {} : { description }),
    ...(server === undefined ? {} : { server }),
    servers: buildServers(context),
    ...(document.license === undefined ? {} : { license: document.license }),
    security: document.security.map((schemes) =>
      credentials.filter((one) => schemes.includes(one.scheme)).map((one) => one.name),
    ),
    credentials,
    models,
    ...api,
    hookMaps: nameHookMaps(api, context),
    ...(checks && { checks }),
    lock: lockOf(asWritten, models, context),
  };
  return { model, diagnostics: context.diagnostics, omitted };
}
