import type { Permission } from "@shoal/protocol/operator/permissions";
import { acceptedBy, answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { usageFailure } from "../exit/failure.ts";
import { parseDuration } from "../terminal/duration.ts";
import { formatAgo, formatMoment } from "../terminal/moment.ts";

/** stdout has the token and nothing else, so that a script can take it from there. */
export async function createToken(
  invocation: Invocation,
  options: { role?: string; permission?: Permission[]; group?: string[]; expires: string },
  name: string,
): Promise<void> {
  const { terminal } = invocation;
  const { role, permission: permissions, group: groups } = options;
  if ((role === undefined) === (permissions === undefined))
    throw usageFailure("What may the token do?", "Give --role or --permission, one of both: shoal role list.");
  const lifeMs = parseDuration(options.expires);
  if (lifeMs === undefined)
    throw usageFailure(
      `--expires cannot be "${options.expires}"`,
      "Write how long it is good for: 1h, 90d; a year at most.",
    );
  const body = {
    ...{ name, lifeMs },
    ...(role === undefined ? {} : { role }),
    ...(permissions ? { permissions } : {}),
    ...(groups ? { groups } : {}),
  };
  const made = await answerOf((await invocation.api()).POST("/api/v1/tokens", { body }));
  if (terminal.json) return terminal.answerJson({ ...made.row, token: made.token });
  terminal.answer(made.token);
  terminal.note(`token:${name} is good until ${formatMoment(made.row.expiresMs)}. It is shown once.`);
}

export async function listTokens({ terminal, shell, api }: Invocation, options: { all?: boolean }): Promise<void> {
  const query = options.all ? { all: true } : {};
  const { items } = await answerOf((await api()).GET("/api/v1/tokens", { params: { query } }));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0) return terminal.note("You have made none. Make one: shoal token create NAME --role viewer");
  const { green, dim } = terminal.out;
  const nowMs = shell.nowMs();
  terminal.table(items, [
    { title: "token", cell: (row) => row.name, whole: true },
    { title: "id", cell: (row) => row.id, whole: true },
    {
      title: "state",
      cell: ({ revokedMs, expiresMs }) => {
        if (revokedMs !== undefined) return { text: "revoked", style: dim };
        return expiresMs <= nowMs ? { text: "expired", style: dim } : { text: "good", style: green };
      },
      whole: true,
    },
    { title: "expires", cell: (row) => formatMoment(row.expiresMs), whole: true },
    {
      title: "last used",
      cell: (row) => (row.usedMs === undefined ? "never" : `${formatAgo(row.usedMs, nowMs)} from ${row.usedFrom}`),
    },
    { title: "by", cell: (row) => row.createdBy },
    {
      title: "may",
      cell: ({ login, role, permissions = [], groups }) =>
        `${login ? "what its operator may" : (role ?? permissions.join(" "))}${groups ? ` over ${groups.join(", ")}` : ""}`,
    },
  ]);
}

export async function revokeToken(invocation: Invocation, _options: object, id: string): Promise<void> {
  const { terminal } = invocation;
  await acceptedBy((await invocation.api()).DELETE("/api/v1/tokens/{id}", { params: { path: { id } } }));
  if (terminal.json) return terminal.answerJson({ id, revoked: true });
  terminal.answer(id);
  terminal.note(`${id} and what was made with it opens nothing any more.`);
}
