/** What the names of media types say about the bytes behind them. */

const binary: ReadonlySet<string> = new Set(
  ["octet-stream", "pdf", "zip", "gzip", "x-gzip", "x-tar", "x-7z-compressed", "x-bzip2", "vnd.rar", "wasm"].map(
    (subtype) => `application/${subtype}`,
  ),
);

/** Whether a media type holds bytes that are no text: an image, an archive. Not for those that only may be. */
export function isBinaryMediaType(type: string): boolean {
  const name = bareMediaType(type);
  return binary.has(name) || (/^(image|audio|video|font)\//.test(name) && !name.endsWith("+xml"));
}

/** A media type without its parameters, in lower case: `text/html; charset=utf-8` is `text/html`. */
export function bareMediaType(type: string): string {
  return (type.split(";")[0] ?? "").trim().toLowerCase();
}

const words: ReadonlyMap<string, string> = new Map([
  ["", "application/json"],
  ["json", "application/json"],
  ["application-json", "application/json"],
  ["xml", "application/xml"],
  ["text", "text/plain"],
  ["html", "text/html"],
  ["form-data", "multipart/form-data"],
  ["multipart", "multipart/form-data"],
  ["*", "*/*"],
]);

/** What a word that is no media type stands for, if that is plain. */
export function mediaTypeMeant(word: string): string | undefined {
  return words.get(bareMediaType(word));
}

/** Whether a text is a media type or a range of them (`image/*`), as RFC 9110 §8.3.1 spells them. */
export function isMediaType(type: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+$/.test(bareMediaType(type));
}
