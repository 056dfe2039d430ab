import { REASONS, type ReasonCode } from "@shoal/protocol/action/reason";
import { AUDIT_KINDS, type AuditKind } from "@shoal/protocol/audit/kinds";
import { ERRORS, type ErrorCode } from "@shoal/protocol/errors/catalogue";
import { EVENT_KINDS, type EventKind } from "@shoal/protocol/event/kinds";
import { PERMISSIONS, type Permission } from "@shoal/protocol/operator/permissions";
import { BUILT_IN_ROLES, type BuiltInRole } from "@shoal/protocol/operator/roles";
import { SETTINGS, type SettingKey } from "@shoal/protocol/settings/rows";
import { keyed } from "../keyed.ts";

/** One text of each row. */
function textsOf<Code extends string, Row>(rows: Record<Code, Row>, text: (row: Row) => string): Record<Code, string> {
  const texts = Object.entries<Row>(rows).map(([code, row]) => [code, text(row)]);
  return Object.fromEntries(texts) as Record<Code, string>;
}

/** What the server and the agents say by a code, as the protocol's own tables have it. */
export const saidText = {
  said: {
    or: "or",
    and: "and",
    form: {
      ...{ mapping: "a mapping", list: "a list", text: "text", whole: "a whole number", number: "a number" },
      ...{ flag: "true or false", nothing: "empty" },
    },
    found: { text: "the text", number: "the number", boolean: "the boolean" },
    noun: { package: "package", fleet: "fleet", plan: "plan" },
    recalled: "recalled",
    notForDevice: "not for this device",
    older_one: " and {{count}} older",
    older_other: " and {{count}} older",
    span: {
      ...{ day_one: "{{count}} day", day_other: "{{count}} days", hour_one: "{{count}} hour" },
      ...{ hour_other: "{{count}} hours", minute_one: "{{count}} minute", minute_other: "{{count}} minutes" },
      ...{ second_one: "{{count}} second", second_other: "{{count}} seconds" },
    },
    when: { before: "before", after: "after" },
    outcome: { "timed-out": "timed out", stopped: "stopped" },
    script: "the script",
    what: {
      ...{ webhooks: "webhooks", channels: "channels", roles: "roles", groups: "groups", secrets: "secrets" },
      ...{ feeds: "feeds", sets: "sets" },
    },
  },
  problemTitle: textsOf<ErrorCode, { title: string }>(ERRORS, ({ title }) => title),
  problemHint: textsOf<ErrorCode, { hint: string }>(ERRORS, ({ hint }) => hint),
  reason: REASONS as Record<ReasonCode, string>,
  kind: keyed(
    textsOf<AuditKind | EventKind, { title: string }>({ ...EVENT_KINDS, ...AUDIT_KINDS }, ({ title }) => title),
  ),
  settingRow: Object.fromEntries(
    Object.entries(SETTINGS).map(([key, { title, help }]) => [key, { title, help }]),
  ) as Record<SettingKey, { title: string; help: string }>,
  permission: keyed<Permission>(PERMISSIONS),
  builtInRole: textsOf<BuiltInRole, { description: string }>(BUILT_IN_ROLES, ({ description }) => description),
};
