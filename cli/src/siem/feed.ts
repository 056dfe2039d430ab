import { readTarget, type SiemFormat } from "@shoal/core/siem/target";
import type { SiemSends } from "@shoal/protocol/api/siem";
import { acceptedBy, answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { EXIT, type ExitCode } from "../exit/codes.ts";
import { usageFailure } from "../exit/failure.ts";
import { printable } from "../terminal/printable.ts";

export async function addFeed(
  invocation: Invocation,
  { format, send, fromStart }: { format?: SiemFormat; send: SiemSends; fromStart?: boolean },
  name: string,
  target: string,
): Promise<void> {
  const { terminal } = invocation;
  const read = readTarget(target, format);
  if (typeof read === "string") throw usageFailure("The target cannot be read", read);
  const api = await invocation.api();
  const body = { name, target, format: read.format, sends: send, ...(fromStart && { fromStart }) };
  const made = await answerOf(api.POST("/api/v1/siem", { body }));
  if (terminal.json) return terminal.answerJson(made);
  terminal.answer(name);
  terminal.note(`Feed ${name} is made. Next: shoal siem test ${name}`);
}

/** Ends with 1 where it could not be sent. */
export async function testFeed(invocation: Invocation, _options: object, name: string): Promise<ExitCode> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const tested = await answerOf(api.POST("/api/v1/siem/{name}/test", { params: { path: { name } } }));
  if (terminal.json) terminal.answerJson(tested);
  else if (tested.sent) terminal.answer("sent");
  else terminal.answer(`not sent: ${printable(tested.error ?? "")}`);
  if (tested.sent && !terminal.json)
    terminal.note("Whether it arrived, only the receiver knows: look for siem.test there.");
  return tested.sent ? EXIT.done : EXIT.failed;
}

export async function removeFeed(invocation: Invocation, _options: object, name: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  await acceptedBy(api.DELETE("/api/v1/siem/{name}", { params: { path: { name } } }));
  if (terminal.json) return terminal.answerJson({ name, deleted: true });
  terminal.answer(name);
  terminal.note(`Feed ${name} is deleted; what it has sent stays where it is.`);
}
