import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { pointing } from "../query/check.ts";
import { chosenTargets } from "../target/chosen.ts";
import { confirming } from "../target/confirming.ts";
import { checkTargets, type TargetOptions } from "../target/options.ts";
import { devices } from "../terminal/counted.ts";
import { shellWord } from "./shell-word.ts";

export async function assignSet(invocation: Invocation, options: TargetOptions, name: string): Promise<void> {
  checkTargets(options);
  const { terminal } = invocation;
  const api = await invocation.api();
  const body = await chosenTargets(api, options);
  const params = { path: { name } };
  const affected = await confirming(invocation, (confirm) =>
    pointing(
      options.query,
      answerOf(api.POST("/api/v1/setting-sets/{name}/assign", { params, body: { ...body, ...confirm } })),
    ),
  );
  if (terminal.json) return terminal.answerJson(affected);
  terminal.answer(String(affected.devices));
  terminal.note(
    affected.devices === 0
      ? `Every device of these has set ${name} already.`
      : `Set ${name} is given to ${devices(affected.devices)}, which makes ${affected.set.devices} in all. Next: shoal setting reach ${shellWord(name)}`,
  );
}

export async function unassignSet(invocation: Invocation, options: TargetOptions, name: string): Promise<void> {
  checkTargets(options);
  const { terminal } = invocation;
  const api = await invocation.api();
  const body = await chosenTargets(api, options);
  const params = { path: { name } };
  const affected = await confirming(invocation, (confirm) =>
    pointing(
      options.query,
      answerOf(api.POST("/api/v1/setting-sets/{name}/unassign", { params, body: { ...body, ...confirm } })),
    ),
  );
  if (terminal.json) return terminal.answerJson(affected);
  terminal.answer(String(affected.devices));
  terminal.note(
    affected.devices === 0
      ? `No device of these has set ${name}.`
      : `Set ${name} is taken from ${devices(affected.devices)}, which leaves ${affected.set.devices}; the built-in settings hold there.`,
  );
}
