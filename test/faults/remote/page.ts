/** Makes the cases callable in the page of a browser. */

import { report } from "./report.js";

Object.assign(globalThis, { report });
