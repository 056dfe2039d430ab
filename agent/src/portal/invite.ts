import { randomBytes } from "node:crypto";
import { closeSync, fchmodSync, fchownSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { LIMITS } from "@shoal/protocol/limits";

interface Invitation {
  uid: number;
  file: string;
  untilMs: number;
}

/** What is left of one that is handed out a second time: a browser has to start in it. */
const ENOUGH_MS = LIMITS.portalInvitationMs / 2;

/**
 * Hands secrets to users of this machine: each as a file that nobody but that user (and root) can read, in a folder in which nobody but
 * the agent can make one. Whoever asked, it is the operating system that says who learns it.
 */
export class Invitations {
  readonly #folder: string;
  readonly #open = new Map<string, Invitation>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Where there is one that is fresh, and nobody has used, it is that one: who asks in somebody else's name takes nothing from them. */
  fresh(uid: number, nowMs: number): string | undefined {
    for (const { uid: of, file, untilMs } of this.#open.values())
      if (of === uid && untilMs - nowMs > ENOUGH_MS) return file;
    return undefined;
  }

  /** @param url what the file says of a secret @returns its name */
  give(uid: number, url: (secret: string) => string, nowMs: number): string {
    const secret = randomBytes(32).toString("base64url");
    const file = `${uid}-${randomBytes(16).toString("hex")}`;
    const path = join(this.#folder, file);
    // Nobody can read it until it belongs to whom it is for.
    const handle = openSync(path, "wx", 0o600);
    try {
      writeSync(handle, url(secret));
      if (process.geteuid?.() === 0) fchownSync(handle, uid, -1);
      fchmodSync(handle, 0o400);
    } finally {
      closeSync(handle);
    }
    this.#open.set(secret, { uid, file, untilMs: nowMs + LIMITS.portalInvitationMs });
    return file;
  }

  /** Works once. @param by whose connection shows it; somebody else's uses nothing up @returns for whom it was */
  take(secret: string, by: number | undefined, nowMs: number): number | undefined {
    const found = this.#open.get(secret);
    if (!found || (by !== undefined && by !== found.uid)) return undefined;
    this.#drop(secret, found);
    return found.untilMs > nowMs ? found.uid : undefined;
  }

  /** @returns whether any is left */
  tidy(nowMs: number): boolean {
    for (const [secret, found] of this.#open) if (found.untilMs <= nowMs) this.#drop(secret, found);
    return this.#open.size > 0;
  }

  #drop(secret: string, { file }: Invitation): void {
    this.#open.delete(secret);
    rmSync(join(this.#folder, file), { force: true });
  }
}
