import type { Readable } from "node:stream";
import type { Screen } from "../terminal/terminal.ts";

/** Everything outside of the CLI that it touches, so that nothing else reads the process. */
export interface Shell {
  /** Without node and script. */
  argv: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  stdin: Readable & { isTTY?: boolean };
  stdout: Screen;
  stderr: Screen;
  /** Aborted by the first Ctrl-C. */
  signal: AbortSignal;
  nowMs(): number;
}
