/** Turns names of headers into whether a caller can give them and a server can send samples of them. */

/** What belongs to the connection or the body. */
const transport = [
  ...["connection", "content-encoding", "content-length", "date", "expect", "host", "keep-alive", "te", "trailer"],
  ...["transfer-encoding", "upgrade"],
];

/** Parameters of these names the specification ignores. */
const described = ["accept", "content-type", "authorization"];

const ungiven = new Set([...described, ...transport]);

/** Where a redirect leads is none of the samples: it would be followed. */
const unsent = new Set(["content-type", "location", ...transport]);

/** Whether a header parameter is the caller's to give. */
export function isParameterHeader(name: string): boolean {
  return !ungiven.has(name.toLowerCase());
}

/** Whether a server can send samples of a response header. */
export function isSampledHeader(name: string): boolean {
  return !unsent.has(name.toLowerCase());
}
