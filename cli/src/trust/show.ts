import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { formatMoment } from "../terminal/moment.ts";
import { rootOfServer } from "./known-root.ts";

const SHORT = 16;

/** As the server says it; what this machine believes of it is said beside. */
export async function showTrust(invocation: Invocation): Promise<void> {
  const { terminal, shell } = invocation;
  const api = await invocation.api();
  const state = await answerOf(api.GET("/api/v1/trust"));
  const known = await rootOfServer(shell.env, (await invocation.connection()).server);
  if (terminal.json) return terminal.answerJson({ ...state, known: known?.fingerprint ?? null });
  if (state.root === undefined)
    return terminal.note("It is not said yet whose releases devices trust. Say it: shoal trust init");
  terminal.table(state.roles, [
    { title: "role", cell: (role) => role.role, whole: true },
    { title: "version", cell: (role) => String(role.version), align: "right" },
    {
      title: "good until",
      cell: (role) => formatMoment(Math.min(role.expiresMs, role.bins?.expiresMs ?? Infinity)),
      whole: true,
    },
    { title: "keys", cell: (role) => `${role.threshold} of ${role.keyIds.map((id) => id.slice(0, SHORT)).join(", ")}` },
    { title: "releases", cell: (role) => (role.bins ? String(role.releases) : ""), align: "right" },
    { title: "of", cell: (role) => (role.paths ?? []).join(", ") },
  ]);
  terminal.note(
    known
      ? `This machine believes root ${known.fingerprint}.`
      : "This machine believes none of it yet; the first command that signs will.",
  );
  if (state.staged > 0) terminal.note(`${state.staged} releases wait to be signed: shoal release list`);
}
