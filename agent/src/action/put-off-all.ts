import { waitsForPeople } from "@shoal/core/action/put-off";
import type { Later } from "../control/request.ts";
import type { ActionRunner } from "./runner.ts";

/**
 * Those who are signed in say later: to all that waits for them, or to one action, by its id or its package.
 * @param wish for which of them, and until when at the most; all of them, and as long as is usual, where it does not say
 * @param said how a moment is written
 * @throws Error where nothing waits for them
 */
export function putOffAll(
  runners: readonly Pick<ActionRunner, "id" | "record" | "later">[],
  { name, untilMs }: { name?: string | undefined; untilMs?: number | undefined },
  said: (atMs: number) => string,
): Later {
  const meant = runners.filter(
    ({ id, record }) => name === undefined || name === id || name === record.assignment.package,
  );
  if (name !== undefined && meant.length === 0) throw new Error(`nothing called "${name}" is under way on this device`);
  const waiting = meant.filter(({ record }) => waitsForPeople(record));
  if (waiting.length === 0)
    throw new Error(`nothing ${name === undefined ? "" : `of "${name}" `}waits for those who are signed in`);
  const later: Later = { putOff: [], refused: [] };
  for (const runner of waiting) {
    const { package: of, version } = runner.record.assignment;
    const what = { actionId: runner.id, package: of, version };
    const put = runner.later(untilMs);
    if (put.ok) {
      const rule = untilMs !== undefined && put.untilMs < untilMs ? { rule: true as const } : {};
      later.putOff.push({ ...what, until: said(put.untilMs), ...rule });
    } else later.refused.push({ ...what, why: put.why });
  }
  return later;
}
