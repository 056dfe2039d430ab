import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Hundreds of steps with their reports. */
const RESERVE_BYTES = 1024 * 1024;
const TRY_AGAIN_MS = 60_000;

/**
 * Room on the disk that is kept for the journal. When content or a stranger has filled the disk, this is given back, so that
 * the end of what was under way can still be written down and told.
 */
export class Reserve {
  readonly #file: string;
  #triedMs = Number.NEGATIVE_INFINITY;

  constructor(stateDir: string) {
    this.#file = join(stateDir, "reserve");
  }

  /** Takes the room where it is not taken and there is some; at most once a minute. */
  hold(nowMs: number): void {
    if (nowMs - this.#triedMs < TRY_AGAIN_MS) return;
    this.#triedMs = nowMs;
    this.take();
  }

  /** @returns whether the room is taken now */
  take(): boolean {
    if (existsSync(this.#file) && statSync(this.#file).size === RESERVE_BYTES) return true;
    let file: number | undefined;
    try {
      file = openSync(this.#file, "w", 0o600);
      // Written, not only declared: a hole takes no room. Not zeros, which some file systems make holes of.
      const block = Buffer.alloc(RESERVE_BYTES, 0xa5);
      for (let at = 0; at < block.length; ) at += writeSync(file, block, at);
      fsyncSync(file);
      return true;
    } catch {
      this.release();
      return false;
    } finally {
      if (file !== undefined) closeSync(file);
    }
  }

  /** @returns whether there was something to give back */
  release(): boolean {
    if (!existsSync(this.#file)) return false;
    try {
      rmSync(this.#file);
      return true;
    } catch {
      return false;
    }
  }
}
