import { CAPABILITY } from "@shoal/protocol/capability";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { Failure } from "../exit/failure.ts";
import { formatDuration } from "../terminal/duration.ts";
import { formatMoment } from "../terminal/moment.ts";
import { VERSION } from "../version.ts";
import { type Finding, fail, ok, warn } from "./finding.ts";

/** Certificates, tokens and envelopes begin to fail at minutes; a second is what HTTP dates can tell. */
const CLOCK_WARN_MS = 30_000;

/** Is it there, is it one of ours, is it as new, does its clock agree? */
export async function lookAtServer(invocation: Invocation): Promise<Finding[]> {
  const { server, serverFrom } = await invocation.connection();
  const api = await invocation.api();
  const beganMs = invocation.shell.nowMs();
  let date: string | null = null;
  let version: string;
  try {
    const asked = api.GET("/healthz").then((answer) => {
      date = answer.response.headers.get("date");
      return answer;
    });
    version = (await answerOf(asked)).version;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { title, detail, hint } = error.text;
    return [fail("server", [title, detail].filter(Boolean).join(": "), hint)];
  }
  const tookMs = invocation.shell.nowMs() - beganMs;
  return [
    ok("server", `${server} (${serverFrom}) answers in ${formatDuration(tookMs)}`),
    version === VERSION
      ? ok("version", `${version} here and there, capability ${CAPABILITY}`)
      : warn("version", `the server is ${version}, this is ${VERSION}`, "Update the older of the two."),
    clock(date, beganMs + tookMs / 2),
  ];
}

export function clock(date: string | null, nowMs: number): Finding {
  const serverMs = Date.parse(date ?? "");
  if (Number.isNaN(serverMs))
    return warn("clock", "the server does not say what time it is", "Look at what stands between here and the server.");
  // The header is cut to whole seconds, so the middle of its second is the best guess.
  const offsetMs = serverMs + 500 - nowMs;
  if (Math.abs(offsetMs) < CLOCK_WARN_MS)
    return ok(
      "clock",
      `within ${formatDuration(Math.max(1000, Math.ceil(Math.abs(offsetMs) / 1000) * 1000))} of the server's`,
    );
  const by = formatDuration(Math.abs(offsetMs));
  return warn(
    "clock",
    `this machine is ${by} ${offsetMs > 0 ? "behind" : "ahead of"} the server`,
    "Set both by a time server (NTP); certificates and times in lists go wrong otherwise.",
  );
}

export async function lookAtToken(invocation: Invocation): Promise<Finding[]> {
  const { token, tokenFrom, server } = await invocation.connection();
  if (token === undefined)
    return [
      fail(
        "token",
        "there is none for this server",
        `shoal login ${server}, or set SHOAL_TOKEN; nobody has one: shoal server setup-link, on the server's machine.`,
      ),
    ];
  try {
    const api = await invocation.api();
    const { actor, permissions, bounds, expiresMs } = await answerOf(api.GET("/api/v1/me"));
    const may = permissions.length === 1 ? "one permission" : `${permissions.length} permissions`;
    const groups = [...new Set(bounds.flatMap((each) => each.groups))];
    const over = groups.length === 0 ? "" : `, ${bounds.length} of them over ${groups.join(", ")} alone`;
    const until = expiresMs === undefined ? "" : `, until ${formatMoment(expiresMs)}`;
    return [ok("token", `accepted (from ${tokenFrom}) as ${actor}: ${may}${over}${until}`)];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { title, detail, hint } = error.text;
    return [fail("token", `${[title, detail].filter(Boolean).join(": ")} (from ${tokenFrom})`, hint)];
  }
}
