import type { ActionRecord } from "@shoal/core/action/record";
import type { MissingRelease } from "@shoal/protocol/agent/check-in";
import type { Variant } from "@shoal/protocol/package/release";
import { INVENTORY_EVERY_MS } from "../host/host.ts";
import type { Journal } from "../journal/journal.ts";
import type { Log } from "../log/log.ts";

export interface KeptParts {
  journal: Pick<Journal, "kept" | "open">;
  /** Asks the detection rule of what was installed. */
  detect: (
    record: ActionRecord,
    variant: Variant,
    signal: AbortSignal,
  ) => Promise<{ found: boolean | "unknown"; detail: string }>;
  log: Log;
  /** Does not go back. */
  monotonicMs: () => number;
  /** Something is missing that was not before. */
  found: () => void;
}

/** Whether what tasks keep on this device is still there. It only looks: what is done about it is the server's to say. */
export class KeptReleases {
  readonly #parts: KeptParts;
  readonly #stop = new AbortController();
  /** Why, by action. */
  #missing = new Map<string, string>();
  #lookedMs: number | undefined;
  #looking: Promise<void> | undefined;

  constructor(parts: KeptParts) {
    this.#parts = parts;
  }

  /** Looks, but at most once an hour: each rule may start programs. Where nothing is kept, it costs one question to the journal. */
  look(): void {
    const nowMs = this.#parts.monotonicMs();
    if (this.#looking || this.#stop.signal.aborted) return;
    if (this.#lookedMs !== undefined && nowMs - this.#lookedMs < INVENTORY_EVERY_MS) return;
    this.#lookedMs = nowMs;
    this.#looking = this.#look()
      .catch((error: Error) => this.#parts.log.warn(`kept releases could not be looked for: ${error.message}`))
      .finally(() => {
        this.#looking = undefined;
      });
  }

  /** What was not there when it was looked for, and is kept still. */
  missing(): MissingRelease[] {
    if (this.#missing.size === 0) return [];
    return this.#atRest().flatMap(({ record: { assignment } }) => {
      const detail = this.#missing.get(assignment.actionId);
      return detail === undefined ? [] : [{ actionId: assignment.actionId, detail: detail.slice(0, 1000) }];
    });
  }

  /** When the look that is under way has ended. */
  async idle(): Promise<void> {
    await this.#looking;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { detect, found, log } = this.#parts;
    const missing = new Map<string, string>();
    for (const { record, variant } of this.#atRest()) {
      if (this.#stop.signal.aborted) return;
      const { actionId, package: name, version } = record.assignment;
      const answer = await detect(record, variant, this.#stop.signal).catch((error: Error) => ({
        found: "unknown" as const,
        detail: error.message,
      }));
      const before = this.#missing.get(actionId);
      // What could not be found out changes nothing.
      if (answer.found === false) missing.set(actionId, answer.detail);
      else if (answer.found === "unknown" && before !== undefined) missing.set(actionId, before);
      if (answer.found === "unknown")
        log.warn(`whether ${name} ${version} is still there is not known: ${answer.detail}`);
    }
    const isNew = [...missing.keys()].some((each) => !this.#missing.has(each));
    this.#missing = missing;
    if (isNew && this.missing().length > 0) found();
  }

  /** Kept ones whose package nothing is being done about at this moment. */
  #atRest(): ReturnType<Journal["kept"]> {
    const { journal } = this.#parts;
    const busy = new Set(journal.open().map((record) => record.assignment.package));
    return journal.kept().filter(({ record }) => !busy.has(record.assignment.package));
  }
}
