import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { answerOf, connectApi } from "../api/client.ts";
import type { Shell } from "../command/shell.ts";
import { Failure } from "../exit/failure.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { Connection } from "./connection.ts";
import { readContext, saveContext } from "./saved.ts";
import { isLoopback } from "./server-url.ts";

/** Where a server on this machine keeps its data, from the folder that one is in: its own default, and the README's. */
const FOLDERS = ["shoal-data", join(".shoal", "server")];
/** What the server writes where nobody can sign in yet, for its own user only. */
const LINK_FILE = "setup.link";

/** What stands behind # in the setup link of a server on this machine, where this user may read it. */
export async function localSetup(shell: Pick<Shell, "env" | "cwd">): Promise<string | undefined> {
  const given = shell.env.SHOAL_DATA;
  for (const folder of given ? [given] : FOLDERS) {
    const link = await readFile(join(resolve(shell.cwd, folder), LINK_FILE), "utf8").catch(() => "");
    const secret = link.trim().split("#")[1];
    if (secret) return secret;
  }
  return undefined;
}

/** @throws Failure where the link does not work any more */
export async function redeemSetup(shell: Shell, server: string, secret: string): Promise<string> {
  const api = connectApi({ server, serverFrom: "" }, shell.signal);
  const { token } = await answerOf(api.POST("/api/v1/setup", { body: { secret } }));
  // It is there wherever no account was asked for.
  return token!;
}

/**
 * Whoever sits at the machine of a new server and may read its folder is its first operator: the setup link is redeemed and the
 * token saved, as `shoal login` would. A link is only ever sent to this machine, and no other login is lost for it.
 * @returns undefined where there is no link, or it does not work
 */
export async function setUpLocally(
  shell: Shell,
  terminal: Terminal,
  connection: Connection,
): Promise<Connection | undefined> {
  if (!isLoopback(connection.server) || (await readContext(shell.env))) return undefined;
  const secret = await localSetup(shell);
  if (!secret) return undefined;
  const { server } = connection;
  const found = (token: string) => ({ ...connection, token, tokenFrom: "shoal login" });
  try {
    const token = await redeemSetup(shell, server, secret);
    const path = await saveContext(shell.env, { server, token });
    terminal.note(
      `This server had no operator yet: you are its first. Your token is in ${path}, which only you can read.`,
    );
    return found(token);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // Another command of ours may have been faster.
    const saved = await readContext(shell.env);
    return saved && saved.server === server ? found(saved.token) : undefined;
  }
}
