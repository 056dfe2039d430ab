/** An agent in a process of its own whose certificate is due, and that kills itself on the way to the next one. */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { createAgent } from "@shoal/agent/agent";
import { HttpClient } from "@shoal/agent/http/client";
import { MIXED_FLEET } from "../fleet/model.ts";
import { SimHost } from "../fleet/sim-host.ts";

export type RenewalMoment = "signed" | "written" | "stored" | "never";

function die(): never {
  process.kill(process.pid, "SIGKILL");
  // The signal is delivered before this call returns; the loop is for the type.
  for (;;);
}

if (process.argv[2]) {
  const { stateDir, moment, aheadMs } = JSON.parse(process.argv[2]) as {
    stateDir: string;
    moment: RenewalMoment;
    aheadMs: number;
  };
  const { json } = HttpClient.prototype;
  HttpClient.prototype.json = async function <T>(...asked: Parameters<typeof json>): Promise<T> {
    const answer = await json.apply(this, asked);
    if (asked[0].endsWith("/renew") && moment === "signed") die();
    return answer as T;
  };
  const { renameSync } = fs;
  fs.renameSync = (from, to) => {
    const identity = String(to).endsWith("identity.json");
    if (identity && moment === "written") die();
    renameSync(from, to);
    if (identity && moment === "stored") die();
  };
  syncBuiltinESMExports();
  const host = new SimHost(MIXED_FLEET[0]!);
  const agent = await createAgent({ stateDir, host, certificateClock: () => Date.now() + aheadMs });
  await agent.start();
}
