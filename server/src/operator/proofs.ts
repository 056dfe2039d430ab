import { randomBytes } from "node:crypto";
import { LIMITS } from "@shoal/protocol/limits";

/** What has to be remembered between the two requests of a proof: a challenge that was given, a sign-on that was begun. Each is taken once. */
export class Proofs<T> {
  readonly #open = new Map<string, { value: T; untilMs: number }>();

  begin(value: T): string {
    const id = randomBytes(24).toString("base64url");
    this.#open.set(id, { value, untilMs: Date.now() + LIMITS.proofMs });
    if (this.#open.size > LIMITS.proofs) this.#open.delete(this.#open.keys().next().value!);
    return id;
  }

  take(id: string): T | undefined {
    const found = this.#open.get(id);
    this.#open.delete(id);
    return found && found.untilMs > Date.now() ? found.value : undefined;
  }
}
