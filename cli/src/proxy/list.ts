import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { formatMoment } from "../terminal/moment.ts";

export async function listProxies(invocation: Invocation): Promise<void> {
  const { terminal, shell } = invocation;
  const api = await invocation.api();
  const { items } = await answerOf(api.GET("/api/v1/proxy-certificates"));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0) return terminal.note("No proxy has a certificate. Make one: shoal proxy certificate NAME");
  const state = ({ revokedMs, expiresMs }: (typeof items)[number]) =>
    revokedMs !== undefined ? "revoked" : expiresMs <= shell.nowMs() ? "expired" : "good";
  terminal.table(items, [
    { title: "proxy", cell: ({ name }) => name, whole: true },
    { title: "state", cell: state, whole: true },
    { title: "until", cell: ({ expiresMs }) => formatMoment(expiresMs), whole: true },
    { title: "made", cell: ({ createdMs }) => formatMoment(createdMs), whole: true },
    { title: "by", cell: ({ createdBy }) => createdBy },
  ]);
}

export async function revokeProxy(invocation: Invocation, _options: object, name: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const made = await answerOf(api.POST("/api/v1/proxies/{name}/revoke", { params: { path: { name } } }));
  if (terminal.json) return terminal.answerJson({ name, ...made });
  terminal.answer(name);
  terminal.note(
    `What ${name} forwards is believed no more. Give it another certificate: shoal proxy certificate ${name}`,
  );
}
