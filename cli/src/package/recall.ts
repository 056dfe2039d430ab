import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { usageFailure } from "../exit/failure.ts";
import { actions } from "../terminal/counted.ts";
import { readRelease } from "./release-argument.ts";

interface RecallOptions {
  reason?: string;
}

export async function recallRelease(
  invocation: Invocation,
  options: RecallOptions,
  name: string,
  version?: string,
): Promise<void> {
  const path = readRelease(name, version);
  const reason = reasonOf(options);
  const { terminal } = invocation;
  const api = await invocation.api();
  const done = await answerOf(
    api.POST("/api/v1/packages/{name}/releases/{version}/recall", { params: { path }, body: { reason } }),
  );
  if (terminal.json) return terminal.answerJson(done);
  const id = `${path.name}@${path.version}`;
  terminal.answer(id);
  const stopped = done.stopped === 0 ? "nothing of it was under way" : `${actions(done.stopped)} stopped`;
  terminal.note(
    `${id} is recalled: ${stopped}, and it is given to no device any more. Where it is installed it stays; next: shoal task create --kind remove --package ${id}`,
  );
  for (const channel of done.channels)
    terminal.warn(`Channel ${channel} points to it: shoal channel set ${channel} ${path.name} VERSION`);
}

export async function unrecallRelease(
  invocation: Invocation,
  options: RecallOptions,
  name: string,
  version?: string,
): Promise<void> {
  const path = readRelease(name, version);
  const reason = reasonOf(options);
  const { terminal } = invocation;
  const api = await invocation.api();
  const release = await answerOf(
    api.POST("/api/v1/packages/{name}/releases/{version}/unrecall", { params: { path }, body: { reason } }),
  );
  if (terminal.json) return terminal.answerJson(release);
  terminal.answer(`${path.name}@${path.version}`);
  terminal.note(`The recall of ${path.name}@${path.version} is lifted. What it had stopped stays stopped.`);
}

function reasonOf({ reason }: RecallOptions): string {
  if (reason !== undefined && reason.trim() !== "") return reason.trim();
  throw usageFailure("Why?", "Say --reason TEXT: whoever meets the release later is told it.");
}
