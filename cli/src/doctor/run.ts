import type { Invocation } from "../command/invocation.ts";
import { EXIT, type ExitCode } from "../exit/codes.ts";
import { printable } from "../terminal/printable.ts";
import type { Finding } from "./finding.ts";
import { lookAtDisk, lookAtNode, lookAtSettings, lookAtZstd } from "./machine.ts";
import { lookAtKey } from "./release-key.ts";
import { lookAtServer, lookAtToken } from "./server.ts";

/** Each look stands alone: one that fails does not keep the others from being taken. */
export async function runDoctor(invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation;
  const server = await lookAtServer(invocation);
  const reachable = server.every((finding) => finding.state !== "fail");
  const token = reachable ? await lookAtToken(invocation) : [];
  const known = token.length > 0 && token.every((finding) => finding.state !== "fail");
  const findings: Finding[] = [
    lookAtNode(),
    ...(await lookAtSettings(invocation)),
    ...server,
    ...token,
    ...(await lookAtKey(invocation, known)),
    await lookAtZstd(),
    await lookAtDisk(invocation),
  ];
  const failed = findings.some((finding) => finding.state === "fail");
  if (terminal.json) terminal.answerJson({ ok: !failed, findings });
  else for (const finding of findings) print(invocation, finding);
  return failed ? EXIT.failed : EXIT.done;
}

function print({ terminal }: Invocation, { check, state, text, next }: Finding): void {
  const { green, yellow, red, dim } = terminal.out;
  const mark = { ok: green("ok  "), warn: yellow("warn"), fail: red("fail") }[state];
  terminal.answer(`${mark}  ${check.padEnd(11)}  ${printable(text)}`);
  if (next !== undefined) terminal.answer(`      ${dim("next:").padEnd(11)}       ${printable(next)}`);
}
