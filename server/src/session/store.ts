import type { Page } from "@shoal/protocol/api/page";
import type { GivenRow, SessionPartQuery, SessionPartRow } from "@shoal/protocol/api/session";
import { LIMITS } from "@shoal/protocol/limits";
import type { SessionReport } from "@shoal/protocol/session/report";
import type { Selectable } from "kysely";
import type { Db, Schema } from "../db/schema.ts";
import { pageOf } from "../http/cursor.ts";
import { type Claim, giverAt, ownPlace, toldPeers } from "./peers.ts";

type PartRow = Selectable<Schema["session_parts"]>;

export interface SessionStore {
  /**
   * What a device says of its part in a session, in the place of what it said of it before; an older word than that changes
   * nothing. @returns false where the action is not the device's, the blob not known, or the action has told enough
   */
  put(deviceId: string, report: SessionReport, nowMs: number): Promise<boolean>;
  /** In the order in which they were first told. */
  page(
    taskId: number,
    query: Pick<SessionPartQuery, "subnet" | "session">,
    page: { limit: number; cursor?: string },
  ): Promise<Page<SessionPartRow>>;
  /** All parts of these actions. */
  ofActions(taskId: number, first: number, last: number): Promise<PartRow[]>;
}

export function sessionStore(db: Db): SessionStore {
  return {
    async put(deviceId, report, nowMs) {
      const action = /^\d{1,15}$/.test(report.actionId)
        ? await db
            .selectFrom("actions")
            .select(["id", "task_id"])
            .where("id", "=", Number(report.actionId))
            .where("device_id", "=", deviceId)
            .executeTakeFirst()
        : undefined;
      if (!action) return false;
      const blob = await db
        .selectFrom("blobs")
        .select("size_bytes")
        .where("digest", "=", report.digest)
        .executeTakeFirst();
      if (!blob) return false;
      const { told } = await db
        .selectFrom("session_parts")
        .select((eb) => eb.fn.countAll().as("told"))
        .where("action_id", "=", action.id)
        .where((eb) => eb.not(eb.and({ session: report.session, subnet: report.subnet, started_ms: report.startedMs })))
        .executeTakeFirstOrThrow();
      if (Number(told) >= LIMITS.sessionsPerAction) return false;
      const said = columnsOf(report, blob.size_bytes, nowMs);
      await db
        .insertInto("session_parts")
        .values({
          task_id: action.task_id,
          action_id: action.id,
          device_id: deviceId,
          session: report.session,
          started_ms: report.startedMs,
          ...said,
        })
        .onConflict((conflict) =>
          conflict
            .columns(["action_id", "session", "subnet", "started_ms"])
            .doUpdateSet(said)
            .where("session_parts.ended_ms", "<", report.endedMs),
        )
        .execute();
      return true;
    },
    async page(taskId, { subnet, session }, { limit, cursor }) {
      let found = db
        .selectFrom("session_parts")
        .innerJoin("devices", "devices.id", "session_parts.device_id")
        .selectAll("session_parts")
        .select("devices.name as device")
        .where("task_id", "=", taskId)
        .orderBy("session_parts.id");
      if (subnet !== undefined) found = found.where("subnet", "=", subnet);
      if (session !== undefined) found = found.where("session", "=", session);
      const page = await pageOf(
        limit,
        cursor,
        "session-parts",
        (after, take) =>
          (after === undefined ? found : found.where("session_parts.id", ">", after)).limit(take).execute(),
        (row) => row.id,
        (row) => row,
      );
      const claims = await claimsOf(db, page.items);
      return { ...page, items: page.items.map((row) => toRow(row, claims)) };
    },
    async ofActions(taskId, first, last) {
      return await db
        .selectFrom("session_parts")
        .selectAll()
        .where("task_id", "=", taskId)
        .where("action_id", ">=", first)
        .where("action_id", "<=", last)
        .orderBy("id")
        .execute();
    },
  };
}

function columnsOf(report: SessionReport, sizeBytes: number, nowMs: number) {
  const { bytes } = report;
  const peers = toldPeers(report, sizeBytes);
  return {
    digest: report.digest,
    subnet: report.subnet,
    site: report.site ?? null,
    role: report.role,
    led: report.led ? 1 : 0,
    late: report.late ? 1 : 0,
    symbols_sent: report.symbolsSent,
    parity_sent: report.paritySent,
    symbols_received: report.symbolsReceived,
    parity_received: report.parityReceived,
    datagrams_heard: report.datagramsHeard,
    datagrams_lost: report.datagramsLost,
    bytes_cache: bytes.cache,
    bytes_multicast: bytes.multicast,
    bytes_repair: bytes.repair,
    bytes_peer: bytes.peer,
    bytes_site: bytes.site,
    bytes_origin: bytes.origin,
    bytes_push: bytes.push,
    bytes_again: report.bytesAgain,
    peer: ownPlace(report) ?? null,
    peers: peers.length > 0 ? JSON.stringify(peers) : null,
    ended_ms: report.endedMs,
    received_ms: nowMs,
  };
}

type NamedRow = PartRow & { device: string };

const toldIn = ({ peers }: PartRow): [place: string, bytes: number][] => (peers === null ? [] : JSON.parse(peers));

/** Who gives at the places that these parts name, by place; it may have what it gives from another task with this release. */
async function claimsOf(db: Db, rows: readonly NamedRow[]): Promise<Map<string, Claim[]>> {
  const places = new Set(rows.flatMap(toldIn).map(([place]) => place));
  if (places.size === 0) return new Map();
  const found = await db
    .selectFrom("session_parts")
    .innerJoin("devices", "devices.id", "session_parts.device_id")
    .select(["device_id as deviceId", "devices.name as device", "session", "subnet", "site", "peer"])
    .where("session", "in", [...new Set(rows.map(({ session }) => session))])
    .where("peer", "in", [...places])
    .execute();
  return Map.groupBy(found, ({ peer }) => peer!);
}

function givenTo(row: NamedRow, claims: ReadonlyMap<string, Claim[]>): GivenRow[] {
  const given = new Map<string, GivenRow>();
  for (const [place, bytes] of toldIn(row)) {
    const giver = giverAt({ ...row, deviceId: row.device_id }, claims.get(place) ?? []);
    if (!giver) continue;
    const { deviceId, device } = giver;
    given.set(deviceId, { deviceId, device, bytes: (given.get(deviceId)?.bytes ?? 0) + bytes });
  }
  return [...given.values()].sort((a, b) => b.bytes - a.bytes);
}

function toRow(row: NamedRow, claims: ReadonlyMap<string, Claim[]>): SessionPartRow {
  return {
    deviceId: row.device_id,
    device: row.device,
    actionId: String(row.action_id),
    session: row.session,
    digest: row.digest,
    subnet: row.subnet,
    ...(row.site === null ? {} : { site: row.site }),
    startedMs: row.started_ms,
    endedMs: row.ended_ms,
    ...partOf(row),
    peers: givenTo(row, claims),
  };
}

/** What a device did, as everybody who adds it up reads it. */
export function partOf(row: PartRow) {
  return {
    role: row.role,
    led: row.led === 1,
    late: row.late === 1,
    symbolsSent: row.symbols_sent,
    paritySent: row.parity_sent,
    symbolsReceived: row.symbols_received,
    parityReceived: row.parity_received,
    datagramsHeard: row.datagrams_heard,
    datagramsLost: row.datagrams_lost,
    bytes: {
      cache: row.bytes_cache,
      multicast: row.bytes_multicast,
      repair: row.bytes_repair,
      peer: row.bytes_peer,
      site: row.bytes_site,
      origin: row.bytes_origin,
      push: row.bytes_push,
    },
    bytesAgain: row.bytes_again,
  };
}
