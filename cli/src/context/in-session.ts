import { createInterface } from "node:readline";
import { type Api, acceptedBy, answerOf, connectApi } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { EXIT } from "../exit/codes.ts";
import { Failure, usageFailure } from "../exit/failure.ts";
import { askSecret } from "../terminal/ask-secret.ts";
import { askPassword } from "./ask-password.ts";

/** What a person types in answer to one question; piped in, one line each. */
export type Ask = (question: string) => Promise<string>;

/** Signed in as a browser is. */
export interface Session {
  api: Api;
  ask: Ask;
  /** As it was typed: what changes how one proves who one is asks for it once more. */
  password: string;
  secondFactorMissing: boolean;
  headers: Cookies["headers"];
  keep: Cookies["keep"];
}

interface Cookies {
  /** Goes with each request. */
  headers(): Record<string, string>;
  /** Takes the cookies of an answer. */
  keep<T extends { response: Response }>(asked: Promise<T>): Promise<T>;
}

/**
 * Signs in by the password, and a code where the account asks for one, does what is to be done, and signs out.
 * @throws Failure with the server's own words
 */
export async function inSession<T>(
  invocation: Invocation,
  server: string,
  email: string,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const api = connectApi({ server, serverFrom: "" }, invocation.shell.signal);
  const ask = asker(invocation);
  const { headers, keep } = cookiesOf(server);
  const password = await askPassword(ask, `Password of ${email}: `);
  let entered = await answerOf(keep(api.POST("/api/v1/session", { body: { email, password }, headers: headers() })));
  if (entered.state === "second-factor") {
    const code = (await ask("Code of your authenticator, or a recovery code: ")).replaceAll(" ", "");
    if (code === "")
      throw usageFailure("No code was given", "Type it at the question, or pipe it in as the next line.");
    const body = /^\d{6}$/.test(code) ? { code } : { recoveryCode: code };
    entered = await answerOf(keep(api.POST("/api/v1/session/second-factor", { body, headers: headers() })));
  }
  const secondFactorMissing = entered.secondFactorMissing === true;
  try {
    return await work({ api, ask, password, secondFactorMissing, headers, keep });
  } finally {
    await leave(api, headers);
  }
}

/** What was done may have ended the session; one that is left over ends by itself. */
export async function leave(api: Api, headers: Cookies["headers"]): Promise<void> {
  await acceptedBy(api.DELETE("/api/v1/session", { headers: headers() })).catch(() => {});
}

/** As a browser keeps them, for one server. */
export function cookiesOf(server: string): Cookies {
  const cookies = new Map<string, string>();
  return {
    headers: () => ({
      origin: new URL(server).origin,
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    }),
    async keep(asked) {
      const answer = await asked;
      for (const cookie of answer.response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        if (name) cookies.set(name, value ?? "");
      }
      return answer;
    },
  };
}

/** Line by line, so that whoever pipes may answer by what was said before. */
export function asker({ shell }: Pick<Invocation, "shell">): Ask {
  let lines: AsyncIterator<string> | undefined;
  return async (question) => {
    if (!shell.stdin.isTTY) {
      lines ??= createInterface({ input: shell.stdin })[Symbol.asyncIterator]();
      const { value, done } = await lines.next();
      return done ? "" : value;
    }
    const answer = await askSecret(shell, question);
    if (answer === undefined) throw new Failure({ title: "Stopped", code: "interrupted" }, EXIT.interrupted);
    return answer;
  };
}
