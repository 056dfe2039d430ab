import { createInterface } from "node:readline/promises";
import type { Shell } from "../command/shell.ts";

/** Asks on the terminal. @returns undefined where there is none, or the person walked away */
export async function askYes(shell: Shell, question: string): Promise<boolean | undefined> {
  if (shell.stdin.isTTY !== true || shell.stderr.isTTY !== true) return undefined;
  const lines = createInterface({ input: shell.stdin, output: shell.stderr, terminal: true });
  const closed = new Promise<undefined>((resolve) => lines.once("close", () => resolve(undefined)));
  try {
    const answer = await Promise.race([
      lines.question(question, { signal: shell.signal }).catch(() => undefined),
      closed,
    ]);
    return answer === undefined ? undefined : /^y(es)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}
