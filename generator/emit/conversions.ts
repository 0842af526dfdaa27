/** The table of converted scalars: the type that callers have, and the runtime functions that convert. */

import type { ConvertedShape } from "../model/types.js";

/** A converted scalar in TypeScript. */
export interface ScalarConversion {
  readonly type: string;
  readonly decode: string;
  /** Absent: it is written as it is. */
  readonly encode?: string;
  /** From the text of a response header; `null`: it is that text. */
  readonly fromText: string | null;
  /** An expression for a value; of an example on the wire, with that as argument. */
  readonly sample: (example: string | undefined) => string;
}

/** By what values are converted to. A line here is all that emission knows of one. */
export const conversions: { readonly [To in ConvertedShape["to"]]: ScalarConversion } = {
  instant: {
    type: "Date",
    decode: "decodeInstant",
    encode: "encodeInstant",
    fromText: "decodeInstant",
    sample: (example) => `new Date(${example ?? '"2024-01-01T00:00:00Z"'})`,
  },
  bigint: {
    type: "bigint",
    decode: "decodeBigInt",
    fromText: "bigIntFromText",
    sample: (example) => `${/^-?\d+$/.test(example ?? "") ? example : "1"}n`,
  },
  digits: {
    type: "string",
    decode: "decodeDigits",
    encode: "encodeDigits",
    fromText: null,
    sample: (example) => `"${/^-?\d+$/.test(example ?? "") ? example : "1"}"`,
  },
  base64: {
    type: "Uint8Array",
    decode: "decodeBase64",
    encode: "encodeBase64",
    fromText: "decodeBase64",
    sample: () => "new Uint8Array()",
  },
  base64url: {
    type: "Uint8Array",
    decode: "decodeBase64Url",
    encode: "encodeBase64Url",
    fromText: "decodeBase64Url",
    sample: () => "new Uint8Array()",
  },
};
