import type { StartAssignment } from "@shoal/protocol/task/assignment";

/** What people who are signed in are shown, in one line. */
export function messageOf(
  { kind, package: name, version }: Pick<StartAssignment, "kind" | "package" | "version">,
  what: "waiting" | "restart",
  latestMs: number,
): string {
  const when = new Intl.DateTimeFormat("en-GB", { weekday: "long", hour: "2-digit", minute: "2-digit" }).format(
    latestMs,
  );
  if (what === "restart")
    return `${name} ${version} needs a restart. The computer restarts in a minute: save your work.`;
  const does = kind === "remove" ? "will be removed" : "will be installed";
  return `${name} ${version} ${does} when you sign out, at the latest ${when}.`;
}
