import { type Profiler, Session } from "node:inspector";

/**
 * What of our own code has run, by V8's own block counters: nothing is built or instrumented, and it holds for TypeScript as Node reads it.
 * A look costs milliseconds, so a batch of inputs is judged at once.
 */
export class Coverage {
  readonly #session = new Session();
  readonly #seen = new Set<string>();

  constructor() {
    this.#session.connect();
    this.#post("Profiler.enable");
    this.#post("Profiler.startPreciseCoverage", { callCount: false, detailed: true });
  }

  /** Blocks that have run since the last look and never before. */
  fresh(): number {
    let fresh = 0;
    const { result } = this.#post("Profiler.takePreciseCoverage") as Profiler.TakePreciseCoverageReturnType;
    for (const { url, scriptId, functions } of result) {
      if (!url.startsWith("file:") || /\/lab\/src\/fuzz\/|\.test\.ts/.test(url)) continue;
      for (const { ranges } of functions)
        for (const { startOffset, endOffset, count } of ranges) {
          const block = `${scriptId}:${startOffset}:${endOffset}`;
          if (count === 0 || this.#seen.has(block)) continue;
          this.#seen.add(block);
          fresh++;
        }
    }
    return fresh;
  }

  close(): void {
    this.#session.disconnect();
  }

  #post(method: string, params: object = {}): unknown {
    let answer: unknown;
    // The inspector of one's own thread answers before `post` returns.
    this.#session.post(method, params, (error, result) => {
      if (error) throw error;
      answer = result;
    });
    return answer;
  }
}
