/** Examines the documents that its parent process names, one at a time. */

import { isObject } from "./document.js";
import { examine } from "./examine.js";

process.on("message", (message: unknown) => {
  if (!isObject(message)) return;
  const { path, name, compiler, validators } = message;
  const options = {
    name: `${name}`,
    ...(typeof compiler === "string" && { compiler }),
    validators: validators === true,
  };
  examine(`${path}`, options).then(
    (report) => process.send?.({ report, memory: process.memoryUsage.rss() }),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
