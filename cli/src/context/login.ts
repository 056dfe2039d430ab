import { answerOf, connectApi } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { EXIT } from "../exit/codes.ts";
import { Failure, usageFailure } from "../exit/failure.ts";
import { askSecret } from "../terminal/ask-secret.ts";
import { loginByPassword } from "./password-login.ts";
import { saveContext } from "./saved.ts";
import { DEFAULT_SERVER, isLoopback, parseServerUrl } from "./server-url.ts";
import { localSetup, redeemSetup } from "./set-up.ts";

/** A token is one line; what is longer was piped in by mistake. */
const TOKEN_CHARS = 4096;

/** Proves the token on the server before it is saved. */
export async function login(invocation: Invocation, { email }: { email?: string }, url?: string): Promise<void> {
  const { shell, terminal, options } = invocation;
  const [, linked, inLink] = /^(.+)\/setup#(.+)$/.exec(url ?? "") ?? [];
  const server = parseServerUrl(linked ?? url ?? options.server ?? shell.env.SHOAL_SERVER ?? DEFAULT_SERVER);
  const secret = inLink ?? (options.token === undefined && isLoopback(server) ? await localSetup(shell) : undefined);
  const token =
    options.token ??
    (secret
      ? await redeemSetup(shell, server, secret)
      : email
        ? await loginByPassword(invocation, server, email)
        : await readToken(invocation, server));
  if (token === "")
    throw usageFailure("No token was given", "Paste it at the question, pipe it in, or give it by --token.");
  const { actor } = await answerOf(connectApi({ server, serverFrom: "", token }, shell.signal).GET("/api/v1/me"));
  const path = await saveContext(shell.env, {
    server,
    token,
    ...(email && !secret && !options.token ? { login: true } : {}),
  });
  if (terminal.json) return terminal.answerJson({ server, actor, path });
  terminal.note(`Logged in at ${server} as ${actor}; the token is in ${path}, which only you can read.`);
  if (shell.env.SHOAL_TOKEN || shell.env.SHOAL_SERVER)
    terminal.warn("warning: SHOAL_SERVER or SHOAL_TOKEN is set, and wins over this login.");
}

async function readToken({ shell }: Invocation, server: string): Promise<string> {
  if (shell.stdin.isTTY) {
    const answer = await askSecret(shell, `Token for ${server}: `);
    if (answer === undefined) throw new Failure({ title: "Stopped", code: "interrupted" }, EXIT.interrupted);
    return answer.trim();
  }
  let text = "";
  for await (const chunk of shell.stdin) {
    text += String(chunk);
    if (text.length > TOKEN_CHARS)
      throw usageFailure("What came on stdin is too long for a token", "Pipe in the token alone.");
  }
  return text.trim();
}
