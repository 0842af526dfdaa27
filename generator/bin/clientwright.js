#!/usr/bin/env node
// The built command line; committed so that npm can link it before the first build.
await import("../dist/cli.js");
