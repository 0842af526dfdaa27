/** Turns media types into bodies to send, in either direction, and holds them to their schemas. */

import { isObject, type Node, type RawDocument } from "./document.js";
import { type Format, formatOf } from "./media.js";
import type { Media } from "./operations.js";
import { type Sample, wireValue } from "./sample.js";
import { bytesFor, Sampler } from "./sampler.js";
import { type Direction, SchemaJudge } from "./validity.js";

/** Samples of one document. */
export class Samples {
  readonly sampler: Sampler;
  readonly #judge: SchemaJudge;
  readonly #doubts: string[] = [];
  readonly #doubtful = new WeakSet<Sample>();

  constructor(document: RawDocument) {
    this.sampler = new Sampler(document);
    this.#judge = new SchemaJudge(document);
  }

  /** Where no variant was found that the schema engine takes: what it says. */
  get doubts(): readonly string[] {
    return this.#doubts;
  }

  /** Whether the schema engine refuses a body. */
  isDoubtful(sample: Sample): boolean {
    return this.#doubtful.has(sample);
  }

  /** Different bodies of a media type; those that the schema engine takes, if there are any. */
  bodies(media: Media, format: Format, direction: Direction, variants: readonly number[]): Sample[] {
    const samples = variants.flatMap((variant) => sampleBody(media, format, this.sampler, direction, variant) ?? []);
    const distinct = [...new Map(samples.map((sample) => [JSON.stringify(sample), sample])).values()];
    const { schema } = media;
    if (schema === undefined || format !== "json") return distinct;
    const complaints = distinct.map((sample) => this.#judge.complaint(schema, wireValue(sample), direction));
    const valid = distinct.filter((_sample, index) => complaints[index] === undefined);
    const [doubt] = complaints;
    distinct.forEach((sample, index) => {
      if (complaints[index] !== undefined) this.#doubtful.add(sample);
    });
    if (valid.length === 0 && doubt !== undefined) this.#doubts.push(`${schema.pointer}: ${doubt}`);
    return valid.length === 0 ? distinct : valid;
  }
}

/** Bytes where the schema says so, whatever the media type: a file of JSON is a file. A form that is one text is given encoded. */
export function bodyFormat(document: RawDocument, { type, schema }: Media): Format {
  const value = schema === undefined ? undefined : document.resolve(schema).value;
  const { type: kind, format } = isObject(value) ? value : {};
  const isBinary = kind === "file" || (format === "binary" && kind !== "object");
  const own = formatOf(type);
  if (isBinary && own !== "multipart") return "bytes";
  return own === "form" && kind === "string" ? "text" : own;
}

/** A body in a format. What isn't JSON or a form has no structure on the wire. */
function sampleBody(
  { schema, type }: Media,
  format: Format,
  sampler: Sampler,
  direction: Direction,
  variant: number,
): Sample | undefined {
  if (format === "bytes") return { kind: "bytes", bytes: bytesFor(variant) };
  if (format === "text") {
    return { kind: "plain", value: /xml/.test(type) ? `<a b="${variant}">é</a>` : `text é ${variant}` };
  }
  const { type: kind } = isObject(schema?.value) ? schema.value : {};
  // A text has no parts: any will do.
  const isPartless = format === "multipart" && kind === "string";
  const anything: Node = { file: "", pointer: "", value: isPartless ? { type: "object" } : {} };
  const node = isPartless ? anything : (schema ?? anything);
  const alphabet = ' "é\u2028\\';
  if (format === "json") return sampler.sample(node, { direction, variant, place: "json", alphabet });
  const sample = sampler.sample(node, {
    direction,
    variant,
    place: format === "multipart" ? "parts" : "form",
    alphabet: " &=+é",
  });
  return sample?.kind === "record" ? sample : undefined;
}
