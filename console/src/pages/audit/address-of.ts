import type { LinkProps } from "@tanstack/react-router";

type Detail = Readonly<Record<string, unknown>>;

/** Where what the trail calls by this name can be looked at; undefined: nowhere, as a route or the server itself. */
const PAGES: Record<string, (name: string, detail: Detail) => LinkProps | undefined> = {
  device: (device) => ({ to: "/devices/$device", params: { device } }),
  task: (task) => ({ to: "/tasks/$task", params: { task } }),
  action: (_, { task }) =>
    typeof task === "string" || typeof task === "number"
      ? { to: "/tasks/$task", params: { task: String(task).replace(/^task:/, "") } }
      : undefined,
  group: (group) => ({ to: "/groups/$group", params: { group } }),
  package: (name) => ({ to: "/packages/$package", params: { package: name } }),
  release: (name) => ({ to: "/packages/$package", params: { package: name.replace(/@.*$/, "") } }),
  operator: (operator) => ({ to: "/operators/$operator", params: { operator } }),
  role: (role) => ({ to: "/roles/$role", params: { role } }),
  webhook: (webhook) => ({ to: "/webhooks/$webhook", params: { webhook } }),
  siem: () => ({ to: "/webhooks", search: { view: "feeds" } }),
  secret: (secret) => ({ to: "/secrets/$secret", params: { secret } }),
  proxy: () => ({ to: "/keys" }),
  "api-token": () => ({ to: "/tokens", search: { whose: "all" } }),
};

export function addressOf(name: string, detail: Detail): LinkProps | undefined {
  if (name === "authority" || name === "trust") return { to: "/keys" };
  const [, noun = "", rest = ""] = /^([a-z-]+):(.+)$/.exec(name) ?? [];
  return Object.hasOwn(PAGES, noun) ? PAGES[noun]!(rest, detail) : undefined;
}
