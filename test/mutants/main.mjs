/** Takes one guard after the other out of a copy of the runtime: for each, a test must fail. Run by `npm run mutants`. */

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const copy = join(import.meta.dirname, ".work");
const vitest = join(root, "node_modules/vitest/vitest.mjs");

/** What is taken out, by replacing one text of one file, and the cases that ought to notice. */
const mutants = [
  {
    guard: "the redirect rule",
    file: "redirect.ts",
    from: 'const next = isHere ? sameOrigin : calling(run, "redirects", () => settings.redirects?.(target, sameOrigin));',
    to: "const next: Outgoing | undefined = sameOrigin;",
    cases: "F4[679]",
  },
  {
    guard: "the redaction",
    file: "secrets.ts",
    from: 'clean.replace(pattern, "[redacted]")',
    to: "clean.replace(pattern, pattern.source)",
    cases: " S\\d|F2[34]|F77",
  },
  {
    guard: "the retry-method rule",
    file: "retry.ts",
    from: "const mayRepeat = isUnsent || anyMethod || sent.isRepeatable;",
    to: "const mayRepeat = isUnsent || anyMethod || sent;",
    cases: "F[3-9]:|F39|F40",
  },
  {
    guard: "the path check",
    file: "parameters.ts",
    from: "if (hasDotSegment(filled)) throw",
    to: "if (hasDotSegment(filled) && !filled) throw",
    cases: "F61",
  },
  {
    guard: "the reuse of the idempotency key",
    file: "exchange.ts",
    from: "const headers: HeaderTable = Object.assign(Object.create(null), sent.headers);",
    to: `const headers: HeaderTable = Object.assign(Object.create(null), sent.headers);
    if (headers["idempotency-key"]) headers["idempotency-key"] = crypto.randomUUID();`,
    cases: "F39",
  },
  {
    guard: "the limits on bodies",
    file: "read-body.ts",
    from: "left -= value.length;",
    to: "left -= 0;",
    cases: "F5[45]",
  },
];

/** Runs the cases on the copy. Returns whether all of them passed. */
function passes(cases) {
  const { status } = spawnSync(
    process.execPath,
    [vitest, "run", "--root", copy, "--bail=1", "-t", `fault.*(${cases})`, "test/faults/faults.test.ts"],
    { cwd: copy, stdio: "ignore" },
  );
  return status === 0;
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

function makeCopy() {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(join(copy, "test"), { recursive: true });
  const isSource = (path) => !/\/(dist|node_modules|tsconfig\.json)$/.test(path);
  cpSync(join(root, "runtime"), join(copy, "runtime"), { recursive: true, filter: isSource });
  cpSync(join(root, "test/faults"), join(copy, "test/faults"), { recursive: true });
  // Else the compiler would look further up.
  writeFileSync(join(copy, "tsconfig.json"), "{}");
  // The project's own would find the project's tests.
  writeFileSync(join(copy, "vitest.config.mjs"), "export default { test: { testTimeout: 60_000 } };\n");
}

makeCopy();
const survivors = [];
if (!passes(mutants.map(({ cases }) => cases).join("|"))) {
  say("The cases fail on a copy from which nothing was taken.");
  process.exit(1);
}
for (const { guard, file, from, to, cases } of mutants) {
  const path = join(copy, "runtime", file);
  const source = readFileSync(path, "utf8");
  if (source.split(from).length !== 2) {
    say(`${guard}: runtime/${file} doesn't hold this text once any more: ${from}`);
    survivors.push(guard);
    continue;
  }
  writeFileSync(
    path,
    source.replace(from, () => to),
  );
  const hasSurvived = passes(cases);
  writeFileSync(path, source);
  say(`${guard}: ${hasSurvived ? "NOT NOTICED" : "noticed"}`);
  if (hasSurvived) survivors.push(guard);
}
rmSync(copy, { recursive: true, force: true });
process.exit(survivors.length === 0 ? 0 : 1);
