import type { Trust } from "@shoal/protocol/agent/enrol";
import { LIMITS } from "@shoal/protocol/limits";
import { trustDigest } from "@shoal/protocol/node/trust-digest";
import type { HttpClient } from "../http/client.ts";
import type { OwnIdentity } from "./own-identity.ts";

/**
 * Takes the authorities and task keys of a newer trust document, from the server that the ones before vouch for. Whose releases are
 * believed is not its to say: that stays as it was pinned.
 * @throws Error where what comes is not what was announced
 */
export async function followTrust(own: OwnIdentity, http: HttpClient, digest: string): Promise<void> {
  const bytes = await http.bytes(`/agent/v1/trust?digest=${digest}`, {}, LIMITS.trustBytes);
  const newer = parseTrust(bytes.toString());
  if (!newer || trustDigest(newer) !== digest) throw new Error("the trust document is not the one that was announced");
  const { cas, taskKeys } = newer;
  own.change({ trust: { ...own.value.trust, cas, taskKeys }, trustDigest: digest });
}

/** @returns undefined where it is no trust document of this format */
export function parseTrust(text: string): Trust | undefined {
  try {
    const value = JSON.parse(text) as Trust;
    return value.format === 2 && value.cas.length > 0 && value.taskKeys.length > 0 ? value : undefined;
  } catch {
    return undefined;
  }
}
