import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import type { Shell } from "../command/shell.ts";

/** Asks on the terminal without showing what is typed. @returns undefined where the person walked away */
export async function askSecret(shell: Shell, question: string): Promise<string | undefined> {
  // readline edits the line and echoes it into this, which keeps it to itself.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: shell.stdin, output: silent, terminal: true });
  const closed = new Promise<undefined>((resolve) => lines.once("close", () => resolve(undefined)));
  shell.stderr.write(question);
  try {
    return await Promise.race([lines.question("", { signal: shell.signal }).catch(() => undefined), closed]);
  } finally {
    lines.close();
    shell.stderr.write("\n");
  }
}
