import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { isAbsolute } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { say } from "@shoal/protocol/sentence/say";
import { whyOthersMayChange } from "../ownership/who-may-change.ts";
import { environmentOf, startedAs } from "./as-account.ts";
import { endTree } from "./end-tree.ts";
import { childEnvironment } from "./environment.ts";
import { wasReadAsScript } from "./foreign-program.ts";
import type { Command, RunProcess, Unusable } from "./run.ts";

/** After a program's end its last words are still in the pipe; a background child that holds it open gets no longer. */
const LAST_WORDS_MS = 1000;
/** In the environment of every child, so that its descendants can be found. */
const MARK = "SHOAL_RUN";

/**
 * Runs a program without a shell, without a keyboard, in a process group of its own.
 * Resolves with what became of it; never rejects.
 */
export const runProcess: RunProcess = async (command, log, signal) => {
  if (signal?.aborted) return { kind: "stopped", durationMs: 0 };
  const id = randomUUID();
  const started = performance.now();
  const durationMs = () => Math.round(performance.now() - started);
  const child = start(command, id);
  if ("kind" in child) return child;

  for (const stream of [child.stdout, child.stderr]) stream?.on("data", log.write);
  const ended = endOf(child, command);
  const cut = await cutShort(ended, command.timeoutMs, signal);
  if (cut === undefined) {
    await lastWords(child);
    const outcome = await ended;
    if (outcome.kind === "unusable") return outcome;
    if (outcome.kind === "exited" && (await wasReadAsScript(command.argv[0], outcome.exitCode)))
      return unusable(say("prog-processor", { program: command.argv[0] }), "other-processor");
    return { ...outcome, durationMs: durationMs() };
  }
  const left = child.pid === undefined ? [] : await endTree({ pid: child.pid, mark: `${MARK}=${id}` });
  if (left.length > 0) log.write(`\n[could not be ended: process ${left.join(", ")}]\n`);
  await lastWords(child);
  return { kind: cut, durationMs: durationMs() };
};

/** The child, or why there is none. */
function start({ argv, cwd, env, as, verbatim = false }: Command, id: string): ChildProcess | Unusable {
  const base = childEnvironment();
  const merged = { ...base, ...(as === undefined ? {} : environmentOf(as)), ...env, [MARK]: id };
  const started = as === undefined ? { argv } : startedAs(as, argv, base["PATH"] ?? "");
  if (started === undefined) return unusable(say("prog-none", { program: argv[0] }), "install-program");
  const others = as === undefined ? whyNotAsRoot(argv[0]) : undefined;
  if (others !== undefined) return unusable(others, "close-folder");
  const [program, ...args] = started.argv;
  try {
    return spawn(program, args, {
      ...(cwd === undefined ? {} : { cwd }),
      ...("uid" in started ? { uid: started.uid, gid: started.gid } : {}),
      env: Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)),
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own on Unix; on Windows it would open a window.
      detached: process.platform !== "win32",
      windowsHide: true,
      ...(verbatim && process.platform === "win32" ? { windowsVerbatimArguments: true, argv0: `"${program}"` } : {}),
    });
  } catch (error) {
    return wordsOf(error as NodeJS.ErrnoException, argv[0], cwd);
  }
}

/** Why root does not run a program: who may change it would act as root. What is found by its name lies in folders that nobody else may change. */
function whyNotAsRoot(program: string): string | undefined {
  if (process.geteuid?.() !== 0 || program === process.execPath || !isAbsolute(program) || !existsSync(program))
    return undefined;
  const why = whyOthersMayChange(program);
  return why === undefined ? undefined : say("root-not-run", { program, why });
}

type End = { kind: "exited"; exitCode: number } | { kind: "signalled"; signal: string } | Unusable;

/** `exit`, not `close`: a background grandchild may hold the pipes open for ever. */
function endOf(child: ChildProcess, { argv, cwd }: Command): Promise<End> {
  return new Promise((resolve) => {
    child.on("error", (error: NodeJS.ErrnoException) => {
      // Errors of a running child (a signal that could not be sent) are not its end.
      if (child.pid === undefined) resolve(wordsOf(error, argv[0], cwd));
    });
    child.on("exit", (exitCode, signal) =>
      resolve(
        exitCode === null ? { kind: "signalled", signal: signal ?? "an unknown signal" } : { kind: "exited", exitCode },
      ),
    );
  });
}

/** Undefined where the child ended by itself. */
async function cutShort(
  ended: Promise<End>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<"timed-out" | "stopped" | undefined> {
  let timer: NodeJS.Timeout | undefined;
  let stop: (() => void) | undefined;
  const cut = new Promise<"timed-out" | "stopped">((resolve) => {
    // setTimeout takes 31 bits; longer ones would fire at once.
    timer = setTimeout(() => resolve("timed-out"), Math.min(timeoutMs, 2 ** 31 - 1));
    stop = () => resolve("stopped");
    signal?.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([ended.then(() => undefined), cut]);
  } finally {
    clearTimeout(timer);
    if (stop) signal?.removeEventListener("abort", stop);
  }
}

/**
 * Reads on until both pipes are closed, or a moment. What still holds a pipe then may go on writing: it is read, so that it
 * is neither blocked nor ended by it, but no longer kept.
 */
async function lastWords(child: ChildProcess): Promise<void> {
  const streams = [child.stdout, child.stderr].filter((stream): stream is Readable => stream !== null);
  const closed = streams.map((stream) =>
    stream.closed ? undefined : new Promise((resolve) => stream.once("close", resolve)),
  );
  const giveUp = new AbortController();
  await Promise.race([
    Promise.all(closed),
    sleep(LAST_WORDS_MS, undefined, { signal: giveUp.signal }).catch(() => undefined),
  ]);
  giveUp.abort();
  for (const stream of streams) {
    stream.removeAllListeners("data");
    stream.on("error", () => undefined);
    stream.resume();
    (stream as Readable & { unref?: () => void }).unref?.();
  }
  child.unref();
}

const unusable = (detail: string, next: Unusable["next"]): Unusable => ({ kind: "unusable", detail, next });

function wordsOf(error: NodeJS.ErrnoException, program: string, cwd: string | undefined): Unusable {
  switch (error.code) {
    case "ENOENT":
      if (cwd !== undefined && !existsSync(cwd)) return unusable(say("folder-gone", { path: cwd }), "see-agent-log");
      return existsSync(program)
        ? unusable(say("prog-interpreter", { program }), "see-file")
        : unusable(say("prog-none", { program }), "install-program");
    case "EACCES":
    case "EPERM":
      return unusable(say("prog-may-not", { program }), "allow-program");
    case "ENOEXEC":
      return unusable(say("prog-system", { program }), "see-file");
    case "E2BIG":
      return unusable(say("prog-long", { program }), "correct-installer");
    default:
      return unusable(`${program}: ${error.message}`, "see-file");
  }
}
