import { createPrivateKey } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { EnrolAnswer, EnrolWaiting, Trust } from "@shoal/protocol/agent/enrol";
import { LIMITS } from "@shoal/protocol/limits";
import { certificateRequest } from "@shoal/protocol/node/certificate-request";
import { trustDigest } from "@shoal/protocol/node/trust-digest";
import type { Host } from "../host/host.ts";
import { HttpClient, HttpFailure } from "../http/client.ts";
import { privateFolder } from "../ownership/private-folder.ts";
import { lockState } from "../state/lock.ts";
import { isFor } from "./certificate.ts";
import { parseTrust } from "./follow-trust.ts";
import { readIdentity, writeIdentity } from "./identity.ts";
import { forgetPendingKey, pendingKey } from "./pending-key.ts";
import { refusePlain, tlsOf, unbelievingTls } from "./tls.ts";

export interface EnrolOptions {
  server: string;
  /** `shoal1.<secret>.<SHA-256 of the trust document>`; without one a person lets this device in, or it was announced. */
  token?: string;
  /** The same digest, where there is no token. */
  pin?: string;
  name?: string;
  host: Host;
  stateDir: string;
  /** Enrol again although there is an identity; the old one proves who this is, and is replaced. */
  force?: boolean;
  /** Called once where a person has to agree, with what they compare. */
  waits?: (fingerprint: string) => void;
  /** How often it is asked whether they have, milliseconds. */
  everyMs?: number;
}

const ASK_MS = 10_000;

/**
 * Makes this device known to a server, and pins it to what the token names. The secret is sent only to a server that the pinned
 * authority vouches for; one that shows something else is refused before anything is written.
 * @throws Error that says what to do
 */
export async function enrol(options: EnrolOptions): Promise<{ deviceId: string }> {
  const { server, token, host, stateDir, everyMs = ASK_MS } = options;
  const pin = token === undefined ? options.pin : token.match(/^shoal1\.[A-Za-z0-9_-]{32}\.([A-Za-z0-9_-]{43})$/)?.[1];
  if (!pin && token !== undefined)
    throw new Error("this is not an enrolment token; it looks like shoal1.….… and comes from: shoal device token");
  if (!pin || !/^[A-Za-z0-9_-]{43}$/.test(pin))
    throw new Error("this is not a pin; it has 43 letters and digits, and comes from: shoal device pin");
  refusePlain(server);
  privateFolder(stateDir);
  const unlock = lockState(stateDir);
  try {
    const before = readIdentity(stateDir);
    if (before && !options.force)
      throw new Error(
        `this device is enrolled at ${before.server} as ${before.deviceId}; to enrol it anew, add --force`,
      );
    const trust = await fetchTrust(server, pin);
    const key = pendingKey(stateDir);
    const csr = certificateRequest(createPrivateKey(key));
    const inventory = await host.inventory();
    const name = options.name ?? before?.name ?? inventory.hostname;
    const body = { ...(token === undefined ? {} : { token }), name, inventory, csr };
    const old = before && { key: before.key, certificate: before.certificate };
    const { deviceId, certificate } = await using(new HttpClient(server, tlsOf({ trust, ...old })), async (http) => {
      for (let said = false; ; said = true) {
        const answer = await http.json<EnrolAnswer | EnrolWaiting>("/agent/v1/enrol", { method: "POST", body });
        if ("certificate" in answer) return answer;
        if (!said) options.waits?.(answer.fingerprint);
        await sleep(everyMs);
      }
    });
    if (!isFor(certificate, key))
      throw new Error("the server has signed for another key than this device's; nothing was written");
    writeIdentity(stateDir, { server, deviceId, name, trust, trustDigest: pin, key, certificate });
    forgetPendingKey(stateDir);
    return { deviceId };
  } finally {
    unlock();
  }
}

/** What the pin is of. Whoever answers is not believed: the digest is. */
async function fetchTrust(server: string, pin: string): Promise<Trust> {
  const asked = using(new HttpClient(server, unbelievingTls()), (http) =>
    http.bytes(`/agent/v1/trust?digest=${pin}`, {}, LIMITS.trustBytes),
  );
  const other = new Error(
    "the server showed other keys than the token was made for; nothing was sent or written. Either the token is from another server, or somebody stands in between.",
  );
  const bytes = await asked.catch((error: Error) => {
    throw error instanceof HttpFailure && error.code === "not-found" ? other : error;
  });
  const trust = parseTrust(bytes.toString());
  if (!trust || trustDigest(trust) !== pin) throw other;
  return trust;
}

async function using<T>(http: HttpClient, ask: (http: HttpClient) => Promise<T>): Promise<T> {
  try {
    return await ask(http);
  } finally {
    http.close();
  }
}
