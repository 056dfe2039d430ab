import type { AuthorityRow } from "@shoal/protocol/api/identity";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { usageFailure } from "../exit/failure.ts";
import { devices } from "../terminal/counted.ts";
import { formatMoment } from "../terminal/moment.ts";

const STATES = { issues: "issues", announced: "announced", former: "still believed" } as const;

export async function showAuthorities(invocation: Invocation): Promise<void> {
  const api = await invocation.api();
  print(invocation, (await answerOf(api.GET("/api/v1/authorities"))).items);
}

export async function prepareAuthority(invocation: Invocation): Promise<void> {
  const api = await invocation.api();
  print(invocation, (await answerOf(api.POST("/api/v1/authorities/prepare"))).items);
  invocation.terminal.note("Agents hear of it with their next check-in. When all have: shoal ca activate");
}

/** Steps that leave devices behind which have not come meanwhile: the server asks for their number. */
export function takeStep(step: "activate" | "retire") {
  return async (invocation: Invocation, options: { confirm?: string }): Promise<void> => {
    const { confirm } = options;
    if (confirm !== undefined && !/^\d{1,9}$/.test(confirm))
      throw usageFailure(`--confirm cannot be "${confirm}"`, "Write the number of devices that shoal ca show has.");
    const api = await invocation.api();
    const body = confirm === undefined ? {} : { confirm: Number(confirm) };
    const made =
      step === "activate"
        ? await answerOf(api.POST("/api/v1/authorities/activate", { body }))
        : await answerOf(api.POST("/api/v1/authorities/retire", { body }));
    print(invocation, made.items);
    if (step === "activate")
      invocation.terminal.note("Agents renew their certificates within a day. When all have: shoal ca retire");
  };
}

function print({ terminal }: Invocation, items: readonly AuthorityRow[]): void {
  if (terminal.json) return terminal.answerJson({ items });
  terminal.table(
    [...items],
    [
      { title: "id", cell: ({ id }) => id, whole: true },
      { title: "authority", cell: ({ state }) => STATES[state], whole: true },
      { title: "until", cell: ({ untilMs }) => formatMoment(untilMs), whole: true },
      { title: "certificates", cell: (row) => devices(row.devices), whole: true },
      { title: "unknown to", cell: (row) => devices(row.devicesWithout), whole: true },
    ],
  );
}
