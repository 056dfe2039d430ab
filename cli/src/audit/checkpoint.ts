import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";

/** The public key of the trail's checkpoints: whoever keeps it elsewhere need not believe the server's word for it. */
export async function showAuditKey(invocation: Invocation): Promise<void> {
  const { terminal } = invocation;
  const key = await answerOf((await invocation.api()).GET("/api/v1/audit/key"));
  if (terminal.json) terminal.answerJson(key);
  else terminal.answer(key.key);
}

/** One line, to be kept where the server cannot write. */
export async function makeCheckpoint(invocation: Invocation): Promise<void> {
  const { terminal } = invocation;
  const made = await answerOf((await invocation.api()).POST("/api/v1/audit/checkpoints"));
  terminal.answerJsonLine(made);
  terminal.note("Keep it where the server cannot write: shoal audit verify --checkpoint FILE compares with it.");
}
