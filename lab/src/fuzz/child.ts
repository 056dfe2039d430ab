/** Feeds decoders until the time is over: `child.ts JOB`, a JSON of `FuzzJob`. One line of JSON says what came of it. */
import { writeSync } from "node:fs";
import { Coverage } from "./coverage.ts";
import type { FuzzJob, FuzzSaid } from "./job.ts";
import { mutated } from "./mutate.ts";
import { type Random, randomOf } from "./random.ts";
import { changed } from "./structure.ts";
import { type FuzzTarget, utf8 } from "./target.ts";
import { TARGETS } from "./targets.ts";
import { Trace } from "./trace.ts";

const job = JSON.parse(process.argv[2]!) as FuzzJob;
const trace = new Trace(job.trace);
const random = randomOf(job.seed);
/** Inputs between two looks at what has run. */
const BATCH = 16;
const CORPUS_MOST = 2000;

async function feed(target: FuzzTarget, number: number, input: Uint8Array): Promise<void> {
  trace.at(number, input);
  try {
    await target.decode(input);
  } catch (error) {
    const { stack, message } = error as Error;
    say({ kind: "crash", target: target.name, input: Buffer.from(input).toString("base64"), detail: stack ?? message });
  }
}

async function fuzz(target: FuzzTarget, number: number): Promise<number> {
  const seeds = [...(await target.seeds())];
  const words = (target.words ?? []).map((word) => (typeof word === "string" ? utf8(word) : word));
  const corpus = [new Uint8Array(), ...seeds];
  for (const input of corpus) await feed(target, number, input);
  const coverage = job.guided ? new Coverage() : undefined;
  coverage?.fresh();
  let left = target.isSlow ? Math.ceil(job.inputs / 50) : job.inputs;
  const endMs = performance.now() + job.ms;
  let done = corpus.length;
  while (left > 0 && performance.now() < endMs) {
    const batch: Uint8Array[] = [];
    for (; batch.length < BATCH && left > 0; left--) {
      const from = corpus[random.below(corpus.length)]!;
      const input =
        (random.below(2) === 0 ? restructured(target, from, random, corpus) : undefined) ??
        mutated(from, random, words, corpus, target.maxBytes);
      batch.push(input);
      await feed(target, number, input);
    }
    done += batch.length;
    // Which of a batch has found something new is not known: all of it is mutated from now on.
    if (coverage && coverage.fresh() > 0)
      for (const input of batch) {
        if (corpus.length < CORPUS_MOST) corpus.push(input);
        else corpus[random.below(corpus.length)] = input;
      }
    const { rss, arrayBuffers } = process.memoryUsage();
    // Buffers that nobody has written to yet take no memory, and would.
    if (Math.max(rss, arrayBuffers) > job.maxBytes)
      say({
        ...{ kind: "memory", target: target.name, detail: `${rss} bytes, ${arrayBuffers} of them or more in buffers` },
        input: Buffer.from(batch.at(-1)!).toString("base64"),
      });
  }
  coverage?.close();
  return done;
}

/** Undefined where the bytes are none of the target's grammar, or what came of them is too long or cannot be written. */
function restructured(
  { grammar, maxBytes }: FuzzTarget,
  bytes: Uint8Array,
  random: Random,
  others: readonly Uint8Array[],
): Uint8Array | undefined {
  if (!grammar) return undefined;
  try {
    const other = grammar.read(others[random.below(others.length)]!);
    const written = grammar.write(changed(grammar.read(bytes), random, [other]));
    return written.length <= maxBytes ? written : undefined;
  } catch {
    return undefined;
  }
}

function say(said: FuzzSaid): never {
  writeSync(1, `${JSON.stringify(said)}\n`);
  process.exit(said.kind === "done" ? 0 : 1);
}

const counts: Record<string, number> = {};
for (const name of job.targets) {
  const number = TARGETS.findIndex((each) => each.name === name);
  counts[name] = await fuzz(TARGETS[number]!, number);
}
trace.close();
say({ kind: "done", counts });
