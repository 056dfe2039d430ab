import type { TestContext } from "node:test";
import type { FleetPlan } from "@shoal/protocol/api/fleet-plan";
import type { FleetObject } from "@shoal/protocol/fleet/object";
import { Refused } from "../fleet/operator.ts";
import type { WireAgent } from "../fleet/wire-agent.ts";
import { boot } from "./booted.ts";

export interface List<T> {
  items: T[];
}
export const SOURCE = "git.example.org/it/fleet";
/** Indices into the mixed fleet: seven devices, three of them Windows. */
const SEVEN = [0, 1, 2, 5, 6, 10, 20];

/** A server with some devices, and files for it. */
export async function fleet(t: TestContext) {
  const booted = await boot(t);
  await booted.operator.trust();
  const agents: WireAgent[] = [];
  for (const index of SEVEN) agents.push(await booted.enrol(index));
  const apply = (objects: FleetObject[], more: object = {}) =>
    booted.operator.post<FleetPlan>("/api/v1/fleet/apply", { source: SOURCE, objects, ...more });
  const { operator } = booted;
  /** What an order that is refused is answered with. */
  const refused = async (method: string, path: string, body?: unknown) => {
    try {
      await operator.send(method, path, body);
    } catch (error) {
      if (error instanceof Refused) return error.problem;
      throw error;
    }
    throw new Error(`${method} ${path} was not refused`);
  };
  const put = (path: string, body: object) => operator.send("PUT", path, body);
  return {
    ...booted,
    agents,
    apply,
    refused,
    put,
    verbs: (plan: FleetPlan) => plan.items.map(({ kind, name, verb }) => `${verb} ${kind} ${name}`),
  };
}
