/** Writes the README of an emitted package: install, a sample per operation in both styles, errors, options. */

import type { Credential, Model, Operation, Resource } from "../../model/types.js";
import { hooksOf } from "../hooks.js";
import { list, print } from "../layout.js";
import type { EmitOptions, PackageOptions } from "../options.js";
import { ModelIndex } from "../shapes.js";
import { markdownCode, markdownText } from "../text.js";
import { errorsSection, optionsSection } from "./readme-policy.js";
import { inputSample } from "./samples.js";

function code(lines: readonly string[]): string {
  return ["```ts", ...lines, "```"].join("\n");
}

/** Name of a variable for the client: `syllableSdk`. */
function variableName(model: Model): string {
  const name = model.name.charAt(0).toLowerCase() + model.name.slice(1);
  return name.replace(/^[a-z]\p{Lu}+(?=\p{Lu}|$)/u, (acronym) => acronym.toLowerCase());
}

function environmentName(model: Model, credential: Credential): string {
  const option = credential.name.replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1_$2");
  return `${model.name}_${option}`.toUpperCase();
}

/** The options object of samples: the first credentials that would do, and a server where the document has none. */
function clientOptions(model: Model): string {
  const wanted = model.resources.flatMap((resource) => resource.operations).find((one) => one.security.length > 0);
  const names = wanted?.security[0] ?? [];
  const credentials = model.credentials.filter((credential) => names.includes(credential.name));
  const entries = credentials.map((credential) => {
    const variable = `process.env["${environmentName(model, credential)}"] ?? ""`;
    return credential.kind.type === "basic"
      ? `${credential.name}: { username: "…", password: ${variable} }`
      : `${credential.name}: ${variable}`;
  });
  if (model.server === undefined) entries.push('server: "https://…"');
  return entries.length === 0 ? "" : `{ ${entries.join(", ")} }`;
}

function sampleArguments(operation: Operation, index: ModelIndex, before: readonly string[]): string {
  const sample = inputSample(operation, index);
  const all = [...before, ...(sample === undefined ? [] : [print(sample.layout, { column: 40 })])];
  return all.some((one) => one.includes("\n")) ? `(${all.join(", ")})` : print(list("(", all, ")"), { column: 40 });
}

function resultBinding(operation: Operation): string {
  return operation.successes.some((response) => response.content.length > 0) ? "const result = " : "";
}

function operationSection(
  operation: Operation,
  resource: Resource,
  model: Model,
  index: ModelIndex,
  packageName: string,
): string {
  const path = [variableName(model), ...resource.path, operation.methodName].join(".");
  const binding = resultBinding(operation);
  const summary = operation.docs.summary ?? operation.docs.description?.split("\n")[0];
  return [
    `### ${markdownCode(`${operation.method} ${operation.path}`)}`,
    ...(summary === undefined ? [] : ["", markdownText(summary)]),
    "",
    code([
      `${binding}await ${path}${sampleArguments(operation, index, [])};`,
      "",
      "// or, so that a bundler keeps only this operation:",
      `import { ${operation.functionName} } from "${packageName}";`,
      "",
      `await ${operation.functionName}${sampleArguments(operation, index, ["client"])};`,
    ]),
  ].join("\n");
}

function useSection(model: Model, chosen: PackageOptions): string {
  const options = clientOptions(model);
  const name = variableName(model);
  return code([
    `import { createClient, ${model.name} } from "${chosen.name}";`,
    "",
    `const ${name} = new ${model.name}(${options});`,
    "",
    "// The same for calling functions one at a time:",
    `const client = createClient(${options});`,
  ]);
}

/** The README as Markdown. */
export function readme(model: Model, options: EmitOptions, chosen: PackageOptions): string {
  const index = new ModelIndex(model);
  const sections = model.resources.flatMap((resource) =>
    resource.operations.map((operation) => operationSection(operation, resource, model, index, chosen.name)),
  );
  const [about] = (model.description ?? "").split(/\n\s*\n/);
  const description = markdownText(about || `Typed client of ${model.title}.`);
  const useSections = [
    "## Use",
    useSection(model, chosen),
    "## Operations",
    ...sections,
    ...webhooksSection(model, chosen),
    ...errorsSection(model, chosen),
    ...optionsSection(model),
    ...validatorsSection(model, chosen),
    ...(options.raw ? [rawSection(chosen)] : []),
  ];
  const parts = [
    `# ${chosen.name}`,
    description,
    "## Install",
    ["```sh", `npm install ${chosen.name}`, "```"].join("\n"),
    "Needs Node 20.19 or later, or any runtime with the standard `fetch`. ESM only.",
    // There is nothing to call where the document has webhooks only.
    ...(sections.length > 0 ? useSections : webhooksSection(model, chosen)),
    "## License",
    chosen.license ?? "MIT",
    "Generated by clientwright. Don't edit: change the document and regenerate.",
  ];
  return `${parts.join("\n\n")}\n`;
}

/** How to type what the server sends, by the first webhook or callback with a body. */
function webhooksSection(model: Model, chosen: PackageOptions): string[] {
  const hooks = hooksOf(model);
  const shown = hooks.find(({ payload }) => payload !== undefined) ?? hooks[0];
  if (shown === undefined) return [];
  const { typeName, payload } = shown;
  const decode = payload?.decode;
  const lines =
    decode === undefined
      ? [`import type { ${typeName} } from "${chosen.name}";`, "", `type Payload = ${typeName}["payload"];`]
      : [`import { ${decode} } from "${chosen.name}";`, "", `const payload = ${decode}(JSON.parse(body));`];
  const text =
    "What the server sends to your endpoints has types: payload, headers and the expected answers. Verify the signature of a " +
    "request before you believe it.";
  return ["## Webhooks", text, ...(payload === undefined ? [] : [code(lines)])];
}

/** How to use validators, by that of the first model that has one. */
function validatorsSection({ checks }: Model, chosen: PackageOptions): string[] {
  const [shown] = checks?.models ?? [];
  if (shown === undefined) return [];
  const { name, wireName } = checks?.models.find((one) => one.wireName !== undefined) ?? shown;
  const text =
    "Every model has a validator, a Standard Schema with `is`, `assert` and `parse`; `validation` judges what calls send and receive." +
    (wireName === undefined ? "" : " `…Wire` takes the form of the wire and gives the caller's.");
  const sample = code([
    `import { ${[name, ...(wireName === undefined ? [] : [wireName])].join(", ")}, validation } from "${chosen.name}/validators";`,
    "",
    `${name}.is(value); // narrows its type`,
    ...(wireName === undefined ? [] : [`${wireName}.parse(JSON.parse(text)); // checked and decoded`]),
    'createClient({ validation: validation({ requests: true, responses: "report" }), onMismatch: console.warn });',
  ]);
  return ["## Validators", text, sample];
}

function rawSection(chosen: PackageOptions): string {
  const sample = code([
    `import { raw } from "${chosen.name}/raw";`,
    "",
    "const api = raw(client); // an openapi-fetch client typed by this API's paths, under the same policy",
  ]);
  return `## For code written for openapi-fetch\n\n${sample}`;
}
