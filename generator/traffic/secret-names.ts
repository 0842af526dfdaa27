/** Turns the name of a field, a parameter or a header into whether what stands under it is a secret. */

/** What a name says of the value: all of it is secret, only texts in it, nothing. */
export type Secrecy = "whole" | "texts" | "none";

/** A secret by whatever stands before it: `client_secret`, `userPassword`. */
const secret =
  /^(password|passwort|kennwort|wachtwoord|senha|contrasena|passwd|pwd|pw|passphrase|passcode|passkey|secret|token|jwt|credential|cred|bearer|otp|totp|cvv|cvc|ssn|sessid|csrf|xsrf|apikey|mnemonic|samlresponse)$/;
/** A secret as a text, and often an object with more in it than that: a booked session, a payment's authorization. */
const holder = /^(session|authorization|cookie)$/;
const holdersSecret = /^(id|key|value|secret|token|code|data)$/;
/** What is secret only together: `api_key`, `recovery_codes`. */
const together: readonly (readonly [before: RegExp, word: RegExp])[] = [
  [
    /^(api|private|access|secret|signing|encryption|master|shared|account|auth|authentication|service|session|webhook|license|subscription|deploy|consumer|client|hmac|storage|host|function|app|server)$/,
    /^key$/,
  ],
  [
    /^(auth|authorization|verification|recovery|backup|security|factor|fa|mfa|login|activation|pairing|device)$/,
    /^code$/,
  ],
  [/^(connection|database|redis?|mongo|mongodb|postgres?|mysql|amqp|broker)$/, /^(string|dsn)$/],
  [/^(recovery|seed|secret)$/, /^phrase$/],
  [/^code$/, /^verifier$/],
  [/^(client|saml)$/, /^(assertion|response)$/],
  [/^security$/, /^answer$/],
  [/^(db|database|user|smtp|ftp|sftp|ssh|ldap|proxy|mysql|postgres?|redis?|admin|root|mail|email|login)$/, /^pass$/],
];
/** Before `token`: a place in a list; before or after it, how many there are. */
const place = /^(page|pagination|next|prev|previous|cursor|continuation|continue|sync|delta|resume|start|scroll)$/;
const amount =
  /^(max|min|maximum|minimum|total|num|number|prompt|completion|input|output|cached|cache|reasoning|audio|used|remaining|thinking|accepted|rejected|prediction)$/;
/** Directly after a secret word: something about the secret. */
const about =
  /^(count|counter|type|kind|length|size|limit|num|number|total|usage|used|remaining|url|uri|endpoint|name|label|description|title|policy|rule|strength|status|state|format|at|on|date|time|timestamp|expire|expiry|expiration|ttl|age|lifetime|duration|created|updated|changed|modified|last|rotated|revoked|enabled|disabled|required|valid|verified|set|exists|scope|version|algorithm|alg|method|audience|issuer|provider|location|per|schema|permission|symbol|decimals|budget|price|cost|index|offset)$/;
/** Words that are written as one: `accesstoken`, `sessionid`. */
const joined =
  /(access|refresh|client|user|auth|api|id|bearer|csrf|xsrf|session|private|secret|signing|page|next|prev|previous|cursor|continuation|sync|start|max|total|password|passwd|passphrase|pwd|token|jwt|credential|confirmation|confirm|hash|value|count|type|expire|expiry|url|uri|limit|name|key)/;
const whole = new RegExp(`^${joined.source}*$`);
const strongEnd = /(password|passwd|passphrase|secret|token|jwt|pwd|apikey|secretkey|privatekey|accesskey|sessionid)$/;

/**
 * Tells it by the words of the name, in whatever casing and however they are joined.
 *
 * @param further - Names that are secret besides; casing and what joins their words doesn't count.
 */
export function secrecyOf(name: string, further: readonly string[] = []): Secrecy {
  if (further.some((one) => bare(one) === bare(name))) return "whole";
  const words = wordsOf(name);
  const last = words.reduce((found, _, index) => (secretAt(words, index) ? index : found), -1);
  if (last >= 0) return isHarmless(words, last) ? "none" : "whole";
  const at = words.findLastIndex((word) => holder.test(word));
  const next = words[at + 1];
  if (at < 0) return /^pass$/i.test(name) ? "whole" : "none";
  if (next === undefined) return "texts";
  return holdersSecret.test(next) && !about.test(words[at + 2] ?? "") ? "whole" : "none";
}

/** Whether a text under this name is secret. */
export function isSecretName(name: string, further: readonly string[] = []): boolean {
  return secrecyOf(name, further) !== "none";
}

function secretAt(words: readonly string[], index: number): boolean {
  const [word = "", before = ""] = [words[index], words[index - 1]];
  return secret.test(word) || together.some((pair) => pair[0].test(before) && pair[1].test(word));
}

function isHarmless(words: readonly string[], index: number): boolean {
  if (about.test(words[index + 1] ?? "")) return true;
  if (words[index] !== "token") return false;
  const before = words[index - 1] ?? "";
  return place.test(before) || amount.test(before);
}

/** In lower case and singular, numbers left out. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .replace(/jsessionid|phpsessid/g, "session id")
    .split(/[^a-z]+/)
    .filter((word) => word !== "")
    .map((word) => word.replace(/^(.{2,}[^s])s$/, "$1"))
    .flatMap(split);
}

/** The words that one is joined of; of a word that isn't, the word itself. */
function split(word: string): readonly string[] {
  if (whole.test(word)) return word.split(joined).filter((part) => part !== "");
  const end = strongEnd.exec(word);
  return end ? [word.slice(0, end.index), ...end[0].split(joined)].filter((part) => part !== "") : [word];
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z\d]/g, "");
}
