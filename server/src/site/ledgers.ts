import { Ledger } from "@shoal/core/site/ledger";
import { LIMITS } from "@shoal/protocol/limits";

/**
 * The ledgers of all sites and blobs that are under way. Nothing of them is stored: after a restart devices say anew what they
 * have, and what was leased twice meanwhile costs some bytes.
 */
export class Ledgers {
  readonly #ledgers = new Map<string, Ledger>();
  readonly #limitBytes: number;

  constructor(limitBytes: number = LIMITS.exchangeBytes) {
    this.#limitBytes = limitBytes;
  }

  get size(): number {
    return this.#ledgers.size;
  }

  /** @returns undefined where it is of a blob of another size, which cannot be */
  of(scope: string, releaseId: number, blob: string, pieces: number): Ledger | undefined {
    const key = `${scope}\n${releaseId}\n${blob}`;
    const known = this.#ledgers.get(key);
    if (known && known.pieces !== pieces) return undefined;
    const ledger = known ?? new Ledger({ pieces, participants: LIMITS.exchangeDevices });
    this.#ledgers.delete(key);
    this.#ledgers.set(key, ledger);
    this.#makeRoom();
    return ledger;
  }

  /** Drops those in which nobody is left. */
  expire(nowMs: number): void {
    for (const [key, ledger] of this.#ledgers) {
      ledger.expire(nowMs);
      if (ledger.participants === 0) this.#ledgers.delete(key);
    }
  }

  #makeRoom(): void {
    let bytes = 0;
    for (const ledger of this.#ledgers.values()) bytes += bytesOf(ledger);
    for (const [key, ledger] of this.#ledgers) {
      if (bytes <= this.#limitBytes || this.#ledgers.size === 1) return;
      bytes -= bytesOf(ledger);
      this.#ledgers.delete(key);
    }
  }
}

/** Two bits for each piece and participant, and what objects take. */
function bytesOf({ pieces, participants }: Ledger): number {
  return 512 + participants * (1024 + pieces / 4);
}
