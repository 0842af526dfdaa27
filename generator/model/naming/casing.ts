/** Joins words to names in the casings that generated code uses. Acronyms are words: `APIKey` becomes `apiKey`. */

import { splitWords } from "./words.js";

/** A name with its first letter in upper case. */
export function capitalise(word: string): string {
  const [first = "", ...rest] = word;
  return first.toUpperCase() + rest.join("");
}

/** `last_updated` → `lastUpdated`; empty if the name holds no letter or digit. */
export function camelCase(name: string): string {
  return splitWords(name)
    .map((word, index) => (index === 0 ? word.toLowerCase() : capitalise(word.toLowerCase())))
    .join("");
}

/** `service_create` → `ServiceCreate`; empty if the name holds no letter or digit. */
export function pascalCase(name: string): string {
  return capitalise(camelCase(name));
}

/** `Twilio numbers` → `twilio-numbers`; empty if the name holds no letter or digit. */
export function kebabCase(name: string): string {
  return splitWords(name)
    .map((word) => word.toLowerCase())
    .join("-");
}

/**
 * A type name as close to the document's own as TypeScript allows: `HTTPValidationError` stays, `pet_type` becomes
 * `PetType`, `USER_STATUS` becomes `UserStatus`. Empty if the name holds no letter or digit.
 */
export function typeCase(name: string): string {
  if (/^\p{Lu}[\p{L}\p{N}]*$/u.test(name)) return name;
  if (!/\p{Ll}/u.test(name)) return pascalCase(name);
  return splitWords(name).map(capitalise).join("");
}

/** A name that may be declared: one that starts with a digit gets an underscore. */
export function asIdentifier(name: string): string {
  return /^\p{N}/u.test(name) ? `_${name}` : name;
}
