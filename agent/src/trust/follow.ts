import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { LIMITS } from "@shoal/protocol/limits";
import type { Downloaded, Followed, TrustDownload, TrustJob } from "@shoal/protocol/node/trust-client";
import { ownCodeEnvironment } from "../process/own-code.ts";
import type { FromChild, ToChild } from "./job.ts";

export type Follow = (job: TrustJob, download: TrustDownload, signal: AbortSignal) => Promise<Followed>;

const CHILD = fileURLToPath(new URL("./follow-child.ts", import.meta.url));

/** In this process: for fleets of agents in one, which are not measured. What it loads stays. */
export const followHere: Follow = async (job, download) => {
  const { followTrust } = await import("@shoal/protocol/node/trust-client");
  return await followTrust(job, download);
};

/** In a process of its own, whose memory goes back when it ends. Never throws. */
export const followInChild: Follow = (job, download, signal) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ["--no-warnings", CHILD], {
      stdio: ["pipe", "pipe", "pipe"],
      windowsHide: true,
      env: ownCodeEnvironment(),
    });
    const failed = (detail: string): Followed => ({ ok: false, why: "unreachable", detail, lost: [] });
    let done: Followed | undefined;
    let ended: string | undefined;
    let errors = "";
    const kill = (why: string) => {
      ended ??= why;
      child.kill("SIGKILL");
    };
    const timer = setTimeout(
      () => kill(`not read to its end in ${LIMITS.trustFollowMs / 1000} s`),
      LIMITS.trustFollowMs,
    );
    const stop = () => kill("stopped");
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
    const tell = (line: ToChild) => void child.stdin.write(`${JSON.stringify(line)}\n`);
    // It may be gone by then; `close` says so.
    child.stdin.on("error", () => undefined);
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors = (errors + text).slice(-2048);
    });
    createInterface({ input: child.stdout }).on("line", (line) => {
      const heard = JSON.parse(line) as FromChild;
      if ("done" in heard) {
        done = heard.done;
        return;
      }
      const { id, get, maxBytes } = heard;
      void download(get, maxBytes).then((answer) => {
        const base64 = answer instanceof Uint8Array ? Buffer.from(answer).toString("base64") : undefined;
        tell({ id, answer: base64 === undefined ? (answer as Exclude<Downloaded, Uint8Array>) : { base64 } });
      });
    });
    child.on("error", (error) => kill(error.message));
    child.on("close", (code, killedBy) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      if (done) return resolve(done);
      const how = ended ?? `${killedBy ?? `exit code ${code}`} ${errors.trim().slice(-500)}`;
      resolve(failed(`the releases' metadata could not be read: ${how}`));
    });
    tell({ job });
  });
