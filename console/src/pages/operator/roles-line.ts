import type { RoleGiven } from "@shoal/protocol/api/account";
import { quoted } from "../../ui/shell-word.ts";

const word = ({ role, groups }: RoleGiven) => quoted(groups === undefined ? role : `${role}:${groups.join(",")}`);

/** What gives somebody these roles and no others. */
export const rolesLine = (name: string, roles: readonly RoleGiven[]): string =>
  ["shoal operator role", quoted(name || "NAME"), ...roles.map(word)].join(" ");

/** What invites somebody. `--role` takes commas for the next role, so several groups of one role are said by `--group`, or behind it. */
export function inviteLine(name: string, email: string, roles: readonly RoleGiven[]): string {
  const invite = (options: string) =>
    `shoal operator invite ${quoted(name || "NAME")} ${quoted(email || "EMAIL")} ${options}`;
  const several = roles.filter(({ groups }) => groups !== undefined && groups.length > 1);
  if (several.length === 0) return invite(`--role ${roles.map(word).join(",") || "ROLE"}`);
  const over = ({ role, groups = [] }: RoleGiven) => `--role ${quoted(role)} --group ${quoted(groups.join(","))}`;
  const first = invite(over(several[0]!));
  return roles.length === 1 ? first : `${first}\n${rolesLine(name, roles)}`;
}
