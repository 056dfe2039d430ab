import { EXIT } from "./exit/codes.ts";
import { runShoal } from "./program.ts";

const stop = new AbortController();
let asked = false;
process.on("SIGINT", () => {
  // The second Ctrl-C means it: nothing is tidied up any more.
  if (asked) process.exit(EXIT.interrupted);
  asked = true;
  stop.abort();
});
process.on("SIGTERM", () => stop.abort());

// Whoever reads us has had enough (`shoal audit | head`): that is no error, and there is nobody to tell.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? EXIT.done : EXIT.failed));

const code = await runShoal({
  argv: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
  nowMs: () => Date.now(),
});
process.exit(code);
