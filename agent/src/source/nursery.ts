import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Between two collections: 16 chunks as they come from a socket. Collecting the nursery takes less than a millisecond. */
const COLLECT_BYTES = 1024 * 1024;
/** What has survived some of them by chance is collected after so many: 20 ms for 256 MiB that came. */
const ALL_AFTER = 256;

type Collect = (options: { type: "minor" | "major" }) => void;
let collect: Collect | undefined;
let passedBytes = 0;
let collections = 0;

/**
 * What a socket brings lies outside of the engine's heap, in chunks that are garbage as soon as they are copied. The engine collects
 * by what its own heap holds, which is next to nothing: by then 60 MB of them would wait.
 */
export function passed(bytes: number): void {
  passedBytes += bytes;
  if (passedBytes < COLLECT_BYTES) return;
  passedBytes = 0;
  collect ??= collector();
  collect({ type: ++collections % ALL_AFTER === 0 ? "major" : "minor" });
}

function collector(): Collect {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as Collect;
}
