import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { createAgent } from "@shoal/agent/agent";
import { silentLog } from "@shoal/agent/log/log";
import { serveDoor } from "@shoal/agent/portal/door";
import { followHere } from "@shoal/agent/trust/follow";
import { model, release, run, settled } from "../agent/scene.ts";
import { stumblingBlocks } from "../browser/axe.ts";
import { Chromium, whyNoChromium } from "../browser/chromium.ts";
import { partsOf, raw } from "./raw.ts";
import { portalScene } from "./scene.ts";

const skip = whyNoChromium();
const HOUR = 3_600_000;

test("what waits is put off until a chosen time within the rule, begun, and its restart is chosen too", {
  skip,
}, async (t) => {
  const scene = await portalScene(t, model("desk-01", { exitCode: 3010 }));
  const { operator, member } = scene;
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", randomBytes(1000))));
  member.host.people = 1;
  const rule = { deferralMs: 6 * HOUR, userNotification: "all", rebootRule: "when-needed" };
  const taskId = await run(scene, { settings: rule });
  await settled(scene, taskId, (row) => row.reason?.code === "deferred");

  const browser = await Chromium.start(t);
  const page = await browser.open(await scene.open());
  await page.setViewportSize({ width: 320, height: 640 });
  const until = page.getByLabel("Until");
  await until.waitFor();
  assert.deepEqual(await stumblingBlocks(page), []);
  assert.equal(await page.evaluate("document.documentElement.scrollWidth - innerWidth"), 0, "nothing sticks out");
  assert.equal(
    await until.locator("option", { hasText: "tomorrow morning" }).isDisabled(),
    true,
    "that is behind the rule",
  );
  const beforeMs = Date.now();
  await until.selectOption("hours");
  await page.getByRole("button", { name: "Put off" }).click();
  await page.getByText(/^Put off until /).waitFor();
  const { putOffUntilMs = 0 } = member.agent.status().open[0]!;
  assert.equal(Math.round((putOffUntilMs - beforeMs) / HOUR), 4);
  assert.deepEqual(member.host.runs, []);

  await page.getByRole("button", { name: "Begin now" }).click();
  await page.getByRole("button", { name: "Restart now" }).waitFor();
  assert.deepEqual(member.host.restarts, []);
  assert.deepEqual(await stumblingBlocks(page), []);
  await page.getByRole("button", { name: "Restart now" }).click();
  assert.equal((await settled(scene, taskId)).get("desk-01")!.state, "succeeded");
  assert.equal(member.host.restarts.length, 1);
  assert.deepEqual(browser.complaints(), []);
});

test("with the server away the portal shows what was on offer, and says that nothing can be ordered", {
  skip,
}, async (t) => {
  const scene = await portalScene(t, model("desk-01"));
  const { operator, member } = scene;
  const file = await operator.upload("reader.msi", randomBytes(1000));
  await operator.publish(release("1.0.0", file));
  await settled(scene, await run(scene, { kind: "precache" }));
  await run(scene, { urgency: "available" });
  const browser = await Chromium.start(t);
  const before = await browser.open(await scene.open());
  await before.getByText("Already on this machine: nothing to fetch").waitFor();

  // The machine starts anew where there is no network.
  await scene.closeDoor();
  await member.agent.stop();
  const server = "https://127.0.0.1:9";
  const agent = await createAgent({ stateDir: scene.stateDir, host: member.host, server, follow: followHere });
  t.after(() => agent.stop());
  await agent.start();
  t.after(await serveDoor(scene.stateDir, agent, silentLog));
  await before.getByText("The agent does not answer.").waitFor();

  const page = await browser.open(await scene.open());
  await page.getByText("The server cannot be reached; it was last heard").waitFor();
  await page.getByText("Already on this machine: nothing to fetch").waitFor();
  assert.deepEqual(await stumblingBlocks(page), []);
  await page.getByRole("button", { name: "Install reader" }).click();
  await page.getByText("The server cannot be reached just now, so nothing was ordered.").waitFor();
  await page.getByRole("button", { name: "Install reader" }).waitFor();
  await page.getByRole("link", { name: "History" }).click();
  await page.getByText("fetched and verified; not installed, as asked").waitFor();
  await page.getByRole("link", { name: "What the agent does" }).click();
  await page.getByText(server).waitFor();
  assert.deepEqual(member.host.runs, []);
});

test("where the operator has turned it off, it is closed to those who have it open and to those who come", async (t) => {
  const scene = await portalScene(t, model("desk-01"));
  const { port, secret } = partsOf(await scene.open());
  const entered = await raw(port, { method: "POST", path: "/api/visit", body: JSON.stringify({ secret }) });
  const headers = { authorization: `Bearer ${String(entered.body["token"])}` };
  assert.equal((await raw(port, { headers })).status, 200);
  await scene.operator.send("PUT", "/api/v1/setting-sets/closed", { values: { portal: false } });
  await scene.operator.post("/api/v1/setting-sets/closed/assign", { targets: { all: true } });
  await scene.member.agent.checkNow();
  assert.equal((await raw(port, { headers })).status, 403);
  await assert.rejects(scene.open(), /whoever runs this device has turned its portal off/);
});
