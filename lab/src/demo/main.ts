/** `npm run demo [-- --keep]`: the main job from a package to its audit trail, on one machine, in under a minute. */
import { mkdtempSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { buildConsole } from "@shoal/console/build";
import type { ActionRow } from "@shoal/protocol/api/task";
import { createServer } from "@shoal/server/server";
import { type AgentProcess, startAgentProcess } from "../fleet/agent-process.ts";
import { Fleet } from "../fleet/fleet.ts";
import { MIXED_FLEET } from "../fleet/model.ts";
import { Operator } from "../fleet/operator.ts";
import { EXPECTED_PULL, expectedVariant } from "./expected.ts";
import { writeDemoPackage } from "./package.ts";
import { shoal } from "./shell.ts";
import { resultTable } from "./table.ts";

const { values } = parseArgs({
  options: { keep: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
});
if (values.help) {
  console.log("Usage: npm run demo [-- --keep]\n\n  --keep  leave the server and the fleet running, and say where");
  process.exit(0);
}

const started = performance.now();
const folder = mkdtempSync(join(tmpdir(), "shoal-demo-"));
const say = (text: string) => console.log(`\n\u001b[36m── ${text}\u001b[0m`);
const wrong: string[] = [];
const expect = (holds: boolean, what: string) => {
  if (!holds) wrong.push(what);
};

say(`A server, this machine and ${MIXED_FLEET.length} simulated ones; everything is in ${folder}`);
await buildConsole();
const server = await createServer({
  dataDir: join(folder, "server"),
  port: 0,
  logLevel: "warn",
  firstToken: true,
  // Whoever looks at the demo's console needs no authenticator for it.
  secondFactor: "optional",
});
const environment = {
  SHOAL_SERVER: server.url,
  SHOAL_TOKEN: server.adminToken,
  SHOAL_CONFIG_DIR: join(folder, "operator"),
};
const operator = new Operator(server.url, server.adminToken);
const fleet = new Fleet({ server: server.agentUrl, folder: join(folder, "fleet") });
let agent: AgentProcess | undefined;
let ending: Promise<never> | undefined;

async function clearUp(code: number): Promise<never> {
  await agent?.stop();
  await fleet.stop();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}
const end = (code: number): Promise<never> => {
  ending ??= clearUp(code);
  return ending;
};
// Every time, not once: a terminal tells the whole group, and npm and its shell tell it on.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(130));
process.on("uncaughtException", (error) => {
  console.error(error);
  void end(1);
});

try {
  console.log(`server at ${server.url}, API at ${server.url}/docs`);
  expect((await shoal(environment, "key", "generate")) === 0, "a release key is made");
  expect((await shoal(environment, "trust", "init")) === 0, "devices trust what it signs");
  await enrolFleet();
  expect((await shoal(environment, "device", "list")) === 0, "the devices are listed");

  say("Publish a package with a variant for each kind of machine");
  const into = join(folder, "this-machine");
  expect(
    (await shoal(environment, "package", "publish", writeDemoPackage(join(folder, "reader-1"), "24.1.0", into))) === 0,
    "the package is published",
  );

  say("Pull: preview, then every agent fetches what it resolved by itself");
  expect(
    (await shoal(environment, "task", "preview", "--package", "reader@24.1.0", "--all", "--pull")) === 0,
    "the preview is shown",
  );
  const rebooted = rebootWhenAsked("lap-ben");
  // 3: some devices failed. till-07 does, on purpose.
  expect(
    (await shoal(
      environment,
      "task",
      "create",
      "--package",
      "reader@24.1.0",
      "--all",
      "--pull",
      "--start",
      "--watch",
      "--timeout",
      "40s",
    )) === 3,
    "the pull task ends, with the one failure that was planned",
  );
  await rebooted;
  const pulled = await rows("1");
  for (const row of pulled) {
    const planned = EXPECTED_PULL[row.device] ?? { state: "succeeded", reason: "installed" };
    expect(
      row.state === planned.state && row.reason?.code === planned.reason,
      `${row.device}: ${row.state} (${row.reason?.code}), planned was ${planned.state} (${planned.reason})`,
    );
    if (row.device !== hostname())
      expect(
        row.variantId === expectedVariant(row.device),
        `${row.device} chose ${row.variantId}, planned was ${expectedVariant(row.device)}`,
      );
  }

  say("Push: the server sends the next version to the laptops, when and as fast as it chooses");
  expect(
    (await shoal(environment, "package", "publish", writeDemoPackage(join(folder, "reader-2"), "24.2.0", into))) === 0,
    "the next version is published",
  );
  const again = rebootWhenAsked("lap-ben");
  expect(
    (await shoal(
      environment,
      "task",
      "create",
      "--package",
      "reader@24.2.0",
      "--form-factor",
      "laptop",
      "--push",
      "--start",
      "--watch",
      "--timeout",
      "40s",
    )) === 0,
    "the push task ends well",
  );
  await again;
  const pushed = await rows("2");
  expect(
    pushed.length > 0 && pushed.every((row) => row.state === "succeeded" && row.bytes.push > 0),
    "every laptop has what was pushed to it",
  );

  say("What came of it");
  console.log(resultTable(pulled, "pull  reader 24.1.0"));
  console.log(resultTable(pushed, "push  reader 24.2.0"));
  expect((await shoal(environment, "task", "explain", "1", "till-07")) === 0, "a failure is explained");
  say("The audit trail");
  expect((await shoal(environment, "audit")) === 0, "the audit trail is shown");
} catch (error) {
  wrong.push((error as Error).stack ?? String(error));
}

say(
  wrong.length === 0 ? `All as planned, in ${((performance.now() - started) / 1000).toFixed(1)} s.` : "NOT as planned:",
);
for (const each of wrong) console.log(`  ${each}`);
if (values.keep && wrong.length === 0) {
  const { link } = await operator.post<{ link: string }>("/api/v1/operators/invite", {
    ...{ name: "you", email: "you@example.org", roles: [{ role: "admin" }] },
  });
  console.log(
    `\nStill running, until Ctrl-C:\n  console  ${link}   (choose a password)\n  server   ${server.url}   (API: ${server.url}/docs)\n  token    ${server.adminToken}\n  folder   ${folder}\n\nTry:\n  export SHOAL_SERVER=${server.url} SHOAL_TOKEN=${server.adminToken} SHOAL_CONFIG_DIR=${environment.SHOAL_CONFIG_DIR}\n  npm run -s shoal -- device list`,
  );
} else await end(wrong.length === 0 ? 0 : 1);

async function enrolFleet(): Promise<void> {
  const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens", {
    uses: MIXED_FLEET.length + 1,
  });
  agent = await startAgentProcess({ server: server.agentUrl, token, stateDir: join(folder, "agent") });
  for (const model of MIXED_FLEET) await fleet.add(model, token);
  for (let waited = 0; waited < 100; waited++) {
    const { items } = await operator.get<{ items: unknown[] }>("/api/v1/devices?online=true&limit=500");
    if (items.length === MIXED_FLEET.length + 1) return;
    await sleep(100);
  }
  throw new Error("not every agent has connected within 10 s");
}

/** A person restarts the machine when the agent says that this finishes the installation. */
async function rebootWhenAsked(name: string): Promise<void> {
  for (let waited = 0; waited < 300; waited++) {
    const { items } = await operator.get<{ items: ActionRow[] }>(`/api/v1/actions?device=${name}&state=rebooting`);
    if (items.length > 0) return await fleet.reboot(name);
    await sleep(100);
  }
}

async function rows(taskId: string): Promise<ActionRow[]> {
  return (await operator.get<{ items: ActionRow[] }>(`/api/v1/tasks/${taskId}/actions?limit=500`)).items;
}
