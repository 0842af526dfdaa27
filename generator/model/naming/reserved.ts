/** Words that TypeScript, the platform or the runtime keep for themselves. */

/** Reserved words and names that can't be declared in a strict module. */
const keywords: ReadonlySet<string> = new Set(
  (
    "abstract any arguments as async await bigint boolean break case catch class const constructor continue debugger " +
    "declare default delete do else enum eval export extends false finally for from function get if implements " +
    "import in infer instanceof interface is keyof let module namespace never new null number object of package " +
    "private protected public readonly require return set static string super switch symbol this throw true try " +
    "type typeof undefined unique unknown using var void while with yield"
  ).split(" "),
);

/** Globals that generated code uses, and those whose loss a module that imports them would not expect. */
const globals: ReadonlySet<string> = new Set(
  (
    "Array ArrayBuffer Awaited BigInt Blob Boolean Date Error Function Headers Infinity JSON Map Math NaN Number Object " +
    "Partial Promise Proxy RangeError Readonly ReadonlyArray ReadableStream Record Reflect RegExp Request RequestInit " +
    "Response Set String Symbol SyntaxError TypeError URL URLSearchParams Uint8Array WeakMap WeakSet fetch globalThis"
  ).split(" "),
);

/**
 * Parameters of generated functions and methods, which would hide a function of that name; and `then`, which would make a
 * promise of a module that is imported dynamically.
 */
const misleading: ReadonlySet<string> = new Set("client input options then value".split(" "));

/** What a generated `index.ts` re-exports from the runtime, and what its modules take from there. */
const runtimeExports: ReadonlySet<string> = new Set(
  (
    "AbortedError ApiClient ApiError BasicCredential Binary Call Client ClientDefinition ClientLike ClientOptions " +
    "Codec ConfigError ConnectionError CredentialProvider DecodeError FieldsFromWire FieldsToWire InputError Middleware MiddlewareRequest Operation OtherTag Outcome " +
    "RawClient RedirectError RequestOptions Resource ResponseTooLargeError SdkError StreamError TimeoutError " +
    "allowRedirects asStream basic bearer keyInCookie keyInHeader keyInQuery logger namedServers isResponseTooLargeError environment " +
    "bigIntFromText decodeBase64 decodeBase64Url decodeBigInt decodeDigits encodeBase64 encodeBase64Url encodeDigits exactJson nestedJson mapNullable " +
    "binaryBody createClient decodeBoolean decodeInstant decodeNumber deepObject deepObjectField dots dotsField fixedQuery headerFields headerItems headerJson headerPairs tabDelimited tabDelimitedField definition encodeInstant form " +
    "formBody formField jsonParameter multipartBody pipeDelimitedField spaceDelimitedField isAbortedError isApiError isConfigError isConnectionError isDecodeError isFailure isInputError " +
    "isRedirectError isSdkError isTimeoutError jsonBody label mapFields mapItems mapKinds mapNamed mapTuple mapUnion mapValues mapVariant matrix " +
    "openClient openRaw pipeDelimited raw received simple spaceDelimited textBody"
  ).split(" "),
);

/** What the module of validators exports or takes from the runtime besides its validators. */
const validationNames: ReadonlySet<string> = new Set(
  (
    "Check Evaluated Fields Findings FollowedCheck Issue Key Patterns StandardSchemaV1 Tags Validation ValidationError " +
    "ValidationOptions Validator WireNames WireValidator additionalProperties anyOf anything array arrayOf bigint boolean byte bytes constant " +
    "contains date dateTime dependent digits duration email exclusiveMaximum exclusiveMinimum expression followAnyOf " +
    "followDependent followOneOf followWhen hostname instant int32 int64 integer ipv4 ipv6 isObject items judge keepOthers " +
    "maxItems maxLength maxProperties maximum minItems minLength minProperties minimum models multipleOf never not " +
    "nothing number object oneOf oneOfValues openValidation operations OperationTable orNull own pattern patternProperties prefixItems propertyNames readInstant " +
    "readArrayOf readItems readRecordOf readValues recordOf required seeItems seeProperties string tagged time types undeclared unevaluatedItems " +
    "unevaluatedProperties uniqueItems uri uriReference uuid validation validator values when wireValidator"
  ).split(" "),
);

/** What every object has: a member of that name would have to override it. */
const objectMembers = "constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf";

/** Members of every client class and every client: a resource of that name becomes `…Resource`. */
const clientMembers: ReadonlySet<string> = new Set(
  `client close send withOptions request then ${objectMembers}`.split(" "),
);

/** Options of every client: a credential of that name becomes `…Credential`. */
const clientOptions: ReadonlySet<string> = new Set(
  (
    "allowHttp client clock env fetch headers idempotencyHeader idempotencyKey logger maxResponseBytes middleware onMismatch " +
    `parameters redirects retries server signal timeout validation ${objectMembers}`
  ).split(" "),
);

/** Names a resource class can't give its methods. */
const resourceMembers: ReadonlySet<string> = new Set(`client then ${objectMembers}`.split(" "));

/** Whether a top-level declaration of a generated module must not have this name. */
export function isReservedExport(name: string): boolean {
  return keywords.has(name) || globals.has(name) || misleading.has(name) || runtimeExports.has(name);
}

/** Whether a validator must not have this name. */
export function isValidationName(name: string): boolean {
  return keywords.has(name) || globals.has(name) || validationNames.has(name);
}

/** Whether the class of a client has a member of its own by that name: a resource takes another. */
export function isReservedClientMember(name: string): boolean {
  return clientMembers.has(name);
}

/** Whether a client has an option by that name: a credential takes another. */
export function isReservedClientOption(name: string): boolean {
  return clientOptions.has(name);
}

/** Whether the class of a resource has a member of its own by that name: a method takes another. */
export function isReservedResourceMember(name: string): boolean {
  return resourceMembers.has(name);
}

/** Whether a resource's file can't be called so: file systems keep some names to themselves, and folders have an index. */
export function isReservedFile(name: string): boolean {
  return /^(con|prn|aux|nul|index|com\d|lpt\d)$/.test(name);
}

/** Whether every object has a member of this name: a literal without an optional one of it would not be assignable. */
export function isObjectMember(name: string): boolean {
  return objectMembers.split(" ").includes(name);
}
