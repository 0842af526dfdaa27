/** Turns an http(s) URL into text, going only to hosts that are allowed, redirects included. */

import type { ReadResult, Refusal } from "./read.js";

/** What may be fetched, and how. */
export interface FetchOptions {
  /** URI of the document; the host of a URL is allowed. */
  readonly root: string;
  readonly allowHosts: readonly string[];
  readonly fetch: typeof fetch;
  /** In bytes. */
  readonly sizeLimit: number;
}

const redirectLimit = 5;
/** For the whole of a file, in milliseconds. */
const timeLimit = 30_000;

/** Fetches a file. A refusal, not an error, where that fails or isn't allowed; nothing is sent to a host not allowed. */
export async function fetchText(uri: string, options: FetchOptions): Promise<ReadResult> {
  const signal = AbortSignal.timeout(timeLimit);
  let url = new URL(uri);
  try {
    for (let hop = 0; hop <= redirectLimit; hop += 1) {
      if (!isAllowedHost(url, options)) return { refusal: forbidden(url, hop > 0) };
      const response = await options.fetch(withoutUser(url.href), {
        redirect: "manual",
        signal,
        headers: { accept: "application/yaml, application/json, */*;q=0.5", ...authorization(url) },
      });
      const next = response.headers.get("location");
      if (response.status >= 300 && response.status < 400 && next !== null) {
        await response.body?.cancel();
        url = new URL(next, url);
        continue;
      }
      if (!response.ok) return { refusal: failed(uri, `the server answered ${response.status}`) };
      return { text: await readBody(response, options.sizeLimit), base: url.href };
    }
    return { refusal: failed(uri, `it redirects more than ${redirectLimit} times`) };
  } catch (error) {
    return { refusal: failed(uri, reasonOf(error)) };
  }
}

/** `fetch` takes no user name and password in a URL. A URL relative to one that has them has them too, no other. */
function authorization({ username, password }: URL): { readonly authorization?: string } {
  if (username === "" && password === "") return {};
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(user).toString("base64")}` };
}

function isAllowedHost(url: URL, { root, allowHosts }: FetchOptions): boolean {
  if (url.protocol !== "http:" && url.protocol !== "https:") return false;
  const home = root.startsWith("http") ? new URL(root) : undefined;
  // The step from http to https on the same host is the only change of scheme that costs no safety.
  if (home?.host === url.host && (home.protocol === url.protocol || url.protocol === "https:")) return true;
  return allowHosts.includes(url.host) || allowHosts.includes(url.hostname);
}

async function readBody(response: Response, limit: number): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw new Error(`it is larger than ${limit / 1_000_000} MB`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function forbidden(url: URL, isRedirect: boolean): Refusal {
  const what = isRedirect ? `A redirect leads to \`${url.host}\`` : `The reference goes to \`${url.host}\``;
  return {
    code: "CW1006",
    message: `${what}, a host that is not allowed.`,
    help: `Copy the file beside the document, or allow the host with \`--allow-host ${url.host}\`.`,
  };
}

function failed(uri: string, reason: string): Refusal {
  return {
    code: "CW1004",
    message: `\`${withoutUser(uri)}\` cannot be fetched: ${reason}.`,
    help: "Check the address and the network, or save the document as a file and name that.",
  };
}

function withoutUser(uri: string): string {
  return uri.replace(/^(https?:\/\/)[^/?#]*@/, "$1");
}

/** The innermost cause has the system's words: `connect ECONNREFUSED 127.0.0.1:80`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no full answer came within ${timeLimit / 1000} seconds`;
  if ("code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA") return "it is not UTF-8 text";
  return error.cause === undefined ? error.message || error.name : reasonOf(error.cause);
}
