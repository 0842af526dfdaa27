/** A document whose every name is one that a generator may stumble over. */

/** Names of built-ins, words, members of every object, other scripts, marks of other languages, and the same name in other cases. */
export const hostileNames: readonly string[] = [
  ..."File Record Response Error Promise Date Object Symbol globalThis Map Headers Request String Number Array".split(
    " ",
  ),
  ..."Function Partial Readonly Blob URL JSON Math undefined null NaN Infinity class delete default import".split(" "),
  ..."export await yield let static enum interface type any unknown never void this super new arguments".split(" "),
  ..."eval async of get set package private public __proto__ constructor hasOwnProperty prototype toString".split(" "),
  ..."valueOf then catch finally toJSON length name call apply bind +1 -1 1 2nd 007 _ __ $ $ref - . .. /".split(" "),
  ..."a/b a~b a.b a&b %41 {x} # ? = ' \" ` \\ */ // <script> 日本 名前 Straße İstanbul ǅ привет مرحبا שלום".split(" "),
  ..."👍 👩‍👩‍👧 é users Users USERS uSers user_s user-s UserS Call Client Operation Resource Input Output".split(" "),
  ..."client createClient raw Webhooks Callbacks body Body input options value send close withOptions index".split(" "),
  ..."shared schema con aux nul com1 definition definitions mapFields isFailure Codec decodeFile fileFromWire".split(
    " ",
  ),
  ...["", "$" + "{x}", " a", "a ", "a b", "\n", "\t", "e\u0301", "\u202eabc", "\u200b", "\ufeff", "User S"],
  ...["x".repeat(300), "Name".repeat(75), "n-".repeat(150)],
];

function withNames(entries: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(entries);
}

/** Each name as schema, property, enum value, tag, operationId, parameter, security scheme and webhook. */
export function hostileDocument(): object {
  const pointerTo = (name: string) => encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
  const content = (name: string) => ({
    content: { "application/json": { schema: { $ref: `#/components/schemas/${pointerTo(name)}` } } },
  });
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const done = { 204: { description: "Done." } };
  return {
    openapi: "3.1.0",
    info: { title: "Hostile names", version: "1" },
    servers: [{ url: "https://example.com" }],
    paths: withNames(
      hostileNames.map((name, index) => [
        `/p${index}/${/^[\w-]+$/.test(name) ? name : "x"}/{id}`,
        {
          get: {
            tags: [name],
            operationId: name,
            parameters: [id, ...["query", "cookie"].map((place) => ({ name, in: place, schema: { type: "string" } }))],
            security: [withNames([[name, []]])],
            responses: { 200: { description: name, ...content(name) }, 404: { description: name, ...content(name) } },
          },
          post: { tags: [name], parameters: [id], requestBody: content(name), responses: done },
        },
      ]),
    ),
    webhooks: withNames(hostileNames.map((name) => [name, { post: { requestBody: content(name), responses: done } }])),
    components: {
      schemas: withNames(hostileNames.map((name, index) => [name, schemaOf(name, index % 2 === 0)])),
      securitySchemes: withNames(
        hostileNames.map((name, index) => [name, { type: "apiKey", in: "header", name: `X-${index}` }]),
      ),
    },
  };
}

function schemaOf(name: string, isRequired: boolean): object {
  const inner = { type: "object", properties: withNames([[name, { type: "string", format: "date-time" }]]) };
  const properties = withNames([
    [name, inner],
    ["values", { enum: [name, "other"] }],
  ]);
  return { type: "object", ...(isRequired && { required: [name] }), properties };
}
