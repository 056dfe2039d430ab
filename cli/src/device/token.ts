import { LIMITS } from "@shoal/protocol/limits";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { usageFailure } from "../exit/failure.ts";
import { parseDuration } from "../terminal/duration.ts";
import { formatMoment } from "../terminal/moment.ts";

const LEAST_LIFE_MS = 60_000;
const LONGEST_LIFE_MS = 365 * 86_400_000;

/** stdout has the token and nothing else, so that a script can take it from there. */
export async function makeToken(
  invocation: Invocation,
  options: { uses: string; expires: string; group?: string },
): Promise<void> {
  const { terminal } = invocation;
  const uses = Number(options.uses);
  if (!/^\d+$/.test(options.uses) || uses < 1 || uses > LIMITS.enrolmentTokenUses)
    throw usageFailure(`--uses cannot be "${options.uses}"`, `Write a number from 1 to ${LIMITS.enrolmentTokenUses}.`);
  const lifeMs = parseDuration(options.expires);
  if (lifeMs === undefined || lifeMs < LEAST_LIFE_MS || lifeMs > LONGEST_LIFE_MS)
    throw usageFailure(
      `--expires cannot be "${options.expires}"`,
      "Write how long it is good for: 1h, 7d; a year at most.",
    );
  const api = await invocation.api();
  const body = { uses, lifeMs, ...(options.group === undefined ? {} : { group: options.group }) };
  const made = await answerOf(api.POST("/api/v1/enrolment-tokens", { body }));
  if (terminal.json) return terminal.answerJson(made);
  terminal.answer(made.token);
  terminal.note(
    `For ${uses === 1 ? "one device" : `${uses} devices`}, until ${formatMoment(made.expiresMs)}. It is shown once; its id is ${made.id}.`,
  );
  terminal.note(`On the device: shoal-agent enrol --server ${made.agentUrl} --token ${made.token}`);
}
