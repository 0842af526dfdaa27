/** Turns an operation into inputs to call it with: one with everything, one with what is required, one per media type. */

import { bodyFormat, type Samples } from "./bodies.js";
import type { GeneratedOperation } from "./client.js";
import { child, isObject, type RawDocument } from "./document.js";
import { concreteType, essenceOf, type Format, formatOf } from "./media.js";
import type { Media, Operation, Parameter } from "./operations.js";
import { callerValue, camelCase, type Form, type Sample, wireValue } from "./sample.js";
import type { Sampler } from "./sampler.js";

/** A parameter with its value. */
export interface InputParameter {
  readonly parameter: Parameter;
  readonly sample: Sample;
  /** Whether the specification says how the value is written. */
  readonly isJudged: boolean;
  /** Whether nothing was left out that the schema may ask for. */
  readonly isWhole: boolean;
}

/** One input of an operation. */
export interface Input {
  readonly parameters: readonly InputParameter[];
  readonly body: BodyInput | undefined;
}

interface BodyInput {
  readonly media: Media;
  readonly format: Format;
  readonly sample: Sample;
  /** The first JSON media type, or the first one, is the plain argument; others name their type. */
  readonly isMain: boolean;
}

/** Why an operation can't be called: no value fits. */
export class Unsampled extends Error {
  override readonly name = "Unsampled";
}

/**
 * Inputs that try everything an operation takes.
 *
 * @throws Unsampled if no value was found for something required.
 */
export function inputsOf(document: RawDocument, operation: Operation, samples: Samples): Input[] {
  const bodies = bodyInputs(document, operation, samples);
  const inputs: Input[] = [];
  const seen = new Set<string>();
  for (let variant = 0; variant < Math.max(3, bodies.length); variant += 1) {
    const parameters = operation.parameters.flatMap((one) => parameterInput(one, variant, samples.sampler));
    const body = bodies[variant % bodies.length];
    const text = JSON.stringify([parameters.map(({ sample }) => sample), body?.media.type, body?.sample]);
    if (!seen.has(text)) inputs.push({ parameters, body });
    seen.add(text);
  }
  return inputs;
}

/** `fetch` sends no body with these. */
function callableBodies({ method, bodies }: Operation): readonly Media[] {
  return method === "GET" || method === "HEAD" ? [] : bodies;
}

function parameterInput(parameter: Parameter, variant: number, sampler: Sampler): Input["parameters"] {
  if (variant === 1 && !parameter.required) return [];
  const { name, in: place, mediaType, required, schema } = parameter;
  const isJson = mediaType !== undefined && formatOf(mediaType) === "json";
  const purpose = { direction: "request", variant: variant === 1 ? 0 : variant, salt: `_${name}` } as const;
  const alphabet = alphabetFor(parameter);
  const sampled = sampler.sample(schema, { ...purpose, alphabet, place: isJson ? "json" : "text" });
  const sample = isJson || sampled === undefined ? sampled : flat(sampled);
  const isWhole = JSON.stringify(sample) === JSON.stringify(sampled);
  if (sample !== undefined && !isEmpty(sample)) return [{ parameter, sample, isJudged: true, isWhole }];
  // All of it lies deeper than the specification reaches: it must be sent somehow, and everything else as it is said.
  if (required && sampled !== undefined && !isEmpty(sampled))
    return [{ parameter, sample: sampled, isJudged: false, isWhole: true }];
  if (required) throw new Unsampled(`no value for the ${place} parameter "${name}"`);
  return [];
}

/** Characters that need escaping in the parameter's place, short of those that its style can't tell from its own. */
function alphabetFor({ in: place, style }: Parameter): string {
  const isDelimited = style === "spaceDelimited" || style === "pipeDelimited" || style === "tabDelimited";
  if (place === "header") return isDelimited ? "(a;b=c)" : " (a;b=c)";
  if (isDelimited) return "&é";
  return place === "path" ? " a/b?#%;é" : " &=+#%é/";
}

/** Without what lies deeper than one level: the specification says of no style how that is written. */
function flat(sample: Sample): Sample {
  const isLeaf = ({ kind }: Sample) => kind === "plain" || kind === "instant";
  if (sample.kind === "list") return { ...sample, items: sample.items.filter(isLeaf) };
  if (sample.kind !== "record") return sample;
  return { ...sample, fields: sample.fields.filter((field) => isLeaf(field.sample)) };
}

/** An empty list or object is written as nothing, which no server can tell from an absent one. */
function isEmpty(sample: Sample): boolean {
  if (sample.kind === "list") return sample.items.length === 0;
  return sample.kind === "record" ? sample.fields.length === 0 : wireValue(sample) === "";
}

/** Every media type of the body; the first one without a body too, where that is allowed. */
function bodyInputs(document: RawDocument, operation: Operation, samples: Samples): Input["body"][] {
  const media = callableBodies(operation);
  const main = media.find((one) => bodyFormat(document, one) === "json") ?? media[0];
  const inputs = media.flatMap((one, index): Input["body"][] => {
    const format = bodyFormat(document, one);
    const found = samples.bodies(one, format, "request", index === 0 ? [0, 1, 2] : [0]);
    // A form of anything but an object means nothing on the wire; the other media types are what is used.
    const isMeaningless = found.length === 0 && (format === "form" || format === "multipart");
    if (isMeaningless && media.length > 1) return [];
    if (found.length === 0) throw new Unsampled(`no value for the body of type ${one.type}`);
    return found.map((sample) => ({ media: one, format, sample, isMain: one === main }));
  });
  return operation.bodyRequired && inputs.length > 0 ? inputs : [...inputs, undefined];
}

/** The input as the caller of the generated function writes it: none, parameters, body, or both. */
export function callerInput(
  operation: Operation,
  { parameters, body }: Input,
  form: Form,
  generated: GeneratedOperation,
): unknown {
  const hasParameters = operation.parameters.length > 0;
  const given = body === undefined ? undefined : callerBody(body, form, generated);
  if (!hasParameters) return given;
  const names = parameterNames(operation, form);
  const entries = parameters.map(({ parameter, sample }) => {
    const known = generated.parameters.find(({ name, in: place }) => name === parameter.name && place === parameter.in);
    return [known?.key ?? names.get(parameter) ?? parameter.name, callerValue(sample, form)] as const;
  });
  return { ...Object.fromEntries(entries), ...(given !== undefined && { body: given }) };
}

function callerBody({ media, format, sample, isMain }: BodyInput, form: Form, generated: GeneratedOperation): unknown {
  const value = callerValue(sample, form);
  const [plain = ""] = generated.bodyTypes;
  if (isMain && !plain.includes("*")) return value;
  const contentType = generated.bodyTypes.find((type) => essenceOf(type) === essenceOf(media.type));
  if (!media.type.includes("*")) return { contentType: contentType ?? media.type, body: value };
  // A range that the client doesn't name stands for a type that it has.
  return contentType === undefined ? value : { contentType: concreteType(media.type, format), body: value };
}

/** Names by the rule: as on the wire or in camel case, headers always so, a later one that meets another with its place. */
function parameterNames({ parameters, bodies }: Operation, { casing }: Form): ReadonlyMap<Parameter, string> {
  const taken = new Set(bodies.length > 0 ? ["body"] : []);
  const names = new Map<Parameter, string>();
  for (const place of ["path", "query", "header", "cookie"] as const) {
    for (const parameter of parameters.filter((one) => one.in === place)) {
      const wish =
        casing === "camel" || place === "header" ? camelCase(parameter.name) || parameter.name : parameter.name;
      const name = taken.has(wish) ? wish + place.charAt(0).toUpperCase() + place.slice(1) : wish;
      taken.add(name);
      names.set(parameter, name);
    }
  }
  return names;
}

/** Encoding of one property of a form. */
export function encodingOf(media: Media, property: string): { readonly [key: string]: unknown } {
  const value = media.encoding && child(media.encoding, property)?.value;
  return isObject(value) ? value : {};
}
