import type { GroupRow } from "@shoal/protocol/api/group";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { readLabel } from "../device/read-label.ts";
import { resolveDevice } from "../device/resolve.ts";
import { usageFailure } from "../exit/failure.ts";
import { checkQuery, pointing } from "../query/check.ts";
import { chosenTargets } from "../target/chosen.ts";
import { confirming } from "../target/confirming.ts";
import { devices } from "../terminal/counted.ts";

interface GroupOptions {
  query?: string;
  description?: string;
  yes?: boolean;
}

export async function createGroup(
  invocation: Invocation,
  options: GroupOptions,
  name: string,
  ...members: string[]
): Promise<void> {
  const { terminal } = invocation;
  if (options.query !== undefined && members.length > 0)
    throw usageFailure("A group is a list or a query, not both", "Leave out the devices, or --query.");
  readLabel("the name of a group", name);
  if (options.query !== undefined) await checkQuery(options.query);
  const api = await invocation.api();
  const ids: string[] = [];
  for (const text of members) ids.push((await resolveDevice(api, text)).id);
  const made = await put(invocation, name, options, {
    version: 0,
    ...(options.query === undefined && { devices: ids }),
  });
  if (terminal.json) return terminal.answerJson(made);
  terminal.answer(made.name);
  const next =
    made.query === undefined && made.devices === 0
      ? `Next: shoal group add ${name} DEVICE, or shoal group set ${name} --query`
      : `Next: shoal group members ${name}`;
  terminal.note(`Group ${name} is made: ${describeMembers(made)}. ${next}`);
}

export async function setGroup(invocation: Invocation, options: GroupOptions, name: string): Promise<void> {
  const { terminal } = invocation;
  if (options.query === undefined && options.description === undefined)
    throw usageFailure(
      "What shall become another?",
      "Say --query or --description; shoal group add puts devices on a list.",
    );
  if (options.query !== undefined) await checkQuery(options.query);
  const api = await invocation.api();
  const before = await answerOf(api.GET("/api/v1/groups/{name}", { params: { path: { name } } }));
  const group = await put(invocation, name, options, { version: before.version });
  if (terminal.json) return terminal.answerJson(group);
  terminal.answer(group.name);
  terminal.note(
    `Group ${name} is at version ${group.version}: ${describeMembers(group)}. Before, there were ${before.devices}.`,
  );
}

async function put(
  invocation: Invocation,
  name: string,
  { query, description, yes }: GroupOptions,
  more: { version: number; devices?: string[] },
): Promise<GroupRow> {
  const api = await invocation.api();
  const { confirm } = query === undefined ? {} : await chosenTargets(api, { query, ...(yes && { yes }) });
  const body = {
    ...more,
    ...(query !== undefined && { query }),
    ...(description !== undefined && { description }),
    ...(confirm !== undefined && { confirm }),
  };
  const params = { path: { name } };
  return await confirming(invocation, (answer) =>
    pointing(query, answerOf(api.PUT("/api/v1/groups/{name}", { params, body: { ...body, ...answer } }))),
  );
}

/** `a list of 3 devices`; `7 devices at this moment, and one that is retired`. */
export function describeMembers({ query, devices: count, retired }: GroupRow): string {
  const now = query === undefined ? `a list of ${devices(count)}` : `${devices(count)} at this moment`;
  return retired === 0 ? now : `${now}, and ${retired === 1 ? "one that is" : `${retired} that are`} retired`;
}
