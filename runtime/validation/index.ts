/** What generated validators stand on. A client without them carries none of it. */

export type { Validation } from "../issues.js";
export { anyOf, not, oneOf, type Tags, tagged, when } from "./choices.js";
export {
  Evaluated,
  type FollowedCheck,
  followAnyOf,
  followDependent,
  followOneOf,
  followWhen,
  seeItems,
  seeProperties,
  unevaluatedItems,
  unevaluatedProperties,
} from "./evaluated.js";
export { type Check, type Fields, Findings, type Issue, isObject, type Key, own } from "./findings.js";
export { byte, duration, email, hostname, ipv4, ipv6, uri, uriReference, uuid } from "./formats.js";
export { date, dateTime, readInstant, time } from "./instants.js";
export {
  arrayOf,
  contains,
  items,
  maxItems,
  minItems,
  prefixItems,
  readArrayOf,
  readItems,
  uniqueItems,
} from "./lists.js";
export { exclusiveMaximum, exclusiveMinimum, int32, int64, maximum, minimum, multipleOf } from "./numbers.js";
export {
  additionalProperties,
  dependent,
  keepOthers,
  maxProperties,
  minProperties,
  type Patterns,
  patternProperties,
  propertyNames,
  readRecordOf,
  readValues,
  recordOf,
  undeclared,
  values,
  type WireNames,
} from "./objects.js";
export {
  judge,
  type StandardSchemaV1,
  ValidationError,
  type Validator,
  validator,
  type WireValidator,
  wireValidator,
} from "./standard.js";
export { expression, maxLength, minLength, pattern } from "./texts.js";
export {
  anything,
  array,
  bigint,
  boolean,
  bytes,
  constant,
  digits,
  instant,
  integer,
  knownValues,
  never,
  nothing,
  number,
  object,
  oneOfValues,
  orNull,
  required,
  string,
  types,
} from "./types.js";
export { type OperationTable, openValidation, type ValidationOptions } from "./validation.js";
