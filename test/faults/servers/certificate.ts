/** Makes a key and a certificate for 127.0.0.1, signed by itself, so that none has to be kept in the repository. */

import { generateKeyPairSync, sign } from "node:crypto";

/** What a TLS server wants, in PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

let made: Certificate | undefined;

/** The certificate of this process; made when it is first asked for. */
export function certificate(): Certificate {
  made ??= makeCertificate();
  return made;
}

/** A DER value: its tag, its length, its content. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...contents: Buffer[]): Buffer => der(0x30, ...contents);
const bytes = (hex: string): Buffer => Buffer.from(hex, "hex");
const identifier = (hex: string): Buffer => der(0x06, bytes(hex));
const time = (text: string): Buffer => der(0x18, Buffer.from(text));
const bits = (content: Buffer): Buffer => der(0x03, bytes("00"), content);

/** RFC 5280, 4.1: valid for ever, for the address 127.0.0.1, and its own authority. */
function makeCertificate(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const ecdsaWithSha256 = sequence(identifier("2a8648ce3d040302"));
  const name = sequence(der(0x31, sequence(identifier("550403"), der(0x0c, Buffer.from("loopback")))));
  const alternativeNames = sequence(identifier("551d11"), der(0x04, sequence(der(0x87, bytes("7f000001")))));
  const authority = sequence(identifier("551d13"), der(0x01, bytes("ff")), der(0x04, sequence(der(0x01, bytes("ff")))));
  const body = sequence(
    der(0xa0, der(0x02, bytes("02"))),
    der(0x02, bytes("01")),
    ecdsaWithSha256,
    name,
    sequence(time("20200101000000Z"), time("99991231235959Z")),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(alternativeNames, authority)),
  );
  const signed = sequence(body, ecdsaWithSha256, bits(sign("sha256", body, privateKey)));
  const lines = signed.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n"),
  };
}
