/** Turns Parameter Objects into parameters whose style and place are explicit (OpenAPI 3.1 §4.8.12). */

import type { Context } from "../context.js";
import { asMapping, broken, flag, list, mapping, prose, requiredText } from "../fields.js";
import { isDeprecated } from "../info.js";
import { reportUnknownFields } from "../known-fields.js";
import { isIgnored, readParameterName } from "../naming.js";
import { refuseNewer } from "../newer.js";
import { at, atKey, child, children, isMappingNode, type MappingNode, type Node, own } from "../node.js";
import { nearest } from "../suggest.js";
import { isSchemaField, schemaInside } from "../swagger/items.js";
import type { MediaType, Parameter, Schema, SchemaId } from "../types.js";
import { readContent, readExamples } from "./content.js";
import { readNested } from "./nested.js";

type Place = Parameter["in"];
type Style = Parameter["style"];

/** Styles by place; the first is the default. */
const styles: { readonly [place in Place]: readonly Style[] } = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form"],
};

/** Collection formats of Swagger 2.0 that paths and headers have too. */
const ofSwagger: readonly Style[] = ["spaceDelimited", "pipeDelimited", "tabDelimited"];

/** Headers that other parts of a document describe: as parameters they "SHALL be ignored". */
const describedElsewhere: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);

/** Headers that `fetch` writes itself: it refuses a caller's. */
const writtenByFetch: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
]);

/** A parameter that is left out: the specification says so, or nobody could give it. */
const ignored: unique symbol = Symbol("ignored");
type Reading = Parameter | typeof ignored | undefined;

/** Reads parameters; one that many operations share is read once. */
export class Parameters {
  readonly #context: Context;
  readonly #read = new Map<SchemaId, Reading>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** Reads `parameters` of an operation or a path item. `undefined` if an error was reported for one of them. */
  list(parent: MappingNode): readonly Parameter[] | undefined {
    const { report } = this.#context;
    const nodes = list(parent, "parameters", report);
    if (nodes === broken) return undefined;
    const found = new Map<string, Parameter>();
    let isBroken = false;
    for (const node of nodes) {
      const parameter = this.#parameter(node);
      isBroken ||= parameter === undefined;
      if (parameter === undefined || parameter === ignored) continue;
      const key = parameterKey(parameter);
      if (!found.has(key)) found.set(key, parameter);
      else {
        const message = `The ${parameter.in} parameter \`${parameter.name}\` is declared twice; the first is used.`;
        report.warn("CW2304", message, at(node), "Remove one of them.");
      }
    }
    return isBroken ? undefined : [...found.values()];
  }

  #parameter(node: Node): Reading {
    const { references, report } = this.#context;
    const target = references.follow(node);
    if (!target) return undefined;
    const id = references.idOf(target);
    if (!this.#read.has(id)) this.#read.set(id, readParameter(target, this.#context));
    const parameter = this.#read.get(id);
    if (target === node || parameter === undefined || parameter === ignored || !isMappingNode(node)) return parameter;
    const description = prose(node, "description", report);
    const givenName = readParameterName(node, report);
    return { ...parameter, ...(description !== undefined && { description }), ...(givenName && { givenName }) };
  }
}

/** What makes a parameter the same as another: place and name, which for a header compares without case. */
export function parameterKey({ in: place, name }: Pick<Parameter, "in" | "name">): string {
  return `${place} ${place === "header" ? name.toLowerCase() : name}`;
}

function readParameter(node: Node, context: Context): Reading {
  const { report } = context;
  const parameter = asMapping(node, "parameter", report);
  if (!parameter) return undefined;
  const isDescribed = child(parameter, "schema") !== undefined || child(parameter, "content") !== undefined;
  reportUnknownFields(parameter, "a parameter", context, (field) => !isDescribed && isSchemaField(field));
  const name = requiredText(parameter, "name", "The parameter", report);
  const place = readPlace(parameter, context);
  if (name === undefined || place === undefined) return undefined;
  if (place === "header" && !isHeaderName(name)) {
    const where = at(child(parameter, "name") ?? parameter);
    const message = `\`${name}\` is not a name of a header`;
    if (flag(parameter, "required", report) === true) {
      report.error("CW2103", `${message}.`, where, "Remove the other characters.");
      return undefined;
    }
    report.warn("CW2103", `${message}; the parameter is left out.`, where, "Remove the other characters.");
    return ignored;
  }
  // Swagger 2.0 doesn't say so; there they are sorted out when it is converted.
  if (place === "header" && isNotTheCallers(name, parameter, context)) return ignored;
  if (isLeftOut(parameter, name, place, context)) return ignored;
  const value = readValue(parameter, name, context);
  if (!value) return undefined;
  const givenName = readParameterName(parameter, report);
  const style = chosenForm(parameter, place, context) ?? readStyle(parameter, place, context);
  const description = prose(parameter, "description", report);
  return {
    name,
    ...(givenName && { givenName }),
    in: place,
    required: isRequired(parameter, name, place, context),
    deprecated: isDeprecated(parameter, context),
    ...(description !== undefined && { description }),
    style,
    explode: flag(parameter, "explode", report) ?? (style === "form" || style === "deepObject"),
    allowReserved: flag(parameter, "allowReserved", report) === true,
    ...value,
    examples: readExamples(parameter, context),
    at: at(parameter),
  };
}

/** Whether an extension keeps a parameter out of the input. One that the request can't do without stays. */
function isLeftOut(parameter: MappingNode, name: string, place: Place, { report }: Context): boolean {
  if (!isIgnored(parameter)) return false;
  const isNeeded = place === "path" || own(parameter.value, "required") === true;
  if (isNeeded) {
    const message = `The parameter \`${name}\` can't be left out as its extension says: the request needs it.`;
    report.warn("CW2502", message, at(parameter), "Make it optional, or remove the extension.");
  }
  return !isNeeded;
}

/** Whether something else than a parameter decides the value of a header; then it is reported. */
function isNotTheCallers(name: string, parameter: MappingNode, { report, version }: Context): boolean {
  const key = name.toLowerCase();
  const isDescribed = describedElsewhere.has(key) && version !== "2.0";
  if (!isDescribed && !writtenByFetch.has(key)) return false;
  const message = isDescribed
    ? `OpenAPI ignores the header parameter \`${name}\`, and so does the client.`
    : `\`fetch\` writes the header \`${name}\` itself; the parameter is left out.`;
  const help = isDescribed
    ? "Describe it by `content` or `security`, or set it in the `headers` option of a call."
    : "Remove the parameter.";
  report.warn("CW2106", message, at(parameter), help);
  return true;
}

/** Whether a header may have this name: a token of RFC 9110 §5.6.2. */
export function isHeaderName(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}

function readPlace(parameter: MappingNode, context: Context): Place | undefined {
  const { report } = context;
  const place = requiredText(parameter, "in", "The parameter", report);
  if (place === undefined) return undefined;
  if (isPlace(place)) return place;
  const meant = place.toLowerCase();
  if (isPlace(meant)) {
    report.warn(
      "CW2105",
      `\`${place}\` must be written \`${meant}\`.`,
      at(child(parameter, "in") ?? parameter),
      "Write it so.",
    );
    return meant;
  }
  if (place === "querystring" && context.version === "3.2") {
    refuseNewer(child(parameter, "in") ?? parameter, "A parameter that is the whole query string", context);
    return undefined;
  }
  const near = nearest(place, Object.keys(styles));
  const isOld = place === "body" || place === "formData";
  const help = isOld ? "Describe the body by `requestBody`." : `The places are ${Object.keys(styles).join(", ")}.`;
  const message = `\`${place}\` is not a place for a parameter.`;
  const hint = near === undefined ? help : `Did you mean \`${near}\`?`;
  report.error("CW2103", message, at(child(parameter, "in") ?? parameter), hint);
  return undefined;
}

function isPlace(text: string): text is Place {
  return Object.hasOwn(styles, text);
}

/** What `x-clientwright-nested` says; it is for queries alone. */
function chosenForm(parameter: MappingNode, place: Place, context: Context): Style | undefined {
  const form = readNested(parameter, context);
  if (form === undefined || place === "query") return form;
  const message = `\`x-clientwright-nested\` is for parameters of the query; it is ignored.`;
  context.report.warn("CW2106", message, at(child(parameter, "x-clientwright-nested") ?? parameter), "Remove it.");
  return undefined;
}

function readStyle(parameter: MappingNode, place: Place, { report, version }: Context): Style {
  const known = version === "2.0" ? [...styles[place], ...ofSwagger] : styles[place];
  const [preset = "form"] = known;
  const written = prose(parameter, "style", report);
  if (written === undefined) return preset;
  const style = known.find((one) => one === written);
  if (style) return style;
  const message = `\`${written}\` is not a style of ${place} parameters; \`${preset}\` is used.`;
  const help = `The styles are ${styles[place].join(", ")}.`;
  report.warn("CW2103", message, at(child(parameter, "style") ?? parameter), help);
  return preset;
}

function isRequired(parameter: MappingNode, name: string, place: Place, { report }: Context): boolean {
  const required = flag(parameter, "required", report) === true;
  if (place !== "path" || required) return required;
  const message = `The path parameter \`${name}\` is not marked as required; it is, as all of them are.`;
  report.warn("CW2104", message, at(parameter), "Add `required: true`.");
  return true;
}

/** What parameters and headers are described by: a schema, or a media type. `undefined` if an error was reported. */
export function readValue(
  parent: MappingNode,
  name: string,
  context: Context,
): { readonly schema: Schema; readonly mediaType?: string } | undefined {
  const { report, schemas, references } = context;
  const schema = child(parent, "schema");
  const content = mapping(parent, "content", report);
  if (schema && content) {
    const message = `\`${name}\` has both \`schema\` and \`content\`; \`schema\` is used.`;
    report.warn("CW2106", message, at(parent), "Keep one of them.");
  }
  if (schema) return { schema: schemas.read(schema) };
  if (child(parent, "type") && !content) {
    const message = `\`${name}\` has its type beside \`name\`, as in Swagger 2.0; it is understood.`;
    report.warn("CW2105", message, atKey(child(parent, "type") ?? parent), "Put it under `schema`.");
    return { schema: schemas.read(schemaInside(parent)) };
  }
  const anything: Schema = { id: `${references.idOf(parent)}/schema`, at: at(parent) };
  if (content === broken) return undefined;
  if (!content || children(content).length === 0) {
    report.warn("CW2104", `\`${name}\` has no \`schema\`; it may be anything.`, at(parent), "Add `schema`.");
    return { schema: anything };
  }
  const [media, ...others] = readContent(content, context) ?? [];
  if (!media) return undefined;
  if (others.length > 0) reportSecond(name, media, content, context);
  return { schema: media.schema ?? { ...anything, id: `${references.idOf(content)}/schema` }, mediaType: media.type };
}

function reportSecond(name: string, first: MediaType, content: MappingNode, { report }: Context): void {
  const message = `\`${name}\` has several media types; \`${first.type}\` is used.`;
  report.warn("CW2106", message, at(content), "Keep one of them.");
}
