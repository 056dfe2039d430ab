import type { GlobalOptions } from "../command/invocation.ts";
import type { Shell } from "../command/shell.ts";
import { readContext } from "./saved.ts";
import { DEFAULT_SERVER, parseServerUrl } from "./server-url.ts";

/** Which server is spoken to, as whom, and where both were found, in words. */
export interface Connection {
  server: string;
  serverFrom: string;
  token?: string;
  tokenFrom?: string;
}

/**
 * Flags win over the environment, the environment over the login. A saved token is only ever used with the server that it
 * belongs to.
 */
export async function resolveConnection(
  shell: Pick<Shell, "env">,
  options: Pick<GlobalOptions, "server" | "token">,
): Promise<Connection> {
  const saved = await readContext(shell.env);
  const where = options.server
    ? { server: parseServerUrl(options.server), serverFrom: "--server" }
    : shell.env.SHOAL_SERVER
      ? { server: parseServerUrl(shell.env.SHOAL_SERVER), serverFrom: "SHOAL_SERVER" }
      : saved
        ? { server: parseServerUrl(saved.server), serverFrom: "shoal login" }
        : { server: DEFAULT_SERVER, serverFrom: "the default" };

  if (options.token) return { ...where, token: options.token, tokenFrom: "--token" };
  if (shell.env.SHOAL_TOKEN) return { ...where, token: shell.env.SHOAL_TOKEN, tokenFrom: "SHOAL_TOKEN" };
  if (saved && parseServerUrl(saved.server) === where.server)
    return { ...where, token: saved.token, tokenFrom: "shoal login" };
  return where;
}
