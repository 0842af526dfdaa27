/** Turns schemas into the validators of a client that sends and receives each of them. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Validator } from "@clientwright/runtime/validation";
import { type Client, generateInto, importClient, linkPackages } from "../corpus/client.js";
import type { Form } from "../corpus/sample.js";

/** How a client is generated, beyond its form. */
interface ClientOptions extends Form {
  readonly int64?: "bigint" | "string";
  readonly bytes?: "Uint8Array";
}

/** Forms in which wire and caller differ in everything. */
export const converted: ClientOptions = { casing: "camel", dates: "Date", int64: "bigint", bytes: "Uint8Array" };

/** Forms in which they are the same. */
export const faithful: ClientOptions = { casing: "preserve", dates: "string" };

/** A document whose operations `send<Name>` send and receive a schema each. */
function documentOf(schemas: { readonly [name: string]: unknown }, openapi = "3.1.0"): object {
  const operation = (name: string): object => {
    const content = { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } };
    const responses = { 200: { description: "", content } };
    return { post: { operationId: `send${name}`, requestBody: { required: true, content }, responses } };
  };
  const paths = Object.fromEntries(Object.keys(schemas).map((name) => [`/${name}`, operation(name)]));
  return { openapi, info: { title: "Sample", version: "1" }, paths, components: { schemas } };
}

/** Generates a client with validators, and imports it. */
export async function clientOf(document: object, options: ClientOptions): Promise<Client> {
  const folder = mkdtempSync(join(tmpdir(), "clientwright-validators-"));
  try {
    linkPackages(folder);
    const path = join(folder, "openapi.json");
    writeFileSync(path, JSON.stringify(document));
    return await importClient(folder, await generateInto(folder, path, options, { validators: true }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Finds validators of a client by name; throws for one that isn't there. */
export interface Validators {
  (name: string): Validator<unknown>;
  readonly names: ReadonlySet<string>;
}

/** The validators of a client that sends and receives the schemas. */
export async function validatorsOf(
  schemas: { readonly [name: string]: unknown },
  options: ClientOptions,
  openapi?: string,
): Promise<Validators> {
  return validatorsIn(documentOf(schemas, openapi), options);
}

/** The validators of a client for a whole document. */
export async function validatorsIn(document: object, options: ClientOptions): Promise<Validators> {
  const { validators = {} } = await clientOf(document, options);
  const find = (name: string): Validator<unknown> => {
    const found = validators[name];
    if (!isValidator(found)) throw new Error(`there is no validator ${name}`);
    return found;
  };
  return Object.assign(find, { names: new Set(Object.keys(validators)) });
}

function isValidator(value: unknown): value is Validator<unknown> {
  return typeof value === "object" && value !== null && "~standard" in value;
}

/** What is wrong with a value, as `path keyword`. */
export function wrongIn(validator: Validator<unknown>, value: unknown): string[] {
  const { issues = [] } = validator["~standard"].validate(value);
  return issues.map(({ path, keyword }) => `${path.join("/")} ${keyword}`.trim());
}
