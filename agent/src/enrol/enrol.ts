import { createHash } from "node:crypto";
import type { EnrolAnswer } from "@shoal/protocol/agent/enrol";
import { encodeCbor } from "@shoal/protocol/codec/cbor";
import type { Host } from "../host/host.ts";
import { HttpClient } from "../http/client.ts";
import { privateFolder } from "../ownership/private-folder.ts";
import { readIdentity, writeIdentity } from "../state/identity.ts";
import { lockState } from "../state/lock.ts";

export interface EnrolOptions {
  server: string;
  /** `shoal1.<secret>.<SHA-256 of the trust document>` */
  token: string;
  name?: string;
  host: Host;
  stateDir: string;
  /** Enrol again although there is an identity; the old one is replaced. */
  force?: boolean;
}

/**
 * Makes this device known to a server, and pins it to the keys that the token names. A server that shows other keys is
 * refused before anything is written.
 * @throws Error that says what to do
 */
export async function enrol(options: EnrolOptions): Promise<{ deviceId: string }> {
  const { server, token, host, stateDir } = options;
  const pinned = token.match(/^shoal1\.[A-Za-z0-9_-]{32}\.([A-Za-z0-9_-]{43})$/)?.[1];
  if (!pinned)
    throw new Error("this is not an enrolment token; it looks like shoal1.….… and comes from: shoal device token");
  privateFolder(stateDir);
  const unlock = lockState(stateDir);
  const http = new HttpClient(server);
  try {
    const before = readIdentity(stateDir);
    if (before && !options.force)
      throw new Error(
        `this device is enrolled at ${before.server} as ${before.deviceId}; to enrol it anew, add --force`,
      );
    const inventory = await host.inventory();
    const name = options.name ?? inventory.hostname;
    const answer = await http.json<EnrolAnswer>("/agent/v1/enrol", {
      method: "POST",
      body: { token, name, inventory },
    });
    const shown = createHash("sha256").update(encodeCbor(answer.trust)).digest("base64url");
    if (shown !== pinned)
      throw new Error(
        "the server showed other keys than the token was made for; nothing was written. Either the token is from another server, or somebody stands in between.",
      );
    writeIdentity(stateDir, {
      server,
      deviceId: answer.deviceId,
      deviceToken: answer.deviceToken,
      name,
      trust: answer.trust,
    });
    return { deviceId: answer.deviceId };
  } finally {
    http.close();
    unlock();
  }
}
