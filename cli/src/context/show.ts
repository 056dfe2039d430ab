import type { Invocation } from "../command/invocation.ts";
import { resolveConnection } from "./connection.ts";
import { configFolder } from "./paths.ts";

export async function showContext(invocation: Invocation): Promise<void> {
  const { terminal, shell } = invocation;
  // Looking changes nothing: a setup link that lies here is not redeemed by it.
  const { server, serverFrom, token, tokenFrom } = await resolveConnection(shell, invocation.options);
  const folder = configFolder(shell.env);
  if (terminal.json)
    return terminal.answerJson({
      server,
      serverFrom,
      hasToken: token !== undefined,
      tokenFrom: tokenFrom ?? null,
      folder,
    });
  terminal.answer(`server    ${server}  (${serverFrom})`);
  terminal.answer(`token     ${token === undefined ? "none" : `${mask(token)}  (${tokenFrom})`}`);
  terminal.answer(`settings  ${folder}`);
  if (token === undefined) terminal.note("Log in with: shoal login URL. Or set SHOAL_TOKEN.");
}

/** Enough to tell two tokens apart, and not enough to use one. */
function mask(token: string): string {
  return token.length < 16 ? "…" : `${token.slice(0, 6)}…`;
}
