import { createPrivateKey, X509Certificate } from "node:crypto";
import type { RenewAnswer } from "@shoal/protocol/agent/enrol";
import { certificateRequest, generateIdentityKey } from "@shoal/protocol/node/certificate-request";
import type { HttpClient } from "../http/client.ts";
import type { Log } from "../log/log.ts";
import { isFor } from "./certificate.ts";
import type { OwnIdentity } from "./own-identity.ts";

export interface RenewalParts {
  own: OwnIdentity;
  http: HttpClient;
  nowMs: () => number;
  random: () => number;
  log: Log;
  /** Stored, and in force for what connects from now on. */
  renewed: () => void;
}

const RETRY_FIRST_MS = 60_000;
const RETRY_LAST_MS = 3_600_000;
/** Longest wait of a timer: what sleeps meanwhile, or has its clock set, is not late by more. */
const LOOK_MS = 3_600_000;
/** In which all devices have changed to another authority. */
const CHANGE_MS = 86_400_000;

/**
 * Gets a certificate for a new key after two thirds of the life of the one before, over a connection that the old key proves. Until the
 * new pair is stored, whole, the old one is in force here; until the new one is used, the old one is in force at the server: a
 * device that ends at any moment has one that works.
 */
export class CertificateRenewal {
  readonly #parts: RenewalParts;
  #timer: NodeJS.Timeout | undefined;
  #asking: Promise<void> | undefined;
  #failures = 0;
  readonly #stopping = new AbortController();

  constructor(parts: RenewalParts) {
    this.#parts = parts;
  }

  /** Looks when it is due; to be called again when the authorities are others. */
  start(): void {
    const { own, random, nowMs } = this.#parts;
    clearTimeout(this.#timer);
    const certificate = new X509Certificate(own.value.certificate);
    const [fromMs, untilMs] = [certificate.validFromDate.getTime(), certificate.validToDate.getTime()];
    // A little apart: devices that enrolled in one hour do not come back in one.
    const dueMs = fromMs + ((untilMs - fromMs) * (2 + random() / 20)) / 3;
    const issuing = new X509Certificate(Buffer.from(own.value.trust.cas[0]!, "base64"));
    this.#look(certificate.checkIssued(issuing) ? dueMs : Math.min(dueMs, nowMs() + random() * CHANGE_MS));
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#asking;
  }

  /** At once: the server says that the certificate has expired. */
  now(): Promise<void> {
    if (this.#stopping.signal.aborted) return Promise.resolve();
    clearTimeout(this.#timer);
    this.#asking ??= this.#renew().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  #look(dueMs: number): void {
    if (this.#stopping.signal.aborted) return;
    const leftMs = dueMs - this.#parts.nowMs();
    if (leftMs <= 0) return void this.now();
    this.#timer = setTimeout(() => this.#look(dueMs), Math.min(leftMs, LOOK_MS));
  }

  async #renew(): Promise<void> {
    const { own, http, log, random, renewed } = this.#parts;
    const { signal } = this.#stopping;
    try {
      const key = generateIdentityKey();
      const csr = certificateRequest(createPrivateKey(key));
      const { certificate } = await http.json<RenewAnswer>("/agent/v1/renew", {
        method: "POST",
        body: { csr },
        signal,
      });
      if (!isFor(certificate, key)) throw new Error("the server has signed for another key");
      own.change({ key, certificate });
      this.#failures = 0;
      log.info("the certificate of this device was renewed");
      renewed();
      // Never at once again, whatever this device's clock says of the new one.
      this.#timer = setTimeout(() => this.start(), LOOK_MS);
    } catch (error) {
      if (signal.aborted) return;
      log.warn(`the certificate of this device could not be renewed: ${(error as Error).message}`);
      const waitMs = Math.min(RETRY_FIRST_MS * 2 ** this.#failures++, RETRY_LAST_MS) * (0.5 + random() / 2);
      this.#timer = setTimeout(() => void this.now(), waitMs);
    }
  }
}
