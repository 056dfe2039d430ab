import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { formatMoment } from "../terminal/moment.ts";

export async function listTokens(invocation: Invocation): Promise<void> {
  const { terminal, shell } = invocation;
  const api = await invocation.api();
  const { items } = await answerOf(api.GET("/api/v1/enrolment-tokens"));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0) return terminal.note("There is none. Make one: shoal device token");
  const state = (token: (typeof items)[number]) => {
    if (token.revoked) return "revoked";
    if (token.usesLeft === 0) return "used up";
    return token.expiresMs <= shell.nowMs() ? "expired" : "good";
  };
  terminal.table(items, [
    { title: "id", cell: (token) => token.id, whole: true },
    {
      title: "state",
      cell: (token) => ({ text: state(token), style: state(token) === "good" ? terminal.out.green : terminal.out.dim }),
      whole: true,
    },
    { title: "left", cell: (token) => `${token.usesLeft} of ${token.uses}`, whole: true },
    { title: "expires", cell: (token) => formatMoment(token.expiresMs), whole: true },
    { title: "made", cell: (token) => formatMoment(token.createdMs), whole: true },
    { title: "group", cell: ({ group = "" }) => group },
    { title: "by", cell: (token) => token.createdBy },
  ]);
}
