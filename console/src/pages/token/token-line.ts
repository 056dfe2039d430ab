import type { ApiTokenSpec } from "@shoal/protocol/api/operator";
import { quoted } from "../../ui/shell-word.ts";

const DAY = 86_400_000;
/** How long a token may be good for, as the command line writes it. */
export const LIVES = { "1h": DAY / 24, "1d": DAY, "30d": 30 * DAY, "90d": 90 * DAY, "365d": 365 * DAY };
export type Life = keyof typeof LIVES;

/** What makes such a token. */
export function tokenLine({ name, role, permissions, groups }: ApiTokenSpec, life: Life): string {
  const may = role === undefined ? `--permission ${permissions?.join(",") || "PERMISSION"}` : `--role ${quoted(role)}`;
  const over = groups === undefined ? "" : ` --group ${quoted(groups.join(","))}`;
  return `shoal token create ${quoted(name || "NAME")} ${may}${over} --expires ${life}`;
}
