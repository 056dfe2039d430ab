import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import type { Counts } from "./counts.ts";
import { FleetWorld } from "./world.ts";

interface Share {
  devices: number;
  seeds: number[];
}
type Word = { counts: Counts } | { found: string };

/** What all of them together have seen, and what was found in some: each begins with its seed. */
export interface ManyWorlds {
  worlds: number;
  counts: Counts;
  found: string[];
}

/** Runs a world for each seed, on all processors. */
export async function manyWorlds(devices: number, seeds: readonly number[]): Promise<ManyWorlds> {
  const all: ManyWorlds = { worlds: 0, counts: {}, found: [] };
  const workers = Math.min(availableParallelism(), seeds.length);
  await Promise.all(
    Array.from({ length: workers }, async (_, at) => {
      const share: Share = { devices, seeds: seeds.filter((_seed, index) => index % workers === at) };
      const worker = new Worker(new URL(import.meta.url), { workerData: share });
      await new Promise<void>((resolve, reject) => {
        worker.on("message", (word: Word) => add(all, word));
        worker.on("error", reject);
        worker.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
      });
    }),
  );
  return all;
}

function add(all: ManyWorlds, word: Word): void {
  all.worlds++;
  if ("found" in word) all.found.push(word.found);
  else for (const [what, count] of Object.entries(word.counts)) all.counts[what] = (all.counts[what] ?? 0) + count;
}

if (!isMainThread) {
  const { devices, seeds } = workerData as Share;
  for (const seed of seeds) {
    let word: Word;
    try {
      word = { counts: new FleetWorld(seed, devices).run().counts };
    } catch (error) {
      word = {
        found:
          error instanceof Error
            ? error.message.startsWith("fleet of")
              ? error.message
              : `seed ${seed}: ${error.stack}`
            : String(error),
      };
    }
    parentPort!.postMessage(word);
  }
}
