import { REASONS, type ReasonCode } from "@shoal/protocol/action/reason";
import type { DeviceEventRow } from "@shoal/protocol/api/history";
import type { Page } from "@shoal/protocol/api/page";
import type { Db } from "../db/schema.ts";
import { pageOf } from "../http/cursor.ts";

/** The steps of a device's actions in words, newest first; its enrolment is the last line of the last page. */
export async function deviceEvents(
  db: Db,
  deviceId: string,
  page: { limit: number; cursor?: string },
): Promise<Page<DeviceEventRow>> {
  const steps = db
    .selectFrom("actions")
    .innerJoin("action_steps", "action_steps.action_id", "actions.id")
    .where("actions.device_id", "=", deviceId)
    .select([
      "action_steps.id",
      "action_steps.received_ms",
      "action_steps.state",
      "action_steps.reason_code",
      "action_steps.reason_detail",
      "actions.id as action_id",
      "actions.kind",
      "actions.package",
      "actions.version",
    ])
    .orderBy("action_steps.id", "desc");
  const found = await pageOf(
    page.limit,
    page.cursor,
    "device-events",
    (before, take) =>
      (before === undefined ? steps : steps.where("action_steps.id", "<", before)).limit(take).execute(),
    (row) => row.id,
    (row): DeviceEventRow => ({
      atMs: row.received_ms,
      what: `action.${row.state}`,
      subject: `action:${row.action_id}`,
      text: `${row.kind} ${row.package} ${row.version}: ${row.state}${sentence(row.reason_code, row.reason_detail)}`,
    }),
  );
  if (found.nextCursor !== undefined) return found;
  const device = await db
    .selectFrom("devices")
    .select(["enrolled_ms", "name"])
    .where("id", "=", deviceId)
    .executeTakeFirst();
  if (device)
    found.items.push({
      atMs: device.enrolled_ms,
      what: "device.enrolled",
      subject: `device:${deviceId}`,
      text: `enrolled as ${device.name}`,
    });
  return found;
}

/** A reason as the end of a sentence. */
export function sentence(code: string | null, detail: string | null): string {
  if (code === null) return "";
  return `; ${REASONS[code as ReasonCode] ?? code}${detail ? ` (${detail})` : ""}`;
}
