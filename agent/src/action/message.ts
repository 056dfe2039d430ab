import type { Tell } from "@shoal/core/action/policy";
import { timesOf } from "@shoal/core/action/put-off";
import { durationInWords } from "@shoal/core/settings/duration-words";
import type { StartAssignment } from "@shoal/protocol/task/assignment";

/** What people who are signed in are shown, in one line. @param intervalMs how long they may put it off each time */
export function messageOf(
  { kind, package: name, version }: Pick<StartAssignment, "kind" | "package" | "version">,
  { what, latestMs, left = 0 }: Tell,
  intervalMs: number,
): string {
  const when = new Intl.DateTimeFormat("en-GB", { weekday: "long", hour: "2-digit", minute: "2-digit" }).format(
    latestMs,
  );
  const does = `${name} ${version} ${kind === "remove" ? "will be removed" : "will be installed"}`;
  switch (what) {
    case "restart":
      return `${name} ${version} needs a restart. The computer restarts in a minute: save your work.`;
    case "notice":
      return `${name} ${version} needs a restart. The computer restarts ${when}: save your work by then.`;
    case "waiting":
      return `${does} when you sign out, at the latest ${when}.`;
    case "question":
      return `${does} ${when}. "shoal-agent later" puts it off by ${durationInWords(intervalMs)} (${timesOf(left)}), "shoal-agent now" begins it.`;
  }
}
