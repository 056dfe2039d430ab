import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { enterAuthenticator } from "../account/authenticator.ts";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { inSession } from "./in-session.ts";

/**
 * Signs in as a browser would, and leaves with a token of the command line's own, which lasts as long as a session. Where the account has no second
 * factor yet, it is set up on the way.
 * @throws Failure with the server's own words
 */
export async function loginByPassword(invocation: Invocation, server: string, email: string): Promise<string> {
  return await inSession(invocation, server, email, async (session) => {
    const { terminal } = invocation;
    if (session.secondFactorMissing) {
      terminal.warn("This server asks for a second factor, and you have none yet. Enter this in your authenticator:");
      await enterAuthenticator(session, terminal);
    }
    const name = `login-${hostname()
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, "-")
      .slice(0, 40)}-${randomBytes(3).toString("hex")}`;
    const headers = session.headers();
    return (await answerOf(session.api.POST("/api/v1/tokens", { body: { name, login: true }, headers }))).token;
  });
}
