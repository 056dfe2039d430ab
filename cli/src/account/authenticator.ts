import { acceptedBy, answerOf } from "../api/client.ts";
import type { Session } from "../context/in-session.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** Shows what goes into an authenticator, and has it confirmed by its first code. */
export async function enterAuthenticator(
  { api, ask, password, headers, keep }: Session,
  terminal: Pick<Terminal, "warn">,
): Promise<void> {
  const made = await answerOf(api.POST("/api/v1/me/totp", { body: { password }, headers: headers() }));
  terminal.warn(`  ${made.uri}`);
  terminal.warn(
    `Keep these recovery codes where you keep keys; each works once:\n  ${made.recoveryCodes.join("\n  ")}`,
  );
  const code = (await ask("Its code: ")).replaceAll(" ", "");
  await acceptedBy(keep(api.POST("/api/v1/me/totp/confirm", { body: { code }, headers: headers() })));
}
