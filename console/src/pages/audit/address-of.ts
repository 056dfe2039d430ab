import { AUDIT_SUBJECTS, type AuditSubject } from "@shoal/protocol/audit/subjects";
import type { LinkProps } from "@tanstack/react-router";

type Detail = Readonly<Record<string, unknown>>;
type Where = (name: string, detail: Detail) => LinkProps | undefined;

/** What has no page; why, the texts say. */
export type NoPage = "blob" | "fleet" | "labels" | "server" | "route";

/** Where each can be looked at, or that it has no page. A new subject does not compile before it is here. */
const PAGES: Record<AuditSubject, Where | NoPage> = {
  action: (_, { task }) =>
    typeof task === "string" || typeof task === "number"
      ? { to: "/tasks/$task", params: { task: String(task).replace(/^task:/, "") } }
      : undefined,
  "api-token": () => ({ to: "/tokens", search: { whose: "all" } }),
  audit: () => ({ to: "/audit", search: { view: "proof" } }),
  authority: () => ({ to: "/keys" }),
  blob: "blob",
  channel: (_, { package: name }) =>
    typeof name === "string" ? { to: "/packages/$package", params: { package: name } } : { to: "/packages" },
  device: (device) => ({ to: "/devices/$device", params: { device } }),
  "enrolment-request": () => ({ to: "/enrolment", search: { tab: "waiting" } }),
  "enrolment-token": () => ({ to: "/enrolment", search: { tab: "tokens" } }),
  fleet: "fleet",
  group: (group) => ({ to: "/groups/$group", params: { group } }),
  labels: "labels",
  operator: (operator) => ({ to: "/operators/$operator", params: { operator } }),
  proxy: () => ({ to: "/keys" }),
  registration: () => ({ to: "/enrolment", search: { tab: "announced" } }),
  release: (name) => ({ to: "/packages/$package", params: { package: name.replace(/@.*$/, "") } }),
  role: (role) => ({ to: "/roles/$role", params: { role } }),
  secret: (secret) => ({ to: "/secrets/$secret", params: { secret } }),
  server: "server",
  "setting-set": (set) => ({ to: "/settings/$set", params: { set } }),
  siem: () => ({ to: "/webhooks", search: { view: "feeds" } }),
  task: (task) => ({ to: "/tasks/$task", params: { task } }),
  token: () => ({ to: "/tokens", search: { whose: "all" } }),
  trust: () => ({ to: "/keys" }),
  webhook: (webhook) => ({ to: "/webhooks/$webhook", params: { webhook } }),
};

/** Of a subject or an actor; undefined: its page cannot be told from what the entry says. */
export function addressOf(name: string, detail: Detail): LinkProps | NoPage | undefined {
  if (/^[A-Z]+ \//.test(name)) return "route";
  const [, noun = name, rest = ""] = /^([a-z-]+):(.+)$/.exec(name) ?? [];
  if (!Object.hasOwn(AUDIT_SUBJECTS, noun)) return undefined;
  const where = PAGES[noun as AuditSubject];
  return typeof where === "string" ? where : where(rest, detail);
}
