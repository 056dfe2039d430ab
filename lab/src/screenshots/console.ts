import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { type TestContext, test } from "node:test";
import { buildConsole } from "@shoal/console/build";
import { model, release, start } from "../agent/scene.ts";
import { Chromium, whyNoChromium } from "../browser/chromium.ts";
import { FURNISHED, furnish, shelve } from "../console/furnish.ts";
import { placesOf } from "../console/places.ts";
import { routePaths } from "../console/route-table.ts";
import { invited } from "../console/scene.ts";
import type { Operator } from "../fleet/operator.ts";
import { Subnets } from "../session/subnets.ts";
import { shoot } from "./shoot.ts";

const MIB = 1024 * 1024;
const WAIT = { timeout: 180_000 };

const SITES = ["berlin", "kassel", "rostock"].map((site) =>
  Array.from({ length: 9 }, (_, at) => `till-${site}-${String(at + 1).padStart(2, "0")}`),
);

/** A small fleet in three subnets that has something to show: a task that was cast, one in rings of which one stands, a draft, and failures. */
test("the console", { skip: whyNoChromium() }, async (t: TestContext) => {
  await buildConsole();
  const subnets = new Subnets(SITES, { loss: 0.01, seed: 7 });
  const models = subnets.names.map((name) =>
    model(name, /kassel-0[35]|rostock-07/.test(name) ? { exitCode: 1603 } : {}),
  );
  const options = { secondFactor: "optional", ...FURNISHED } as const;
  const booted = await start(t, models, options, {}, (name) => subnets.wireOf(name));
  const { server, operator } = booted;
  await furnish(t, booted, "Tills in the shops of Berlin, Kassel and Rostock");
  await fill(operator);

  const browser = await Chromium.start(t);
  const page = await invited(browser, operator);
  const { items } = await operator.get<{ items: { id: string }[] }>("/api/v1/audit?what=group.made&limit=1");
  const names = {
    device: "till-kassel-03",
    deviceName: "till-kassel-03",
    task: "1",
    ringTask: "2",
    entry: items[0]!.id,
  };
  const places = placesOf(names);
  assert.deepEqual(Object.keys(places).sort(), routePaths().sort(), "each route of the router has a picture");
  for (const { name, address, until } of Object.values(places).flat())
    await shoot(page, name, async () => {
      await page.goto(server.url + address);
      await page.getByText(until).filter({ visible: true }).first().waitFor();
    });
});

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
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", randomBytes(8 * MIB))));
  await operator.publish(release("1.1.0", await operator.upload("reader.msi", randomBytes(MIB))));
  await shelve(operator);
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
