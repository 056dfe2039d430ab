import { type Api, connectApi } from "../api/client.ts";
import { type Connection, resolveConnection } from "../context/connection.ts";
import { setUpLocally } from "../context/set-up.ts";
import { Terminal } from "../terminal/terminal.ts";
import type { Shell } from "./shell.ts";

/** Options that every command has. */
export interface GlobalOptions {
  server?: string;
  token?: string;
  json?: boolean;
  quiet?: boolean;
  color: boolean;
  /** Also change what files manage. */
  override?: boolean;
}

/** One call of `shoal`: what a command gets to work with. */
export interface Invocation {
  shell: Shell;
  terminal: Terminal;
  options: GlobalOptions;
  /** Which server, with which token, and where both were found. */
  connection(): Promise<Connection>;
  api(): Promise<Api>;
}

export function openInvocation(shell: Shell, options: GlobalOptions): Invocation {
  const terminal = new Terminal(shell.stdout, shell.stderr, shell.env, {
    json: options.json ?? false,
    quiet: options.quiet ?? false,
    color: options.color,
  });
  let connection: Promise<Connection> | undefined;
  const connect = async (): Promise<Connection> => {
    const resolved = await resolveConnection(shell, options);
    if (resolved.token !== undefined) return resolved;
    return (await setUpLocally(shell, terminal, resolved)) ?? resolved;
  };
  const connectionOf = () => (connection ??= connect());
  return {
    shell,
    terminal,
    options,
    connection: connectionOf,
    api: async () => connectApi(await connectionOf(), shell.signal, options.override),
  };
}
