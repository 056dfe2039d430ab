import { answerOf, connectApi } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { askPassword } from "../context/ask-password.ts";
import { asker, cookiesOf, leave } from "../context/in-session.ts";
import { parseServerUrl } from "../context/server-url.ts";
import { usageFailure } from "../exit/failure.ts";

/** Chooses a password by the link of an invitation, or of somebody who has lost theirs. The link knows the server. */
export async function acceptInvitation(invocation: Invocation, _options: object, link: string): Promise<void> {
  const { shell, terminal } = invocation;
  const [, before, secret] = /^(.+)\/invitation#(.+)$/.exec(link) ?? [];
  if (before === undefined || secret === undefined)
    throw usageFailure("This is no link of an invitation", "It ends in /invitation# and what is secret of it.");
  const server = parseServerUrl(before);
  const password = await askPassword(asker(invocation), "New password: ");
  const api = connectApi({ server, serverFrom: "" }, shell.signal);
  const { headers, keep } = cookiesOf(server);
  const body = { secret, password };
  await answerOf(keep(api.POST("/api/v1/invitations/accept", { body, headers: headers() })));
  await leave(api, headers);
  if (terminal.json) return terminal.answerJson({ server, accepted: true });
  terminal.note(`Your password is chosen. Next: shoal login ${server} --email ADDRESS`);
}
