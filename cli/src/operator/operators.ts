import { acceptedBy, answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
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
    { title: "roles", cell: (row) => row.roles.map(({ role }) => role).join(" ") || "none" },
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
  { role }: { role: string[] },
  name: string,
  email: string,
): Promise<void> {
  const body = { name, email, roles: role.map((each) => ({ role: each })) };
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
  _options: object,
  id: string,
  ...roles: string[]
): Promise<void> {
  const body = { roles: roles.map((role) => ({ role })) };
  const row = await answerOf((await api()).PUT("/api/v1/operators/{id}/roles", { params: { path: { id } }, body }));
  if (terminal.json) return terminal.answerJson(row);
  terminal.answer(id);
  terminal.note(`${id} is ${row.roles.map(({ role }) => role).join(", ") || "nothing"} from now on.`);
}
