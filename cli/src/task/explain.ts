import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { resolveDevice } from "../device/resolve.ts";
import { formatMoment } from "../terminal/moment.ts";
import { printable, printableLines } from "../terminal/printable.ts";
import { pad, widthOf } from "../terminal/width.ts";

/** Why a device did or did not: what came of it, step by step, each variant, the end of the installer's log. */
export async function explainTask(
  invocation: Invocation,
  _options: object,
  id: string,
  deviceText: string,
): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const device = await resolveDevice(api, deviceText);
  const story = await answerOf(
    api.GET("/api/v1/tasks/{id}/explain/{device}", { params: { path: { id, device: device.id } } }),
  );
  if (terminal.json) return terminal.answerJson(story);
  const { bold, dim, green } = terminal.out;
  terminal.answer(bold(printable(story.summary)));
  if (story.story.length > 0) {
    terminal.answer("");
    const width = Math.max(...story.story.map((step) => widthOf(step.state)));
    for (const step of story.story)
      terminal.answer(
        `  ${dim(formatMoment(step.atMs))}  ${pad(printable(step.state), width)}  ${printable(step.text)}`,
      );
  }
  if (story.variants.length > 0) {
    terminal.answer("");
    terminal.answer("Variants:");
    const width = Math.max(...story.variants.map((variant) => widthOf(variant.id)));
    for (const { id: variant, chosen, why } of story.variants)
      terminal.answer(`  ${chosen ? green("✓") : dim("·")} ${pad(printable(variant), width)}  ${printable(why)}`);
  }
  const log = story.action?.steps.findLast((step) => step.result !== undefined && step.result.logTail !== "")?.result;
  if (log) {
    terminal.answer("");
    terminal.answer(`The installer's own words${log.logTruncated ? ", the end of them" : ""}:`);
    for (const line of printableLines(log.logTail.trimEnd())) terminal.answer(`  ${dim("│")} ${line}`);
  }
  if (story.next !== undefined) {
    terminal.answer("");
    terminal.answer(`Next: ${printable(story.next)}`);
  }
}
