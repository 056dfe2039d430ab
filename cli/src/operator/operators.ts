import type { RoleGiven } from "@shoal/protocol/api/account";
import { overGroups } from "@shoal/protocol/operator/over-groups";
import { acceptedBy, answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { usageFailure } from "../exit/failure.ts";
import { formatMoment } from "../terminal/moment.ts";

export async function listOperators({ terminal, api }: Invocation): Promise<void> {
  const { items } = await answerOf((await api()).GET("/api/v1/operators"));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0)
    return terminal.note("There is no account yet; invite somebody: shoal operator invite NAME EMAIL --role operator");
  const { green, dim, yellow } = terminal.out;
  terminal.table(items, [
    { title: "operator", cell: (row) => row.name, whole: true },
    { title: "e-mail", cell: (row) => row.email },
    {
      title: "state",
      cell: ({ disabledMs, totp, passkeys, signOn }) => {
        if (disabledMs !== undefined) return { text: `disabled ${formatMoment(disabledMs)}`, style: dim };
        return totp || passkeys > 0 || signOn
          ? { text: "good", style: green }
          : { text: "no second factor", style: yellow };
      },
      whole: true,
    },
    { title: "roles", cell: (row) => row.roles.map(asSaid).join(" ") || "none" },
    {
      title: "proves by",
      cell: ({ password, totp, passkeys, signOn }) =>
        [password && "password", totp && "authenticator", passkeys > 0 && `${passkeys} passkeys`, signOn && "sign-on"]
          .filter(Boolean)
          .join(", "),
    },
    { title: "sessions", align: "right", cell: (row) => String(row.sessions), whole: true },
  ]);
}

/** stdout has the link and nothing else. */
export async function inviteOperator(
  { terminal, api }: Invocation,
  { role, group }: { role: string[]; group?: string[] },
  name: string,
  email: string,
): Promise<void> {
  const body = { name, email, roles: rolesOver(role, group) };
  const made = await answerOf((await api()).POST("/api/v1/operators/invite", { body }));
  if (terminal.json) return terminal.answerJson(made);
  terminal.answer(made.link);
  terminal.note(`Give it to ${email}. It works once, until ${formatMoment(made.expiresMs)}.`);
}

export async function resetOperator(
  { terminal, api }: Invocation,
  { secondFactor = false }: { secondFactor?: boolean },
  id: string,
): Promise<void> {
  const params = { path: { id } };
  const made = await answerOf((await api()).POST("/api/v1/operators/{id}/reset", { params, body: { secondFactor } }));
  if (terminal.json) return terminal.answerJson(made);
  terminal.answer(made.link);
  terminal.note(
    `${id} is signed out everywhere; who opens the link chooses a new password. Until ${formatMoment(made.expiresMs)}.`,
  );
}

export async function disableOperator({ terminal, api }: Invocation, _options: object, id: string): Promise<void> {
  await acceptedBy((await api()).POST("/api/v1/operators/{id}/disable", { params: { path: { id } } }));
  if (terminal.json) return terminal.answerJson({ id, disabled: true });
  terminal.answer(id);
  terminal.note(`${id} is signed out everywhere, and every token of theirs is revoked.`);
}

export async function enableOperator({ terminal, api }: Invocation, _options: object, id: string): Promise<void> {
  await acceptedBy((await api()).POST("/api/v1/operators/{id}/enable", { params: { path: { id } } }));
  if (terminal.json) return terminal.answerJson({ id, disabled: false });
  terminal.answer(id);
  terminal.note(`${id} may sign in again. Their tokens stay revoked.`);
}

export async function setOperatorRoles(
  { terminal, api }: Invocation,
  { group }: { group?: string[] },
  id: string,
  ...roles: string[]
): Promise<void> {
  if (roles.length === 0 && group)
    throw usageFailure("Which role?", `Name it: shoal operator role ${id} operator --group tills.`);
  const client = await api();
  const body = { roles: rolesOver(roles, group) };
  const row = await answerOf(client.PUT("/api/v1/operators/{id}/roles", { params: { path: { id } }, body }));
  if (terminal.json) return terminal.answerJson(row);
  terminal.answer(id);
  terminal.note(`${id} is ${row.roles.map(asSaid).join(", ") || "nothing"} from now on.`);
  const bound = body.roles.filter(({ groups }) => groups).map(({ role }) => role);
  if (bound.length === 0) return;
  const known = (await answerOf(client.GET("/api/v1/roles"))).items;
  for (const { name, permissions } of known.filter((each) => bound.includes(each.name))) {
    const left = permissions.filter((permission) => overGroups(permission) === "left-out");
    if (left.length > 0) terminal.note(`Over groups ${name} is without what is about all devices: ${left.join(" ")}`);
  }
}

/** Each over its own groups, as in `operator:tills`, or over those that are said for all. */
function rolesOver(roles: readonly string[], forAll: string[] | undefined): RoleGiven[] {
  return roles.map((text) => {
    const [role = "", own] = text.split(":");
    const groups = own?.split(",") ?? forAll;
    return { role, ...(groups ? { groups } : {}) };
  });
}

function asSaid({ role, groups }: RoleGiven): string {
  return groups ? `${role}:${groups.join(",")}` : role;
}
