import type { HttpClient } from "../http/client.ts";
import { type Identity, writeIdentity } from "./identity.ts";
import { tlsOf } from "./tls.ts";

/** Who this device is, as it stands in its file: whatever changes is stored first, and then in force for what connects. */
export class OwnIdentity {
  readonly #stateDir: string;
  readonly #http: HttpClient;
  #value: Identity;

  constructor(stateDir: string, value: Identity, http: HttpClient) {
    this.#stateDir = stateDir;
    this.#value = value;
    this.#http = http;
  }

  get value(): Identity {
    return this.#value;
  }

  change(part: Partial<Identity>): void {
    const next = { ...this.#value, ...part };
    writeIdentity(this.#stateDir, next);
    this.#value = next;
    this.#http.prove(tlsOf(next));
  }
}
