import { acceptedBy, answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { askPassword } from "../context/ask-password.ts";
import { resolveConnection } from "../context/connection.ts";
import { inSession, type Session } from "../context/in-session.ts";
import { usageFailure } from "../exit/failure.ts";
import { formatMoment } from "../terminal/moment.ts";
import { enterAuthenticator } from "./authenticator.ts";

export interface OwnOptions {
  email: string;
}

/** Tokens may do none of this: it is for whoever shows the password, in a session that ends with it. */
async function asOwner<T>(
  invocation: Invocation,
  { email }: OwnOptions,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  // Whoever has no account yet is not made the first operator by asking for theirs.
  const { server } = await resolveConnection(invocation.shell, invocation.options);
  return await inSession(invocation, server, email, work);
}

export async function changePassword(invocation: Invocation, options: OwnOptions): Promise<void> {
  const { terminal } = invocation;
  await asOwner(invocation, options, async ({ api, ask, password: current, headers, keep }) => {
    const password = await askPassword(ask, "New password: ");
    await acceptedBy(keep(api.POST("/api/v1/me/password", { body: { current, password }, headers: headers() })));
  });
  if (terminal.json) return terminal.answerJson({ email: options.email, changed: true });
  terminal.note("Your password is changed, and your other sessions are closed.");
}

export async function setAuthenticator(
  invocation: Invocation,
  { remove = false, ...options }: OwnOptions & { remove?: boolean },
): Promise<void> {
  const { terminal } = invocation;
  await asOwner(invocation, options, async (session) => {
    if (!remove) {
      terminal.warn("Enter this in your authenticator; one that you had counts no more once this one is confirmed:");
      return await enterAuthenticator(session, terminal);
    }
    const { api, password, headers, keep } = session;
    await acceptedBy(keep(api.DELETE("/api/v1/me/totp", { body: { password }, headers: headers() })));
  });
  if (terminal.json) return terminal.answerJson({ email: options.email, authenticator: !remove });
  terminal.note(remove ? "Signing in asks for no code any more." : "From now on signing in asks for a code.");
}

export async function ownPasskeys(
  invocation: Invocation,
  { remove: name, ...options }: OwnOptions & { remove?: string },
): Promise<void> {
  const { terminal } = invocation;
  const items = await asOwner(invocation, options, async ({ api, password, headers }) => {
    const all = (await answerOf(api.GET("/api/v1/me/passkeys", { headers: headers() }))).items;
    if (name === undefined) return all;
    const [passkey, second] = all.filter((each) => each.name === name || each.id === name);
    if (!passkey)
      throw usageFailure(
        `No passkey of yours is called ${name}`,
        `There are: ${all.map((each) => each.name).join(", ") || "none"}.`,
      );
    if (second)
      throw usageFailure(`Two passkeys of yours are called ${name}`, "Name the one by its id: --json has it.");
    const params = { path: { id: passkey.id } };
    await acceptedBy(api.DELETE("/api/v1/me/passkeys/{id}", { params, body: { password }, headers: headers() }));
    return all.filter((each) => each !== passkey);
  });
  if (terminal.json) return terminal.answerJson({ items });
  if (name !== undefined) terminal.note(`The passkey ${name} lets nobody in any more.`);
  if (items.length === 0)
    return terminal.note("You have no passkey; a browser makes one, on the page of your account.");
  terminal.table(items, [
    { title: "passkey", cell: (row) => row.name, whole: true },
    { title: "made", cell: (row) => formatMoment(row.createdMs), whole: true },
    { title: "used", cell: (row) => (row.usedMs === undefined ? "never" : formatMoment(row.usedMs)), whole: true },
  ]);
}

export async function ownSessions(
  invocation: Invocation,
  { end, everywhere = false, ...options }: OwnOptions & { end?: string; everywhere?: boolean },
): Promise<void> {
  const { terminal } = invocation;
  const items = await asOwner(invocation, options, async ({ api, password, headers }) => {
    const asked = { body: { password }, headers: headers() };
    if (everywhere) {
      await acceptedBy(api.DELETE("/api/v1/me/sessions", asked));
      return [];
    }
    if (end !== undefined)
      await acceptedBy(api.DELETE("/api/v1/me/sessions/{id}", { params: { path: { id: end } }, ...asked }));
    const { items: all } = await answerOf(api.GET("/api/v1/me/sessions", { headers: headers() }));
    // The one in which this is asked ends with it.
    return all.filter(({ current }) => !current);
  });
  if (terminal.json) return terminal.answerJson({ items });
  if (everywhere) return terminal.note("You are signed out everywhere.");
  if (items.length === 0) return terminal.note("You are signed in nowhere else.");
  terminal.table(items, [
    { title: "session", cell: (row) => row.id, whole: true },
    { title: "since", cell: (row) => formatMoment(row.createdMs), whole: true },
    { title: "from", cell: (row) => row.from ?? "", whole: true },
    { title: "with", cell: (row) => row.with ?? "" },
  ]);
}
