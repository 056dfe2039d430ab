import Type, { type Static } from "typebox";
import { Digest } from "../content/digest.ts";
import { LIMITS } from "../limits.ts";
import { PEER_ADDRESS } from "../peer/address.ts";

const closed = { additionalProperties: false } as const;
const Bytes = Type.Integer({ minimum: 0, maximum: LIMITS.actionBytes });
const Count = Type.Integer({ minimum: 0, maximum: LIMITS.sessionDatagrams });
const Ms = Type.Integer({ minimum: 0, maximum: LIMITS.timeMs });

/**
 * A blob's bytes by where they came from. What a session counts as `multicast` came by the cast as it is; `repair` are the lost
 * symbols of pieces that the cast brought, computed from parity. An action's `multicast` is both.
 */
export const SessionBytes = Type.Object(
  {
    cache: Bytes,
    multicast: Bytes,
    repair: Bytes,
    peer: Bytes,
    site: Bytes,
    origin: Bytes,
    push: Bytes,
  },
  closed,
);
export type SessionBytes = Static<typeof SessionBytes>;

/** What one peer gave. Devices know each other by address alone: who that is, the server looks up. */
const PeerBytes = Type.Object({ ...PEER_ADDRESS, bytes: Bytes }, closed);
export type PeerBytes = Static<typeof PeerBytes>;

/** As it was last: what a device is to the others when it has left is still what it was before. */
export const SESSION_ROLES = ["seeking", "following", "leading", "alone", "holder"] as const;
export type SessionRole = (typeof SESSION_ROLES)[number];

/** What one device did in one session, so far: (action, session, start) is its identity, and the later end is the truer one. */
export const SessionReport = Type.Object(
  {
    actionId: Type.String({ minLength: 1, maxLength: 64 }),
    /** Of the blob among the devices of a release, in every subnet. */
    session: Type.String({ pattern: "^[0-9a-f]{16}$" }),
    digest: Digest,
    /** Of the link that it took part on: `10.20.1.0/24`. */
    subnet: Type.String({ maxLength: LIMITS.subnetChars, pattern: "^[0-9a-f.:]+/[0-9]{1,3}$" }),
    /** As the device's settings name it. */
    site: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.settingTextChars })),
    role: Type.Enum(SESSION_ROLES),
    /** It was the representative at some time. */
    led: Type.Boolean(),
    /** The cast had begun when it joined. */
    late: Type.Boolean(),
    /** Symbols that it cast, parity included, and how many of them were parity. */
    symbolsSent: Count,
    paritySent: Count,
    /** The same of what came while it lacked something. */
    symbolsReceived: Count,
    parityReceived: Count,
    /** Datagrams of its representative that came or, by the sender's counter, did not. */
    datagramsHeard: Count,
    datagramsLost: Count,
    bytes: SessionBytes,
    /** Came from the origin or was pushed, for pieces that were here by then: in no sum of bytes by source, but the WAN has carried it. */
    bytesAgain: Bytes,
    /** Where it gives its own pieces in this subnet. Agents of before do not say. */
    peer: Type.Optional(Type.Object(PEER_ADDRESS, closed)),
    /** Of `bytes.peer` and `bytes.site`: who gave most of them, those that gave most first. Agents of before do not say. */
    peers: Type.Optional(Type.Array(PeerBytes, { maxItems: LIMITS.sessionPeers })),
    /** By the server's clock, as the device knows it. */
    startedMs: Ms,
    endedMs: Ms,
  },
  closed,
);
export type SessionReport = Static<typeof SessionReport>;
