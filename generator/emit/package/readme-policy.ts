/** The parts of a README that tell what the runtime does: errors and options. */

import type { Model, Operation } from "../../model/types.js";
import type { PackageOptions } from "../options.js";

const errors: readonly (readonly [string, string])[] = [
  ["`InputError`", "The input can't be sent, such as an empty path parameter. Nothing was sent."],
  ["`ConfigError`", "An option is missing or wrong, such as a credential, or a middleware or provider failed."],
  ["`ConnectionError`", "No whole answer came. `mayHaveBeenProcessed` tells whether the server may have acted."],
  ["`TimeoutError`", "A time limit passed: `kind` is `attempt`, `idle` or `total`."],
  ["`AbortedError`", "The caller's signal or `close()` ended the call; `cause` is the reason."],
  ["`ApiError`", "The server answered with a failure: `status`, `body`, `headers`, `response`, `retryAfterMs`."],
  ["`RedirectError`", "The server redirected to another origin that is not allowed, or in a circle."],
  ["`DecodeError`", "The answer is not what the document says: empty, not JSON, or of another media type (`reason`)."],
  ["`ResponseTooLargeError`", "The answer is larger than `maxResponseBytes`, or its JSON deeper than 1000 levels."],
];

const options: readonly (readonly [string, string, string])[] = [
  ["`server`", "the document's", "URL that paths are appended to, or a server that the document names."],
  ["`headers`", "none", "Further headers; `null` removes one."],
  ["`timeout`", "60 000 per attempt", "Milliseconds, or `{ attempt, total, idle }`."],
  ["`retries`", "2", "How often a failed attempt may be repeated, or `{ attempts, … }`."],
  [
    "`idempotencyKey`",
    "where the document has a header for it",
    "`true`: a key for each call; a text: the key of one call; `false`: none.",
  ],
  ["`idempotencyHeader`", "`Idempotency-Key`", "Name of its header."],
  ["`middleware`", "none", "Functions `(request, next) => Promise<Response>` around each attempt."],
  [
    "`redirects`",
    "same origin only",
    '`allowRedirects("https://files.example")` lets redirects go there, without credentials.',
  ],
  [
    "`onMismatch`",
    "none",
    "Hears of successes with a status that the document doesn't describe, and of values that can't be converted.",
  ],
  ["`maxResponseBytes`", "100 MiB", "The most bytes of a response's body."],
  ["`fetch`", "the global one", "Called instead of the global `fetch`."],
  ["`allowHttp`", "`false`", "Whether a server that isn't this machine may be called without TLS."],
  ["`signal`", "none", "Ends a call. Only in the options of a call."],
];

const retryRules: readonly string[] = [
  "An attempt may last `timeout` milliseconds, from connecting to the last byte of the body; `{ total }` limits the " +
    "whole call with its waits. An attempt that failed is repeated up to `retries` times, with `retries: 0` never:",
  [
    "- after a connection that failed, an attempt's time limit, and the statuses 408, 429, 500, 502, 503, 504, 520 to " +
      "524 and 529 (`statuses`);",
    "- `GET`, `HEAD`, `PUT`, `DELETE`, `OPTIONS` and `TRACE`; other methods only with an idempotency key, if nothing " +
      "was sent, if the server asks for it (429, or 503 with `Retry-After`), or with `anyMethod: true`;",
    "- after as long as `Retry-After` or `retry-after-ms` says, up to a minute (`maxRetryAfter`; beyond it the answer " +
      "is final), else after about half a second, one second, two …, at random;",
    "- unless the client has used up its 100 retries, to which each success adds one: then each request is made once.",
  ].join("\n"),
  "A body is written once and sent again byte for byte; a stream can be sent only once. Aborting ends waits as well.",
  "`asStream` makes of an operation's function one that gives the bytes of its answer as they come, for what is too large " +
    "to hold: `await asStream(operation)(client, input)`. The attempt's limit ends where the stream begins; then each piece " +
    "may be waited for 60 000 milliseconds (`timeout: { idle }`). Read it to its end or `cancel()` it: until then it keeps " +
    "its connection.",
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
    "A call rejects with a subclass of `SdkError`, which names operation, method and URL, `attempts` and the server's " +
      "`requestId`, and never holds a credential, nor does its `cause`:",
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
    typeof credential.variable === "string" ? `the environment's \`${credential.variable}\`` : "none",
    `Credential of the security scheme \`${credential.scheme}\`. Only in the options of the client.`,
  ]);
  return [
    "## Options",
    "Of the client, and, as the last argument, of one call:",
    table(["option", "default", "meaning"], [...credentials, ...options]),
    "`withOptions(options)` gives a second client with some options replaced; `close()` aborts what is in flight.",
    'Reality may differ from the document. A value that is not what a conversion expects (`"soon"` for a `Date`, `null` ' +
      "where none is allowed) stays as it came, and unknown properties survive. `onMismatch` is given " +
      "`{ operation, kind, status, contentType }`; its `kind` is `status`, or `body` or `headers` with `misfits`: " +
      "`{ path, expected }` for each value, without the value itself.",
    "### Time limits and retries",
    ...retryRules,
    ...credentialsSection(model),
    "### Logging",
    "Nothing is logged unless a logger is passed in. It notes each attempt, without bodies, values of queries and " +
      "credentials, and only headers that are known to be harmless:",
    ["```ts", `const client = createClient({ middleware: [logger(console.log)] });`, "```"].join("\n"),
  ];
}

function credentialsSection({ credentials }: Model): string[] {
  const [first] = credentials.filter((one) => one.kind.type !== "basic");
  if (credentials.length === 0) return [];
  const provider = first && [
    `Instead of a value, \`${first.name}\` takes a function that gives one whenever a request needs it. After a 401 it ` +
      "is asked once more, and the request is repeated, unless `retries` is 0 or the body is a stream:",
    ["```ts", `${first.name}: async ({ refused }) => (refused ? await renewToken() : await readToken()),`, "```"].join(
      "\n",
    ),
  ];
  return [
    "### Credentials",
    "Of the credentials that an operation allows, the first that are given are sent; if none are, the call is a " +
      "`ConfigError` and nothing is sent. They go to the client's server alone: a redirect is followed within its " +
      "origin, and refused beyond.",
    ...(provider ?? []),
  ];
}
