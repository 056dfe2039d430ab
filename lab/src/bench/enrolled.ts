import type { Inventory } from "@shoal/protocol/device/platform";
import { MIXED_FLEET } from "../fleet/model.ts";
import type { Operator } from "../fleet/operator.ts";
import { WireAgent } from "../fleet/wire-agent.ts";

export function inventoryOf(index: number): Inventory {
  const { platform, memoryBytes, cpuCount } = MIXED_FLEET[index % MIXED_FLEET.length]!;
  return {
    platform,
    hostname: `device-${index}`,
    agentVersion: "0.1.0",
    memoryBytes,
    cpuCount,
    diskFreeBytes: 100 * 1024 ** 3,
    facts: {},
  };
}

/** So many devices, of all kinds, by one token; 32 at a time. */
export async function enrolAll(operator: Operator, agentUrl: string, count: number): Promise<WireAgent[]> {
  const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens", { uses: count });
  const agents: WireAgent[] = [];
  await sharedOut(count, 32, async (index) => {
    agents[index] = await WireAgent.enrol(agentUrl, token, `device-${index}`, inventoryOf(index));
  });
  return agents;
}

/** Does something for each index below `count`, `lanes` at a time. */
export async function sharedOut(count: number, lanes: number, work: (index: number) => Promise<void>): Promise<void> {
  const next = { index: 0 };
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let index = next.index++; index < count; index = next.index++) await work(index);
    }),
  );
}
