import type { NextStep } from "@shoal/protocol/action/next-step";
import type { As } from "./as-account.ts";

/**
 * What became of a child process. After a timeout or a stop its whole tree is gone. After an end of its own, what it left
 * running goes on: an installer may start the service that it installed.
 */
export type ProcessOutcome =
  | { kind: "exited"; exitCode: number; durationMs: number }
  | { kind: "signalled"; signal: string; durationMs: number }
  | { kind: "timed-out"; durationMs: number }
  | { kind: "stopped"; durationMs: number }
  | Unusable;

/** Never started: no such program, not executable, wrong architecture. */
export interface Unusable {
  kind: "unusable";
  detail: string;
  /** What a person can do about just this. */
  next: NextStep;
}

export interface Command {
  /** Program and arguments; there is never a shell in between. */
  argv: readonly [string, ...string[]];
  cwd?: string;
  /** Added to (or, with undefined, taken from) the small environment that children get. */
  env?: Readonly<Record<string, string | undefined>>;
  timeoutMs: number;
  /** Whose rights it gets; default: the agent's own. */
  as?: As;
  /**
   * Windows only: the arguments are quoted as this program reads its command line, and go into it as they are.
   * `msiexec` and NSIS have rules of their own. Default: quoted as C programs read it.
   */
  verbatim?: boolean;
}

/** Collects what children write; bounded. */
export interface OutputLog {
  write(chunk: Uint8Array | string): void;
  /** The end of it, at most `LIMITS.logTailBytes` bytes of UTF-8, cut at a character. */
  tail(): { text: string; truncated: boolean };
}

export type RunProcess = (command: Command, log: OutputLog, signal?: AbortSignal) => Promise<ProcessOutcome>;
