import type { Invocation } from "../command/invocation.ts";
import { forgetContext, readContext } from "./saved.ts";

export async function logout({ shell, terminal }: Invocation): Promise<void> {
  // A file that cannot be read is forgotten all the same.
  const saved = await readContext(shell.env).catch(() => undefined);
  await forgetContext(shell.env);
  if (terminal.json) return terminal.answerJson({ forgotten: saved?.server ?? null });
  terminal.note(saved ? `Forgot the login at ${saved.server}.` : "There was no login.");
}
