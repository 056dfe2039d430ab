/**
 * Run by `follow.ts` in a process of its own, which gives its memory back when it ends: follows the releases' metadata. Its parent
 * fetches for it, so that no secret of the device gets here.
 */
import { createInterface } from "node:readline";
import { type Downloaded, followTrust, type TrustDownload } from "@shoal/protocol/node/trust-client";
import type { FromChild, ToChild } from "./job.ts";

const asked = new Map<number, (answer: Downloaded) => void>();
const say = (line: FromChild) => process.stdout.write(`${JSON.stringify(line)}\n`);
let next = 0;
const download: TrustDownload = (file, maxBytes) =>
  new Promise((resolve) => {
    const id = next++;
    asked.set(id, resolve);
    say({ id, get: file, maxBytes });
  });

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const heard = JSON.parse(line) as ToChild;
  if ("job" in heard) {
    void followTrust(heard.job, download).then((done) => {
      say({ done });
      lines.close();
      process.stdin.destroy();
    });
    return;
  }
  const { id, answer } = heard;
  const resolve = asked.get(id);
  asked.delete(id);
  resolve?.(typeof answer === "object" && "base64" in answer ? Buffer.from(answer.base64, "base64") : answer);
});
