import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { acceptedBy, answerOf, connectApi } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { EXIT } from "../exit/codes.ts";
import { Failure } from "../exit/failure.ts";
import { askSecret } from "../terminal/ask-secret.ts";

/** What a person types in answer to one question; piped in, one line each. */
type Ask = (question: string) => Promise<string>;

/**
 * Signs in as a browser would, and leaves with a token of the command line's own, which lasts as long as a session. Where the account has no second
 * factor yet, it is set up on the way.
 * @throws Failure with the server's own words
 */
export async function loginByPassword(invocation: Invocation, server: string, email: string): Promise<string> {
  const { shell, terminal } = invocation;
  const api = connectApi({ server, serverFrom: "" }, shell.signal);
  const ask = asker(invocation);
  const cookies = new Map<string, string>();
  const headers = () => ({
    origin: new URL(server).origin,
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
  });
  const keep = async <T extends { response: Response }>(asked: Promise<T>): Promise<T> => {
    const answer = await asked;
    for (const cookie of answer.response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (name) cookies.set(name, value ?? "");
    }
    return answer;
  };

  const password = await ask(`Password of ${email}: `);
  let entered = await answerOf(keep(api.POST("/api/v1/session", { body: { email, password }, headers: headers() })));
  if (entered.state === "second-factor") {
    const code = (await ask("Code of your authenticator, or a recovery code: ")).replaceAll(" ", "");
    const body = /^\d{6}$/.test(code) ? { code } : { recoveryCode: code };
    entered = await answerOf(keep(api.POST("/api/v1/session/second-factor", { body, headers: headers() })));
  }
  if (entered.secondFactorMissing) {
    const made = await answerOf(api.POST("/api/v1/me/totp", { body: { password }, headers: headers() }));
    terminal.warn("This server asks for a second factor, and you have none yet. Enter this in your authenticator:");
    terminal.warn(`  ${made.uri}`);
    terminal.warn(
      `Keep these recovery codes where you keep keys; each works once:\n  ${made.recoveryCodes.join("\n  ")}`,
    );
    const code = await ask("Its code: ");
    await acceptedBy(keep(api.POST("/api/v1/me/totp/confirm", { body: { code }, headers: headers() })));
  }
  const name = `login-${hostname()
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .slice(0, 40)}-${randomBytes(3).toString("hex")}`;
  const made = await answerOf(api.POST("/api/v1/tokens", { body: { name, login: true }, headers: headers() }));
  await acceptedBy(api.DELETE("/api/v1/session", { headers: headers() }));
  return made.token;
}

function asker({ shell }: Invocation): Ask {
  let lines: Promise<string[]> | undefined;
  return async (question) => {
    if (!shell.stdin.isTTY) {
      lines ??= (async () => {
        let text = "";
        for await (const chunk of shell.stdin) text += String(chunk);
        return text.split(/\r?\n/);
      })();
      return (await lines).shift() ?? "";
    }
    const answer = await askSecret(shell, question);
    if (answer === undefined) throw new Failure({ title: "Stopped", code: "interrupted" }, EXIT.interrupted);
    return answer;
  };
}
