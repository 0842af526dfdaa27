/** Turns names of headers into whether a caller can give them and a server can send samples of them. */

/** What `fetch` and servers write themselves. */
const automatic = ["connection", "content-length", "expect", "keep-alive", "transfer-encoding", "upgrade"];

/** Parameters of these names the specification ignores. */
const described = ["accept", "content-type", "authorization"];

const ungiven = new Set([...described, ...automatic]);

/** What says how a body is to be read; and where a redirect leads is none of the samples: it would be followed. */
const unsent = new Set([...automatic, "content-type", "content-encoding", "location", "date", "trailer"]);

/** Whether a header parameter is the caller's to give. */
export function isParameterHeader(name: string): boolean {
  return !ungiven.has(name.toLowerCase());
}

/** Whether a server can send samples of a response header. */
export function isSampledHeader(name: string): boolean {
  return !unsent.has(name.toLowerCase());
}
