import type { RollbackPreview } from "@shoal/protocol/api/rollback";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import type { ExitCode } from "../exit/codes.ts";
import { confirming } from "../target/confirming.ts";
import { devices } from "../terminal/counted.ts";
import { printable } from "../terminal/printable.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { follow, placeBefore, readTimeout, type WatchOptions } from "./watch.ts";

/** Devices that stay as they are and are named; the dry run has all of them. */
const NAMED = 10;

interface RollbackOptions extends WatchOptions {
  dryRun?: boolean;
  yes?: boolean;
  urgency?: "required" | "immediate";
  watch?: boolean;
}

/** Gives each device back what it had before a task. Without `--yes` a person is asked with the count, or it is refused. */
export async function rollBackTask(
  invocation: Invocation,
  options: RollbackOptions,
  id: string,
): Promise<ExitCode | undefined> {
  const timeoutMs = readTimeout(options.timeout, options.watch === true);
  const { terminal } = invocation;
  const api = await invocation.api();
  const params = { path: { id } };
  const preview = () => answerOf(api.GET("/api/v1/tasks/{id}/rollback", { params }));
  if (options.dryRun) {
    sayPreview(terminal, id, await preview());
    return;
  }
  const body = {
    ...(options.yes ? { confirm: (await preview()).confirm } : {}),
    ...(options.urgency ? { urgency: options.urgency } : {}),
  };
  const since = options.watch ? await placeBefore(invocation) : undefined;
  const { task, rollback } = await confirming(invocation, (confirm) =>
    answerOf(api.POST("/api/v1/tasks/{id}/rollback", { params, body: { ...body, ...confirm } })),
  );
  terminal.note(`Task ${id} is taken back by task ${task.id}: ${describe(rollback)}.`);
  const left = rollback.items.filter((row) => row.does === "nothing");
  for (const row of left.slice(0, NAMED)) terminal.warn(`${printable(row.device)} stays as it is: ${row.why}.`);
  if (rollback.nothing > NAMED) terminal.warn(`… and ${rollback.nothing - NAMED} more.`);
  if (options.watch) return await follow(invocation, task.id, { timeoutMs, since });
  if (terminal.json) terminal.answerJson({ task, rollback });
  else terminal.answer(task.id);
  return;
}

function sayPreview(terminal: Terminal, id: string, preview: RollbackPreview): void {
  if (terminal.json) return terminal.answerJson(preview);
  terminal.table(preview.items, [
    { title: "device", cell: (row) => row.device },
    {
      title: "would",
      cell: (row) => ({
        text: row.version === undefined ? WOULD[row.does] : `${WOULD[row.does]} ${row.version}`,
        style: row.does === "nothing" ? terminal.out.yellow : (text) => text,
      }),
    },
    { title: "online", cell: (row) => (row.online ? "yes" : "no"), whole: true },
    { title: "why", cell: (row) => row.why },
  ]);
  if (preview.truncated) terminal.note("… and more devices; the counts are of all.");
  terminal.note("");
  const { package: product, version, stops, offline } = preview;
  terminal.note(`Taking back ${product}@${version} of task ${id}: ${describe(preview)}.`);
  if (offline > 0) terminal.note(`${devices(offline)} of these ${offline === 1 ? "is" : "are"} offline now.`);
  if (stops) terminal.note(`Task ${id} is under way, and would be ended first.`);
  if (preview.confirm > 0) terminal.note(`To do it: shoal task rollback ${id} --yes`);
}

const WOULD = { install: "get", remove: "lose", later: "follow later", nothing: "stay as it is" } as const;

function describe({ install, remove, later, nothing, version }: RollbackPreview): string {
  const parts = [
    [install, "what was there before", "get"],
    [remove, `${version}, where nothing was before`, "lose"],
    [later, "once what is under way has come to its end", "follow"],
  ] as const;
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, what, does]) => `${devices(count)} ${count === 1 ? `${does}s` : does} ${what}`);
  if (nothing > 0)
    said.push(`${devices(nothing)} ${nothing === 1 ? "stays" : "stay"} as ${nothing === 1 ? "it is" : "they are"}`);
  return said.length === 0 ? "the task has reached no device" : said.join("; ");
}
