/** The parts of a README that tell what the runtime does: errors and options. */

import type { Model, Operation } from "../../model/types.js";
import type { PackageOptions } from "../options.js";

const errors: readonly (readonly [string, string])[] = [
  ["`InputError`", "The input can't be sent, such as an empty path parameter. Nothing was sent."],
  ["`ConfigError`", "An option is missing or wrong, such as a credential. Nothing was sent."],
  ["`ConnectionError`", "No complete answer came. `mayHaveBeenProcessed` tells whether the server may have acted."],
  ["`TimeoutError`", "A time limit passed: `kind` is `attempt` or `total`."],
  ["`AbortedError`", "The caller's signal or `close()` ended the call; `cause` is the reason."],
  ["`ApiError`", "The server answered with a failure: `status`, `body`, `headers`, `response`."],
  ["`RedirectError`", "The server redirected to another origin, which is never followed, or in a circle."],
  ["`DecodeError`", "The answer is not what the document says: empty, not JSON, or of another media type."],
];

const options: readonly (readonly [string, string, string])[] = [
  ["`server`", "the document's", "URL that paths are appended to."],
  ["`headers`", "none", "Further headers; `null` removes one."],
  ["`timeout`", "60 000 per attempt", "Milliseconds, or `{ attempt, total }`."],
  [
    "`retries`",
    "2",
    "How often a failed attempt may be repeated. `POST` and `PATCH` only if nothing was sent or the server asks for it.",
  ],
  ["`fetch`", "the global one", "Called instead of the global `fetch`."],
  ["`allowHttp`", "`false`", "Whether a server that isn't this machine may be called without TLS."],
  ["`signal`", "none", "Ends a call. Only in the options of a call."],
];

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function typedFailure(model: Model): { operation: Operation; status: string } | undefined {
  for (const operation of model.resources.flatMap((resource) => resource.operations)) {
    const failure = operation.failures.find((one) => one.content.length > 0);
    if (failure === undefined) continue;
    const exact = /^\d{3}$/.test(failure.status) ? failure.status : `"${failure.status}"`;
    return { operation, status: failure.status === "default" ? "500" : exact };
  }
  return undefined;
}

/** What can go wrong and how to tell. */
export function errorsSection(model: Model, chosen: PackageOptions): string[] {
  const typed = typedFailure(model);
  const sample = typed && [
    "```ts",
    `import { isFailure, ${typed.operation.constantName} } from "${chosen.name}";`,
    "",
    "try {",
    "  // a call",
    "} catch (error) {",
    `  if (isFailure(error, ${typed.operation.constantName}, ${typed.status})) {`,
    "    console.error(error.body); // typed as the document says",
    "  }",
    "}",
    "```",
  ];
  return [
    "## Errors",
    "A call rejects with a subclass of `SdkError`, which names operation, method and URL, never a credential:",
    table(["error", "when"], errors),
    ...(sample === undefined ? [] : [sample.join("\n")]),
    "Without `try`: `.result()` resolves to `{ ok: true, data, … }` or `{ ok: false, status, error, … }` and never " +
      "rejects; `.withResponse()` gives `{ data, headers, response }`.",
  ];
}

/** What can be set on the client and on a call. */
export function optionsSection(model: Model): string[] {
  const credentials = model.credentials.map((credential) => [
    `\`${credential.name}\``,
    "none",
    `Credential of the security scheme \`${credential.scheme}\`. Only in the options of the client.`,
  ]);
  return [
    "## Options",
    "Of the client, and, as the last argument, of one call:",
    table(["option", "default", "meaning"], [...credentials, ...options]),
    "`withOptions(options)` gives a second client with some options replaced; `close()` aborts what is in flight.",
  ];
}
