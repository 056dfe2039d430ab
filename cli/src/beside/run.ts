import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";
import { EXIT, type ExitCode } from "../exit/codes.ts";
import { Failure } from "../exit/failure.ts";

/**
 * Runs another program of this house, which the CLI must not import, on the same Node and the same terminal.
 * @returns its exit code
 */
export async function runBeside(title: string, script: string, args: readonly string[]): Promise<ExitCode> {
  const path = fileURLToPath(new URL(`../../../${script}`, import.meta.url));
  if (!existsSync(path))
    throw new Failure({
      title: `${title} is not part of this installation`,
      detail: `${path} is not there.`,
      hint: "Run it from a full copy of Shoal.",
    });
  const child = spawn(process.execPath, [path, ...args], { stdio: "inherit" });
  // A terminal sends Ctrl-C to the child as well; a second copy from here would read as "stop at once".
  const onInterrupt = () => {
    if (!process.stdin.isTTY) child.kill("SIGINT");
  };
  const onEnd = (signal: NodeJS.Signals) => child.kill(signal);
  process.on("SIGINT", onInterrupt);
  process.on("SIGTERM", onEnd);
  process.on("SIGHUP", onEnd);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (...end) => resolve(end));
  });
  process.off("SIGINT", onInterrupt);
  process.off("SIGTERM", onEnd);
  process.off("SIGHUP", onEnd);
  return (signal === null ? (code ?? EXIT.failed) : 128 + constants.signals[signal]) as ExitCode;
}
