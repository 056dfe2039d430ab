import { LIMITS } from "@shoal/protocol/limits";
import { answerOf } from "../api/client.ts";
import { collectPages } from "../api/pages.ts";
import type { Invocation } from "../command/invocation.ts";
import { readLimit } from "../command/read-limit.ts";
import { deviceColumns } from "../device/columns.ts";
import { splitWords } from "../device/split-words.ts";
import { pointing } from "../query/check.ts";
import { chosenTargets } from "../target/chosen.ts";
import { confirming } from "../target/confirming.ts";
import { checkTargets, type TargetOptions } from "../target/options.ts";
import { devices } from "../terminal/counted.ts";
import { describeMembers } from "./create.ts";

export async function listMembers(invocation: Invocation, options: { limit: string }, name: string): Promise<void> {
  const { terminal, shell } = invocation;
  const most = readLimit(options.limit);
  const api = await invocation.api();
  const { items, more } = await collectPages(most, LIMITS.pageRows, (cursor, limit) =>
    answerOf(
      api.GET("/api/v1/groups/{name}/members", {
        params: { path: { name }, query: { limit, ...(cursor && { cursor }) } },
      }),
    ),
  );
  if (terminal.json) return terminal.answerJson({ items, more });
  if (items.length === 0) return terminal.note(`Nobody is in group ${name} at this moment.`);
  terminal.table(items, deviceColumns(terminal.out, shell.nowMs()));
  if (more) terminal.note(`There are more: --limit ${most * 10}`);
}

export async function addMembers(
  invocation: Invocation,
  options: TargetOptions,
  name: string,
  ...named: string[]
): Promise<void> {
  await changeMembers(invocation, options, "add", name, named);
}

export async function removeMembers(
  invocation: Invocation,
  options: TargetOptions,
  name: string,
  ...named: string[]
): Promise<void> {
  await changeMembers(invocation, options, "remove", name, named);
}

async function changeMembers(
  invocation: Invocation,
  given: TargetOptions,
  verb: "add" | "remove",
  name: string,
  named: readonly string[],
): Promise<void> {
  const { terminal } = invocation;
  const { options } = splitWords(given, named, () => false);
  checkTargets(options);
  const api = await invocation.api();
  const body = await chosenTargets(api, options);
  const changed = await confirming(invocation, (confirm) => {
    const request = { params: { path: { name } }, body: { ...body, ...confirm } };
    const answer =
      verb === "add"
        ? answerOf(api.POST("/api/v1/groups/{name}/add", request))
        : answerOf(api.POST("/api/v1/groups/{name}/remove", request));
    return pointing(options.query, answer);
  });
  if (terminal.json) return terminal.answerJson(changed);
  terminal.answer(String(changed.devices));
  const now = `Group ${name} is ${describeMembers(changed.group)}`;
  const what = verb === "add" ? "put on it" : "taken off it";
  terminal.note(changed.devices === 0 ? `${now}, as before.` : `${now}; ${devices(changed.devices)} ${what}.`);
}
