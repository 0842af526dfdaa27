/** Answers each message, a command line, with what the built command line prints in this process: the other end of `session.ts`. */

const cli = new URL("../../generator/dist/cli.js", import.meta.url);
const home = process.cwd();
const real = { stdout: process.stdout.write, stderr: process.stderr.write };
let runs = 0;

async function run({ cwd, args, variables }) {
  const output = { stdout: "", stderr: "" };
  const before = { ...process.env };
  for (const name of ["stdout", "stderr"]) {
    process[name].removeAllListeners("error");
    process[name].write = (text) => {
      output[name] += text;
      return true;
    };
  }
  Object.assign(process.env, variables);
  process.argv = [process.execPath, "clientwright", ...args];
  process.exitCode = undefined;
  process.chdir(cwd);
  try {
    // The query makes it run again; what it imports stays loaded, which is all that differs from a new process.
    runs += 1;
    await import(`${cli.href}?run=${runs}`);
    return { exitCode: process.exitCode ?? 0, ...output };
  } finally {
    process.chdir(home);
    process.exitCode = undefined;
    for (const name of Object.keys(process.env)) if (!Object.hasOwn(before, name)) delete process.env[name];
    Object.assign(process.env, before);
    for (const name of ["stdout", "stderr"]) process[name].write = real[name];
  }
}

process.on("message", async ({ id, ...command }) => {
  try {
    process.send({ id, run: await run(command) });
  } catch (error) {
    process.send({ id, error: String(error) });
  }
});
