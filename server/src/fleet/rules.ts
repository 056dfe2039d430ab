import { DEFAULT_FLEET_RULES, type FleetRules } from "@shoal/protocol/device/rules";
import type { FastifyRequest } from "fastify";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";

/** The rules of this fleet; what nobody has set is as it is built in. */
export async function readRules(db: Db): Promise<FleetRules> {
  const rows = await db.selectFrom("fleet_rules").selectAll().execute();
  const set = rows
    .filter(({ name }) => Object.hasOwn(DEFAULT_FLEET_RULES, name))
    .map(({ name, value }) => [name, value]);
  return { ...DEFAULT_FLEET_RULES, ...(Object.fromEntries(set) as Partial<FleetRules>) };
}

/** Changes some of the rules inside a transaction. @returns all of them @throws Refusal where they contradict each other */
export async function changeRules(
  trx: Db,
  { outbox, request, audit }: Pick<Services, "outbox" | "audit"> & { request: FastifyRequest },
  change: Partial<FleetRules>,
  nowMs: number,
): Promise<FleetRules> {
  const before = await readRules(trx);
  const rules = { ...before, ...change };
  if (rules.retireAfterMs !== 0 && rules.retireAfterMs <= rules.staleAfterMs)
    throw new Refusal(
      "bad-request",
      `a device cannot be retired (retireAfterMs ${rules.retireAfterMs}) before it is stale (staleAfterMs ${rules.staleAfterMs})`,
    );
  await writeRules(trx, change);
  await audit(trx, request, "fleet.rules-changed", "fleet", { before, after: rules });
  await outbox.add(trx, [{ atMs: nowMs, kind: "fleet.rules-changed", subject: "fleet", data: rules }]);
  return rules;
}

export async function writeRules(trx: Db, rules: Partial<FleetRules>): Promise<void> {
  for (const [name, value] of Object.entries(rules))
    await trx
      .insertInto("fleet_rules")
      .values({ name, value })
      .onConflict((on) => on.column("name").doUpdateSet({ value }))
      .execute();
}
