import type { ProblemPlace } from "@shoal/protocol/errors/problem";
import type { FleetObject } from "@shoal/protocol/fleet/object";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import type { FleetName } from "./refuse-managed.ts";

export type FleetProblem = NonNullable<ProblemPlace["problems"]>[number];

/** Named in the sentence that tells of all of them; each stands in `problems`. */
const TOLD = 3;

/**
 * Does a part of a transaction, and takes back what it has done where it is refused: so that the next part is judged on its own, and
 * everything that is wrong is told at once. Whoever has met a refusal has to end the transaction with one.
 */
export async function attempt<T>(trx: Db, part: () => Promise<T>): Promise<T | Refusal> {
  const run = async (statement: RawBuilder<unknown>) => void (await statement.execute(trx));
  await run(sql`savepoint part`);
  try {
    const done = await part();
    await run(sql`release savepoint part`);
    return done;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await run(sql`rollback to savepoint part`);
    await run(sql`release savepoint part`);
    return error;
  }
}

export function problemOf(
  { code, detail, place, message }: Refusal,
  { kind, name }: FleetName,
  at?: number,
  object?: FleetObject,
): FleetProblem {
  const path = object && pathOf(code, object);
  return {
    ...(at === undefined ? {} : { object: at }),
    kind,
    name,
    code,
    detail: wordsOf(code, detail ?? message),
    ...(path === undefined ? {} : { path }),
    ...(place.column === undefined ? {} : { column: place.column }),
  };
}

/** Among others a detail stands without the title and the hint that go with it otherwise. */
function wordsOf(code: string, detail: string): string {
  switch (code) {
    case "not-found":
      return detail.startsWith("there is no") ? detail : `there is no ${detail}`;
    case "group-cycle":
      return `it would contain itself: ${detail}`;
    case "query-matches-all":
      return `${detail}: where that is meant, say everyDevice: true`;
    default:
      return detail;
  }
}

/** Which part of an object a refusal is about, where its code tells. */
function pathOf(code: string, object: FleetObject): string | undefined {
  switch (code) {
    case "query-invalid":
    case "query-matches-all":
    case "group-cycle":
      if ("query" in object) return "query";
      return "targets" in object && object.targets?.query !== undefined ? "targets.query" : undefined;
    case "setting-unknown":
    case "setting-invalid":
    case "setting-no-source":
      return object.kind === "task" ? "settings" : "values";
    case "plan-invalid":
      return "rings" in object ? "rings" : undefined;
    default:
      return undefined;
  }
}

/** @throws Refusal with all of them, where there are any */
export function refuseProblems(problems: readonly FleetProblem[]): void {
  if (problems.length === 0) return;
  const told = problems.slice(0, TOLD).map(({ kind, name, detail }) => `${kind} ${name}: ${detail}`);
  const more = problems.length > TOLD ? [`and ${problems.length - TOLD} more`] : [];
  throw new Refusal("fleet-invalid", [...told, ...more].join("; "), { problems: [...problems] });
}
