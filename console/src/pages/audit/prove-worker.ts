import type { SealedCheckpoint } from "@shoal/protocol/audit/trail";
import { TrailCheck, type TrailFault, type TrailProof } from "@shoal/protocol/audit/trail-check";
import { BY_BROWSER } from "./proving.ts";

/** What the page that has started it is told. */
export type Told =
  | { state: "running"; entries: number }
  | { state: "whole"; proof: TrailProof }
  | { state: "faulty"; fault: TrailFault }
  | { state: "unread"; why: string };

const EACH = 2_000;

/** Beside the page, which stays as quick as it was: reads the trail as it comes, and keeps nothing of it. */
addEventListener("message", ({ data }: MessageEvent<readonly SealedCheckpoint[]>) => {
  prove(data).then(postMessage, (error: Error) => postMessage({ state: "unread", why: error.message } satisfies Told));
});

async function prove(kept: readonly SealedCheckpoint[]): Promise<Told> {
  const answer = await fetch("/api/v1/audit/trail", { credentials: "same-origin" });
  if (!answer.ok || answer.body === null) return { state: "unread", why: `${answer.status} ${answer.statusText}` };
  const check = new TrailCheck(BY_BROWSER, { kept });
  let lines = 0;
  for await (const line of linesOf(answer.body)) {
    const fault = check.take(line);
    if (fault) return { state: "faulty", fault };
    if (++lines % EACH === 0) postMessage({ state: "running", entries: lines } satisfies Told);
  }
  const end = check.finish();
  return "why" in end ? { state: "faulty", fault: end } : { state: "whole", proof: end };
}

async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const lines = (rest + value).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== "") yield rest;
}
