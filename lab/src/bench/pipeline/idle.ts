import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { enrolForTest } from "@shoal/server/identity/fixture";
import { startAgentProcess } from "../../fleet/agent-process.ts";
import { Operator } from "../../fleet/operator.ts";
import { type Bench, judged } from "../row.ts";
import { startServer } from "../server-process.ts";

/** As little as a Node process can be that holds one WebSocket: what the agent's memory is compared with. */
const BARE = fileURLToPath(new URL("./bare-socket.mjs", import.meta.url));

/** An agent that has nothing to do, beside a bare Node process that holds one WebSocket to the same server. */
export const idle: Bench = async ({ quick }) => {
  const server = await startServer();
  const folder = mkdtempSync(join(tmpdir(), "shoal-idle-"));
  const stop: (() => Promise<unknown>)[] = [];
  try {
    const operator = new Operator(server.url, server.adminToken);
    await operator.trust();
    const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens", { uses: 3 });
    // Once before, as every agent but a machine's first has been: what it compiled is then in its cache.
    const first = await startAgentProcess({ server: server.agentUrl, token, stateDir: join(folder, "first") });
    await sleep(8000);
    await first.stop();
    const agent = await startAgentProcess({ server: server.agentUrl, token, stateDir: join(folder, "agent") });
    stop.push(() => agent.stop());
    const identity = join(folder, "bare.json");
    writeFileSync(identity, JSON.stringify(await enrolForTest(server.agentUrl, token)), { mode: 0o600 });
    const bare = spawn(process.execPath, [BARE, server.agentUrl, identity], { stdio: ["ignore", "pipe", "inherit"] });
    stop.push(() => (bare.kill("SIGKILL") ? once(bare, "exit") : Promise.resolve()));
    await once(bare.stdout!, "data");
    const seconds = quick ? 5 : 60;
    await sleep(10_000);
    const before = cpuMs(agent.child);
    await sleep(seconds * 1000);
    const cpu = (cpuMs(agent.child) - before) / (seconds * 10);
    const [agentMiB, bareMiB] = [rssMiB(agent.child), rssMiB(bare)];
    return [
      judged(
        {
          name: "idle agent, memory above a bare WebSocket",
          value: agentMiB - bareMiB,
          unit: "MiB",
          bar: 25,
          note: `agent ${agentMiB.toFixed(1)} MiB RSS, bare Node ${bareMiB.toFixed(1)} MiB`,
        },
        "lower",
      ),
      judged(
        {
          name: "idle agent, CPU",
          value: cpu,
          unit: "% of a core",
          bar: 0.5,
          note: `over ${seconds} s; 1 tick is ${(1 / seconds).toFixed(2)} %`,
        },
        "lower",
      ),
    ];
  } finally {
    for (const end of stop.reverse()) await end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

function rssMiB(child: ChildProcess): number {
  return Number(readFileSync(`/proc/${child.pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)?.[1] ?? 0) / 1024;
}

/** User and system time; proc(5) counts in ticks of 10 ms. */
function cpuMs(child: ChildProcess): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
