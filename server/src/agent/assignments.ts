import { encodeCbor } from "@shoal/protocol/codec/cbor";
import { type Signer, seal } from "@shoal/protocol/codec/sign1";
import { LIMITS } from "@shoal/protocol/limits";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import { ASSIGNMENT_CONTEXT, type Assignment } from "@shoal/protocol/task/assignment";
import type { Urgency } from "@shoal/protocol/task/task";
import type { Db } from "../db/schema.ts";
import type { SealOrders } from "../secret/seal.ts";
import type { ExpectedDurations } from "../task/expected.ts";

export interface AssignmentParts {
  contentKeyOf: (releaseDigest: string) => string;
  /** Secrets of what is given out, by action. */
  sealed: SealOrders;
  expected: ExpectedDurations;
}

/** A device's assignments after a sequence, and notes that they were given out. Orders to start what has ended stay here. */
export async function openAssignments(
  db: Db,
  deviceId: string,
  afterSequence: number,
  { contentKeyOf, sealed, expected }: AssignmentParts,
): Promise<{ items: Assignment[]; more: boolean }> {
  return await db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom("assignments")
      .innerJoin("actions", "actions.id", "assignments.action_id")
      .innerJoin("tasks", "tasks.id", "actions.task_id")
      .innerJoin("releases", "releases.id", "actions.release_id")
      .select([
        "assignments.sequence",
        "assignments.order_kind",
        "assignments.why",
        "assignments.issued_ms",
        "assignments.expires_ms",
      ])
      .select([
        "actions.id",
        "actions.task_id",
        "actions.kind",
        "actions.delivery",
        "actions.ended_ms",
        "actions.attempt",
        "tasks.priority",
        "actions.release_id",
        "actions.os",
        "actions.arch",
        "actions.asked_by",
        "actions.expected_ms",
        "tasks.urgency",
        "tasks.deadline_ms",
        "tasks.settings",
        "tasks.rollback_of",
        "tasks.keep",
        "actions.role",
        "releases.package",
        "releases.version",
        "releases.digest",
      ])
      .where("assignments.device_id", "=", deviceId)
      .where("assignments.sequence", ">", afterSequence)
      .orderBy("assignments.sequence")
      .limit(LIMITS.assignmentsPerAnswer + 1)
      .execute();
    const page = rows.slice(0, LIMITS.assignmentsPerAnswer);
    const last = page.at(-1)?.sequence;
    const secrets = await sealed(trx, deviceId, page);
    if (last !== undefined)
      await trx
        .updateTable("devices")
        .set({ delivered: last })
        .where("id", "=", deviceId)
        .where("delivered", "<", last)
        .execute();
    for (const row of page) {
      if (row.order_kind === "cancel" || row.kind === "precache") continue;
      if (row.expected_ms !== null || row.ended_ms !== null) continue;
      // Once, so that a second answer says the same.
      row.expected_ms = (await expected.of(trx, { ...row, releaseId: row.release_id })) ?? null;
      if (row.expected_ms === null) continue;
      await trx.updateTable("actions").set({ expected_ms: row.expected_ms }).where("id", "=", row.id).execute();
    }
    const items = page
      .filter((row) => row.order_kind === "cancel" || row.ended_ms === null)
      .map((row): Assignment => {
        const head = {
          format: 1 as const,
          deviceId,
          sequence: row.sequence,
          issuedAtMs: row.issued_ms,
          expiresAtMs: row.expires_ms,
          actionId: String(row.id),
        };
        if (row.order_kind === "cancel") {
          return { ...head, order: "cancel", reason: row.why ?? "cancelled" };
        }
        return {
          ...head,
          order: "start",
          taskId: String(row.task_id),
          kind: row.kind,
          delivery: row.delivery,
          package: row.package,
          version: row.version,
          releaseDigest: row.digest,
          contentKey: contentKeyOf(row.digest),
          ...(secrets.has(row.id) ? { secrets: secrets.get(row.id)! } : {}),
          settings: JSON.parse(row.settings) as SettingsOverride,
          priority: row.priority,
          attempt: row.attempt,
          ...(row.rollback_of === null || row.role !== null ? {} : { rollback: true as const }),
          ...(row.keep === 1 && row.kind === "install" && row.role === null ? { keep: true as const } : {}),
          ...urgencyOf(row),
          ...(row.deadline_ms === null ? {} : { deadlineMs: row.deadline_ms }),
          ...(row.expected_ms === null ? {} : { expectedMs: row.expected_ms }),
        };
      });
    return { items, more: rows.length > page.length };
  });
}

/** What nobody has asked for was made required by its deadline, or by an operator. */
function urgencyOf(row: { urgency: Urgency; asked_by: string | null }): { urgency?: Urgency } {
  if (row.urgency === "available") return row.asked_by === null ? {} : { urgency: "available" };
  return row.urgency === "required" ? {} : { urgency: row.urgency };
}

/** Sealed for one device: its id is part of what is signed around the content. */
export function sealAssignment(assignment: Assignment, taskKey: Signer): Uint8Array {
  return seal(encodeCbor(assignment), `${ASSIGNMENT_CONTEXT}:${assignment.deviceId}`, taskKey);
}
