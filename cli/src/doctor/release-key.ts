import { RENEW_LEFT_MS } from "@shoal/core/trust/layout";
import type { TrustRole } from "@shoal/protocol/api/trust";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { releaseKeyFile } from "../context/paths.ts";
import { Failure } from "../exit/failure.ts";
import { readReleaseKey } from "../key/read.ts";
import { formatMoment } from "../terminal/moment.ts";
import { type Finding, fail, ok, warn } from "./finding.ts";

/** @param ask whether the server can be asked if it trusts the key */
export async function lookAtKey(invocation: Invocation, ask: boolean): Promise<Finding[]> {
  let keyId: string;
  try {
    keyId = (await readReleaseKey(invocation, undefined)).trustKeyId;
  } catch (error) {
    if (!(error instanceof Failure)) return [fail("release key", (error as Error).message, undefined)];
    const { detail = "", hint } = error.text;
    // Who only looks or starts tasks needs none.
    return [
      error.text.code === "key-missing"
        ? warn("release key", detail, "To publish, make one: shoal key generate")
        : fail("release key", detail, hint),
    ];
  }
  const present = ok("release key", `${keyId.slice(0, 16)} in ${releaseKeyFile(invocation.shell.env)}`);
  if (!ask) return [present];
  const api = await invocation.api();
  const state = await answerOf(api.GET("/api/v1/trust"));
  if (state.root === undefined)
    return [present, warn("trust", "it is not said yet whose releases devices trust", "shoal trust init")];
  const ends = expiring(state.roles, invocation.shell.nowMs());
  const roles = state.roles.filter((role) => role.bins && role.keyIds.includes(keyId));
  if (roles.length === 0)
    return [
      present,
      warn("trust", "no role may be signed with it", "Who has a root key can give it one: shoal trust delegate --help"),
      ...ends,
    ];
  const of = roles.map((role) => `${role.role} (${(role.paths ?? []).join(", ")})`);
  return [present, ok("trust", `devices trust releases signed by it, as ${of.join(" and ")}`), ...ends];
}

/** What devices refuse already, or before long. */
function expiring(roles: readonly TrustRole[], nowMs: number): Finding[] {
  return roles.flatMap((role): Finding[] => {
    const online = role.role === "snapshot" || role.role === "timestamp";
    const untilMs = Math.min(role.expiresMs, role.bins?.expiresMs ?? role.expiresMs);
    const next = online ? "Look at the server's log: it signs this by itself." : "Sign it anew: shoal trust renew";
    if (untilMs <= nowMs)
      return [fail("expiry", `${role.role} has expired, so devices install nothing that hangs on it`, next)];
    if (online || untilMs - nowMs > RENEW_LEFT_MS) return [];
    return [warn("expiry", `${role.role} expires on ${formatMoment(untilMs)}`, next)];
  });
}
