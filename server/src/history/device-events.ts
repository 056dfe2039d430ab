import type { DeviceEventRow } from "@shoal/protocol/api/history";
import type { Page } from "@shoal/protocol/api/page";
import { say } from "@shoal/protocol/sentence/say";
import { becauseOf } from "../action/because.ts";
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
      text: lineOf(row),
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
      text: say("enrolled-as", { device: device.name }),
    });
  return found;
}

interface Line {
  kind: string;
  package: string;
  version: string;
  state: string;
  reason_code: string | null;
  reason_detail: string | null;
}

function lineOf({ kind, package: name, version, state, ...why }: Line): string {
  const said = { kind, package: name, version, state };
  const because = becauseOf(why.reason_code, why.reason_detail);
  return because === undefined ? say("history-line", said) : say("history-line-because", { ...said, because });
}
