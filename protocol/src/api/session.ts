import Type, { type Static } from "typebox";
import { SESSION_ROLES, SessionBytes } from "../session/report.ts";
import { PageQuery, TimeMs } from "./page.ts";

const closed = { additionalProperties: false } as const;
const Count = Type.Integer({ minimum: 0 });

/** Symbols and datagrams, added up over devices. */
const Datagrams = {
  symbolsSent: Count,
  paritySent: Count,
  symbolsReceived: Count,
  parityReceived: Count,
  datagramsHeard: Count,
  datagramsLost: Count,
};

/** Of a task, of a site, of a subnet or of one session. */
export const SessionTotals = Type.Object(
  {
    devices: Count,
    /** One blob in one subnet is one session. */
    sessions: Count,
    representatives: Count,
    lateJoiners: Count,
    /** What came over the WAN: from the origin, or pushed by the server, with what came again. */
    wanBytes: Count,
    /** Of these, what came for pieces that were there by then. */
    bytesAgain: Count,
    /** One copy of each blob that was wanted here; `wanBytes / copyBytes` is how many copies came. */
    copyBytes: Count,
    bytes: SessionBytes,
    ...Datagrams,
  },
  closed,
);
export type SessionTotals = Static<typeof SessionTotals>;

export const RepresentativeRow = Type.Object(
  {
    deviceId: Type.String(),
    device: Type.String(),
    role: Type.Enum(SESSION_ROLES),
    symbolsSent: Count,
    wanBytes: Count,
  },
  closed,
);
export type RepresentativeRow = Static<typeof RepresentativeRow>;

const SessionRow = Type.Object(
  {
    session: Type.String(),
    digest: Type.String(),
    /** The file's name in the release; of a patch, that of the file that it makes. */
    file: Type.String(),
    patch: Type.Boolean(),
    /** Who led, those that cast most first; as many as a page has. */
    representatives: Type.Array(RepresentativeRow),
    totals: SessionTotals,
  },
  closed,
);
const SubnetRow = Type.Object(
  {
    /** Absent: devices that took part in no session. */
    subnet: Type.Optional(Type.String()),
    totals: SessionTotals,
    sessions: Type.Array(SessionRow),
  },
  closed,
);
const SiteRow = Type.Object(
  {
    /** Absent: devices whose settings name none. */
    site: Type.Optional(Type.String()),
    totals: SessionTotals,
    subnets: Type.Array(SubnetRow),
  },
  closed,
);

/** Where a task's bytes came from, site by site and subnet by subnet. */
export const SessionTree = Type.Object(
  {
    taskId: Type.String(),
    name: Type.String(),
    package: Type.String(),
    version: Type.String(),
    totals: SessionTotals,
    sites: Type.Array(SiteRow),
    /** There are more subnets; the totals have them too. */
    truncated: Type.Boolean(),
  },
  closed,
);
export type SessionTree = Static<typeof SessionTree>;

export const SessionPartQuery = Type.Object(
  {
    ...PageQuery,
    subnet: Type.Optional(Type.String({ maxLength: 64 })),
    session: Type.Optional(Type.String({ maxLength: 16 })),
  },
  closed,
);
export type SessionPartQuery = Static<typeof SessionPartQuery>;

/** What one device of the task gave another one. */
export const GivenRow = Type.Object({ deviceId: Type.String(), device: Type.String(), bytes: Count }, closed);
export type GivenRow = Static<typeof GivenRow>;

/** One device's part in one session. Begun anew after a restart, it has another one. */
export const SessionPartRow = Type.Object(
  {
    deviceId: Type.String(),
    device: Type.String(),
    actionId: Type.String(),
    session: Type.String(),
    digest: Type.String(),
    subnet: Type.String(),
    site: Type.Optional(Type.String()),
    role: Type.Enum(SESSION_ROLES),
    led: Type.Boolean(),
    late: Type.Boolean(),
    ...Datagrams,
    bytes: SessionBytes,
    bytesAgain: Count,
    /** Of `bytes.peer` and `bytes.site`, what came from whom, most first; what is missing in it came from others that are not known. */
    peers: Type.Array(GivenRow),
    startedMs: TimeMs,
    endedMs: TimeMs,
  },
  closed,
);
export type SessionPartRow = Static<typeof SessionPartRow>;
