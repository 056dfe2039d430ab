import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Release } from "@shoal/protocol/package/release";
import type { ServerOptions } from "@shoal/server/config/options";
import { createServer, type ServerWithToken } from "@shoal/server/server";
import { MIXED_FLEET } from "../fleet/model.ts";
import { Operator } from "../fleet/operator.ts";
import { SimHost } from "../fleet/sim-host.ts";
import { WireAgent } from "../fleet/wire-agent.ts";
import { assertToldByTable } from "./told.ts";

/** A real server for one test, on a free port and in a folder of its own; gone when the test ends. */
export interface Booted {
  server: ServerWithToken;
  operator: Operator;
  dataDir: string;
  /** Enrols a device of the mixed fleet that has only an outside. */
  enrol(index: number): Promise<WireAgent>;
}

export async function boot(t: TestContext, options: Omit<ServerOptions, "dataDir"> = {}): Promise<Booted> {
  const dataDir = mkdtempSync(join(tmpdir(), "shoal-test-"));
  const server = await createServer({ dataDir, port: 0, logLevel: "silent", ...options, firstToken: true });
  const agents: WireAgent[] = [];
  t.after(async () => {
    for (const agent of agents) agent.close();
    await server.close();
    assertToldByTable(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  });
  const operator = new Operator(server.url, server.adminToken);
  return {
    server,
    operator,
    dataDir,
    async enrol(index) {
      const model = MIXED_FLEET[index]!;
      const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens");
      const agent = await WireAgent.enrol(server.agentUrl, token, model.name, await new SimHost(model).inventory());
      agents.push(agent);
      return agent;
    },
  };
}

/** A release that needs no content: scripts for Windows and macOS, nothing for Linux. */
export function scriptRelease(version: string): Release {
  const variant = (id: string, os: "windows" | "macos"): Release["variants"][number] => ({
    id,
    match: { os: [os] },
    files: [],
    installer: { kind: "script", run: "exit 0" },
    detect: { file: { path: "/there" } },
    remove: { run: "exit 0" },
    timeoutMs: 60_000,
  });
  return {
    format: 1,
    name: "tool",
    version,
    publisher: "Lab",
    description: "",
    variants: [variant("windows", "windows"), variant("macos", "macos")],
  };
}
