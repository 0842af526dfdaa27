#!/usr/bin/env node
// The built command line; committed so that npm can link it before the first build.
import module from "node:module";

// Compiling ts-morph and TypeScript is a fifth of a run: from 22.1 on Node can keep the result, in its own folder.
module.enableCompileCache?.();
await import("../dist/cli.js");
