import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { SealedCheckpoint } from "@shoal/protocol/audit/trail";
import type { TrailFault, TrailProof } from "@shoal/protocol/audit/trail-check";
import { readCheckpoint } from "@shoal/protocol/node/audit-chain";
import { keyIdOf, type PublicKey } from "@shoal/protocol/node/ed25519";
import { TrailCheck } from "@shoal/protocol/node/trail-check";
import { download } from "../api/download.ts";
import type { Invocation } from "../command/invocation.ts";
import { Failure, usageFailure } from "../exit/failure.ts";
import { formatMoment } from "../terminal/moment.ts";
import { TRAIL } from "./export.ts";

interface VerifyOptions {
  checkpoint?: string;
  key?: string;
}

/**
 * Computes the trail anew, here: the server's own word counts for nothing. From an export where a file is named, else as the server
 * has it now.
 */
export async function verifyAudit(invocation: Invocation, options: VerifyOptions, file?: string): Promise<void> {
  const { terminal, shell } = invocation;
  const kept = options.checkpoint === undefined ? [] : await readKept(resolve(shell.cwd, options.checkpoint));
  const check = new TrailCheck({ kept, key: options.key === undefined ? undefined : readKey(options.key) });
  const input =
    file === undefined ? Readable.from(download(invocation, TRAIL)) : createReadStream(resolve(shell.cwd, file));
  const proof = await checkAll(input, check);
  if ("why" in proof) throw faulty(proof);
  if (terminal.json) return terminal.answerJson(proof);
  say(invocation, proof, options);
}

async function checkAll(input: Readable, check: TrailCheck): Promise<TrailFault | TrailProof> {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  // Readline says nothing of an input that breaks.
  const broken = new Promise<never>((_, reject) => input.once("error", reject));
  const read = async () => {
    for await (const line of lines) {
      const fault = check.take(line);
      if (fault) return fault;
    }
    return check.finish();
  };
  try {
    return await Promise.race([read(), broken]);
  } finally {
    input.destroy();
  }
}

function say({ terminal }: Invocation, proof: TrailProof, options: VerifyOptions): void {
  const { after, last, key, kept, checkpoints } = proof;
  terminal.answer(`The trail is whole: entries ${after + 1} to ${last}, ${checkpoints} signed checkpoints.`);
  if (after > 0) terminal.note(`Entries 1 to ${after} were removed by retention, up to a signed checkpoint.`);
  for (const { entry, atMs } of kept)
    terminal.note(`It has everything that the checkpoint of entry ${entry} vouched for (${formatMoment(atMs)}).`);
  if (kept.length === 0)
    terminal.note("Whoever has the server's keys could have written all of it anew: keep checkpoints elsewhere.");
  if (options.key === undefined) terminal.note(`Its checkpoints are signed with ${key.key}, which it names itself.`);
}

function faulty({ entry, why }: TrailFault): Failure {
  return new Failure({
    title: entry === undefined ? "The trail does not prove itself" : `The trail is not whole from entry ${entry} on`,
    detail: why,
    hint: "Keep the server's folder as it is, and compare with the last backup or export from before.",
    code: "audit-broken",
  });
}

async function readKept(path: string): Promise<SealedCheckpoint[]> {
  const lines = (await readFile(path, "utf8")).split("\n").filter((line) => line.trim() !== "");
  const kept = lines.map(readCheckpoint);
  const wrong = kept.indexOf(undefined);
  if (wrong >= 0 || kept.length === 0)
    throw usageFailure(
      "The file holds no checkpoints",
      "Keep what this prints, one a line: shoal audit checkpoint",
      kept.length === 0 ? `${path} is empty` : `${path}, line ${wrong + 1}`,
    );
  return kept as SealedCheckpoint[];
}

function readKey(text: string): PublicKey {
  if (!/^[A-Za-z0-9_-]{43}$/.test(text))
    throw usageFailure("--key is no public key", "It is what this prints: shoal audit key", text.slice(0, 100));
  return { keyId: keyIdOf(text), key: text };
}
