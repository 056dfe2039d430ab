import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { EXIT, type ExitCode } from "../exit/codes.ts";
import { printable } from "../terminal/printable.ts";
import { describeTry } from "./deliveries.ts";

/** Ends with 1 where the receiver did not take it. */
export async function testWebhook(invocation: Invocation, _options: object, name: string): Promise<ExitCode> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const row = await answerOf(api.POST("/api/v1/webhooks/{name}/test", { params: { path: { name } } }));
  const exit = row.state === "delivered" ? EXIT.done : EXIT.failed;
  if (terminal.json) {
    terminal.answerJson(row);
    return exit;
  }
  terminal.answer(`${row.state === "delivered" ? "delivered" : "not delivered"}: ${describeTry(row.tries.at(-1))}`);
  if (row.answer !== undefined) terminal.note(`It answered: ${printable(row.answer)}`);
  return exit;
}
