import { hkdfSync } from "node:crypto";
import { fromHex, toHex } from "@shoal/protocol/codec/hex";

const ID_BYTES = 8;
const KEY_BYTES = 32;

/** What the devices of one session share, and nobody else has. */
export interface SessionKeys {
  /** In the clear in front of every datagram. */
  id: Uint8Array;
  /** The same in hexadecimal: how a session is named among peers. */
  idHex: string;
  /** Of which each sender's datagram key is made. */
  datagram: Uint8Array;
  /** The pre-shared key of TLS between peers. */
  peer: Uint8Array;
}

/** RFC 5869. @param contentKey 32 bytes out of the assignment @param manifestDigest of the blob, hexadecimal */
export function sessionKeys(contentKey: Uint8Array, manifestDigest: string): SessionKeys {
  const length = ID_BYTES + 2 * KEY_BYTES;
  const all = new Uint8Array(hkdfSync("sha256", contentKey, fromHex(manifestDigest), "shoal/session/1", length));
  const id = all.subarray(0, ID_BYTES);
  return {
    id,
    idHex: toHex(id),
    datagram: all.subarray(ID_BYTES, ID_BYTES + KEY_BYTES),
    peer: all.subarray(ID_BYTES + KEY_BYTES),
  };
}

/** RFC 2365: administratively scoped, one of 32,768 by the session's id, so that others' network cards leave it out. */
export function dataGroup(id: Uint8Array, family: 4 | 6): string {
  const high = id[0]! & 0x7f;
  const low = id[1]!;
  if (family === 4) return `239.255.${128 + high}.${low}`;
  return `ff12::7202:${((high << 8) | low).toString(16)}`;
}

export const CONTROL_GROUP = { 4: "239.255.72.1", 6: "ff12::7201" } as const;
export const MULTICAST_PORT = 8470;
