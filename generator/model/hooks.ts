/** Turns webhooks and callbacks into types of what the server sends and of the answers that it expects. */

import type * as document from "../normalise/types.js";
import type { BuildContext } from "./context.js";
import { noDocs, schemaDocs } from "./docs.js";
import { asIdentifier, pascalCase } from "./naming/casing.js";
import { contentShape, formatOf } from "./operations/media-types.js";
import { isConvertedIn } from "./schemas/converted.js";
import type {
  Hook,
  HookAnswer,
  HookParameter,
  HookParameters,
  HookPayload,
  NamedModel,
  Pointer,
  ResponseContent,
  Shape,
} from "./types.js";
import { innerShapes } from "./walk.js";

type Kind = "Webhook" | "Callback";
type HookSource = document.Hook & Partial<Pick<document.Callback, "expression">>;

/** Webhooks, or the callbacks of the operation whose function is called `owner`. */
export function buildHooks(hooks: readonly HookSource[], kind: Kind, owner: string, context: BuildContext): Hook[] {
  const keyOf = keysOf(hooks);
  return hooks.map((hook) => context.within(hook.id, () => buildHook(hook, keyOf(hook), kind, owner, context)));
}

/**
 * Keys that tell the hooks of one map apart: the name, of any method but POST with that before it, so that a method that
 * comes into the document later moves no key; and the URL behind it where several callbacks have one name.
 */
function keysOf(hooks: readonly HookSource[]): (hook: HookSource) => string {
  const plain = ({ name, method }: HookSource) => (method === "POST" ? name : `${method} ${name}`);
  const first = new Map(hooks.map((hook) => [plain(hook), hook] as const).reverse());
  return (hook) => (first.get(plain(hook)) === hook ? plain(hook) : `${plain(hook)} ${hook.expression ?? hook.id}`);
}

function buildHook(hook: HookSource, key: string, kind: Kind, owner: string, context: BuildContext): Hook {
  const typeName = nameHook(hook, kind, owner, context);
  const { method, summary, description, deprecated, expression, requestBody, parameters, responses } = hook;
  const payload = requestBody && buildPayload(requestBody, typeName, context);
  const [headers, query] = (["header", "query"] as const).map((place): HookParameters | undefined => {
    const members = parameters.filter((parameter) => parameter.in === place).map(buildParameter);
    if (members.length === 0) return undefined;
    const suffix = place === "header" ? "Headers" : "Query";
    return { typeName: context.name(`${hook.id}@hook${place}`, [typeName + suffix], hook.at), members };
  });
  return {
    pointer: hook.id,
    key,
    typeName,
    method,
    docs: {
      ...(summary === undefined ? {} : { summary }),
      ...(description === undefined || description === summary ? {} : { description }),
      ...(deprecated ? { deprecated: true } : {}),
      notes: [],
    },
    ...(expression === undefined ? {} : { expression }),
    ...(payload === undefined ? {} : { payload }),
    ...(headers === undefined ? {} : { headers }),
    ...(query === undefined ? {} : { query }),
    answers: responses.map((response) => buildAnswer(response, typeName, context)),
  };
}

/** After its operationId, else after its name; a callback's name says little without its operation's. */
function nameHook(hook: HookSource, kind: Kind, owner: string, context: BuildContext): string {
  const own = hook.operationId ?? `${owner} ${hook.name}`;
  const words = pascalCase(own).replace(/(?:Webhook|Callback)s?$/, "");
  const base = asIdentifier(words);
  const candidates: [string, string] = [`${base}${kind}`, `${base}${pascalCase(hook.method)}${kind}`];
  return context.name(`${hook.id}@hook`, candidates, hook.at);
}

/** JSON alone where the body has it: other media types are the same data in another dress. */
function wanted(content: readonly document.MediaType[], context: BuildContext): readonly document.MediaType[] {
  const json = content.filter((media) => formatOf(media, context) === "json");
  return json.length > 0 ? json : content;
}

function buildContent(content: readonly document.MediaType[], name: string, context: BuildContext): ResponseContent[] {
  return wanted(content, context).map((media, index) => {
    const format = formatOf(media, context);
    const shape = contentShape(media, format, context, index === 0 ? name : `${name}${index + 1}`);
    // What a framework has parsed is as good as JSON.
    return { mediaType: media.type, format: format === "text" || format === "bytes" ? format : "json", shape };
  });
}

function buildPayload(body: document.RequestBody, typeName: string, context: BuildContext): HookPayload | undefined {
  const content = buildContent(body.content, `${typeName}Payload`, context);
  return content.length === 0 ? undefined : { content };
}

function buildParameter({ name, in: place, required, description, schema }: document.Parameter): HookParameter {
  const docs = schemaDocs(schema);
  return {
    name: place === "header" ? name.toLowerCase() : name,
    required,
    docs: { ...docs, ...(description === undefined ? {} : { description }) },
  };
}

function buildAnswer(response: document.Response, typeName: string, context: BuildContext): HookAnswer {
  const { status, description } = response;
  return {
    status,
    docs: description === undefined ? noDocs : { description, notes: [] },
    content: buildContent(response.content, `${typeName}Answer${status === "default" ? "" : status}`, context),
  };
}

/** Hooks with the functions that convert what they carry, where that differs between wire and caller. */
export function nameHookCodecs(hooks: readonly Hook[], models: readonly NamedModel[], context: BuildContext): Hook[] {
  const byPointer = new Map(models.map((model) => [model.pointer, model]));
  const converts = (content: readonly ResponseContent[], direction: "decode" | "encode") =>
    content.some(({ shape, format }) => format === "json" && isConverted(shape, direction, byPointer));
  const name = (pointer: Pointer, wish: string) => context.name(pointer, [wish], context.document.at, true);
  return hooks.map((hook): Hook => {
    const { payload, answers, typeName, pointer } = hook;
    const converted = answers.filter(({ content }) => converts(content, "encode"));
    const suffix = (status: string) => (converted.length === 1 ? "" : pascalCase(status));
    return {
      ...hook,
      ...(payload && converts(payload.content, "decode")
        ? { payload: { ...payload, decode: name(`${pointer}@hookdecode`, `decode${typeName}`) } }
        : {}),
      answers: answers.map((answer) =>
        converted.includes(answer)
          ? {
              ...answer,
              encode: name(
                `${pointer}/responses/${answer.status}@hookencode`,
                `encode${typeName}Answer${suffix(answer.status)}`,
              ),
            }
          : answer,
      ),
    };
  });
}

function isConverted(shape: Shape, direction: "decode" | "encode", models: ReadonlyMap<Pointer, NamedModel>): boolean {
  if (shape.kind === "converted") return isConvertedIn(shape, direction);
  if (shape.kind === "reference") return models.get(shape.to)?.[direction] !== undefined;
  return innerShapes(shape).some((inner) => isConverted(inner, direction, models));
}
