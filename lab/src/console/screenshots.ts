/**
 * `npm run screenshots [-- --to FOLDER]`: every screen, in both themes, of a small fleet in three subnets that has something to show: a task
 * that was cast, one in rings of which one stands, a draft, and failures. To be looked at; the best ones are in `docs/screenshots`, for the README.
 */
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { parseArgs } from "node:util";
import { buildConsole } from "@shoal/console/build";
import type { Page } from "playwright-core";
import { model, release, start } from "../agent/scene.ts";
import { Chromium, whyNoChromium } from "../browser/chromium.ts";
import type { Operator } from "../fleet/operator.ts";
import { Subnets } from "../session/subnets.ts";
import { invited } from "./scene.ts";

const { values } = parseArgs({ options: { to: { type: "string", default: "screenshots" } } });
const MIB = 1024 * 1024;
const SIZE = { width: 1280, height: 820 };
const WAIT = { timeout: 180_000 };

const SITES = ["berlin", "kassel", "rostock"].map((site) =>
  Array.from({ length: 9 }, (_, at) => `till-${site}-${String(at + 1).padStart(2, "0")}`),
);

test("screenshots", { skip: whyNoChromium() }, async (t: TestContext) => {
  await buildConsole();
  const subnets = new Subnets(SITES, { loss: 0.01, seed: 7 });
  const models = subnets.names.map((name) =>
    model(name, /kassel-0[35]|rostock-07/.test(name) ? { exitCode: 1603 } : {}),
  );
  const { server, operator } = await start(t, models, { secondFactor: "optional" }, {}, (name) => subnets.wireOf(name));
  await fill(operator);

  const browser = await Chromium.start(t);
  const page = await invited(browser, operator);
  await page.setViewportSize(SIZE);
  mkdirSync(values.to, { recursive: true });
  for (const [name, address, until] of SCREENS)
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.goto(server.url + address);
      await page.getByText(until).first().waitFor();
      await settled(page);
      await page.screenshot({ path: join(values.to, `${name}-${theme}.png`) });
    }
});

/** Name, address, and a text that stands there once the screen is whole. */
const SCREENS: readonly (readonly [string, string, RegExp | string])[] = [
  ["overview", "/", /over the WAN/],
  ["devices", "/devices", "till-berlin-01"],
  ["device", "/devices/till-kassel-03", "1603"],
  ["device-settings", "/devices/till-berlin-01?tab=settings", "Poll interval"],
  ["enrolment", "/enrolment", "Made by"],
  ["groups", "/groups", "berlin"],
  ["group", "/groups/berlin", "Query"],
  ["packages", "/packages", "reader"],
  ["package", "/packages/reader", "windows"],
  ["package-devices", "/packages/reader?tab=devices", "have none"],
  ["package-signature", "/packages/reader?tab=signature", "signed, and good"],
  ["package-channels", "/packages/reader?tab=channels", "production"],
  ["package-new", "/packages/new?from=reader", "Variant windows"],
  ["package-staged", "/packages/new?staged=reader@2.0.0", "Sent by"],
  ["tasks", "/tasks", "reader"],
  ["task", "/tasks/1", /over the WAN/],
  ["task-table", "/tasks/1?view=table", "till-kassel-03"],
  ["task-failures", "/tasks/1?tab=failures", "1603"],
  ["task-distribution", "/tasks/1?tab=distribution&subnet=127.78.0.0%2F24", /represents/],
  ["task-events", "/tasks/1?tab=events", "A task was started"],
  ["task-device", "/tasks/1?device=till-kassel-03", "What to do"],
  ["task-rings", "/tasks/2", "pilots"],
  ["task-new", "/tasks/new", "Preview"],
  ["task-draft", "/tasks/new?draft=3", "Saved as draft 3"],
  ["history", "/history", "Success rate"],
  ["settings", "/settings", /in force on/],
  ["settings-set", "/settings/tills", /in force on/],
  ["audit", "/audit", "group.made"],
  ["audit-proof", "/audit?view=proof", "Sign a checkpoint"],
  ["operators", "/operators", "ann@example.org"],
  ["operator", "/operators/ann", "Give these roles"],
  ["role", "/roles/viewer", "audit.read"],
  ["tokens", "/tokens?whose=all", "good"],
  ["webhook-new", "/webhooks/new", "Receiver"],
  ["secrets", "/secrets", "There is no secret"],
  ["keys", "/keys", "timestamp"],
  ["account", "/account", "Passkeys"],
];

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  // Answers that come in behind the text, and the frame that paints them.
  await page.waitForTimeout(700);
}

/** Two releases, a group, a task that was cast, and one in rings that stands in its second one. */
async function fill(operator: Operator): Promise<void> {
  const give = async (version: string, more: object) => {
    const { id } = await operator.post<{ id: string }>("/api/v1/tasks", {
      ...{ kind: "install", delivery: "pull", package: "reader", version, targets: { all: true } },
      ...more,
    });
    await operator.post(`/api/v1/tasks/${id}/start`);
    return id;
  };
  await operator.send("PUT", "/api/v1/groups/berlin", {
    query: "name:till-berlin-*",
    description: "The shop in Berlin",
  });
  await operator.send("PUT", "/api/v1/setting-sets/tills", {
    description: "Tills ask often, and keep little",
    values: { pollIntervalMs: 60_000, cacheLimitBytes: 2 * 1024 * MIB },
  });
  await operator.post("/api/v1/setting-sets/tills/assign", { targets: { query: "name:till-berlin-*" } });
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", randomBytes(8 * MIB))));
  await operator.publish(release("1.1.0", await operator.upload("reader.msi", randomBytes(MIB))));
  await operator.stage(release("2.0.0", await operator.upload("reader.msi", randomBytes(MIB))));
  await operator.send("PUT", "/api/v1/channels/pilot", { package: "reader", version: "1.1.0" });
  await operator.send("PUT", "/api/v1/channels/production", { package: "reader", version: "1.0.0" });
  await ended(operator, await give("1.0.0", { settings: { multicastStartDelayMs: 800, patches: false } }));
  await give("1.1.0", {
    settings: { patches: false },
    rings: [
      { name: "pilots", count: 4 },
      { name: "early", percent: 60, sample: 2 },
      { name: "rest", rest: true },
    ],
  });
  await operator.post("/api/v1/tasks", {
    ...{ kind: "precache", delivery: "push", package: "reader", version: "1.1.0", targets: { groups: ["berlin"] } },
  });
  for (let waited = 0; waited < WAIT.timeout; waited += 500) {
    const { state } = await operator.get<{ state: string }>("/api/v1/tasks/2/rollout");
    if (state === "paused") return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function ended(operator: Operator, id: string): Promise<void> {
  for (let waited = 0; waited < WAIT.timeout; waited += 500) {
    const { state } = await operator.get<{ state: string }>(`/api/v1/tasks/${id}`);
    if (state === "finished") return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
