import { connectApi } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { forgetContext, readContext, type SavedContext } from "./saved.ts";

export async function logout({ shell, terminal }: Invocation): Promise<void> {
  // A file that cannot be read is forgotten all the same.
  const saved = await readContext(shell.env).catch(() => undefined);
  await forgetContext(shell.env);
  // A token that was given to be kept stays good elsewhere; a login of ours is over.
  const ended = saved?.login ? await endLogin(saved, shell.signal) : undefined;
  if (terminal.json)
    return terminal.answerJson({ forgotten: saved?.server ?? null, ...(ended === undefined ? {} : { ended }) });
  terminal.note(saved ? `Forgot the login at ${saved.server}.` : "There was no login.");
  if (ended === false)
    terminal.warn("warning: the server could not be told; the login there ends by itself within half a day.");
}

async function endLogin({ server, token }: SavedContext, signal: AbortSignal): Promise<boolean> {
  try {
    const { response } = await connectApi({ server, serverFrom: "", token }, signal).DELETE("/api/v1/session");
    return response.ok || response.status === 401;
  } catch {
    return false;
  }
}
