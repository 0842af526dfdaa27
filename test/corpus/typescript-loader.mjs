/** Lets Node run the TypeScript of this folder: `node --import <this file> <file>.ts`. */

import { register } from "node:module";

register("./typescript-hooks.mjs", import.meta.url);
