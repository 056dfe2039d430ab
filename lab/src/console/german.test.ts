import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { model, release, run, settled } from "../agent/scene.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import { englishLeft } from "./english-left.ts";
import { FURNISHED, furnish, shelve } from "./furnish.ts";
import { isWhole } from "./go-to.ts";
import { placesOf } from "./places.ts";
import { consoleScene } from "./scene.ts";

test("every place of the router's is German for who reads German, with what servers and agents say in it", {
  skip: whyNoChromium(),
}, async (t) => {
  const models = [model("till-01"), model("till-02", { exitCode: 1603 }), model("desk")];
  const scene = await consoleScene(t, models, "de", FURNISHED);
  const { page, url, operator, fleet } = scene;
  await furnish(t, scene, "Für die Läden");
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", Buffer.from("reader 1"))));
  await operator.publish(release("1.1.0", await operator.upload("reader.msi", Buffer.from("reader 1.1"))));
  await shelve(operator);
  const task = await run(scene, {});
  await settled(scene, task);
  const rings = [
    { name: "pilots", count: 1 },
    { name: "rest", rest: true },
  ];
  const ringTask = await run(scene, { version: "1.1.0", rings });
  const { deviceId } = fleet.members.get("till-02")!;
  const { items } = await operator.get<{ items: { id: string }[] }>("/api/v1/audit?what=group.made&limit=1");
  const places = placesOf({ device: deviceId, deviceName: "till-02", task, ringTask, entry: items[0]!.id });
  const events = { name: "task-rings-events", address: `/tasks/${ringTask}?tab=events`, outside: false };

  const found: string[] = [];
  for (const { name, address, outside } of [...Object.values(places).flat(), events]) {
    if (outside) continue;
    if (page.url().startsWith(url)) await page.evaluate(`history.pushState({}, "", ${JSON.stringify(address)})`);
    else await page.goto(url + address);
    await page.waitForURL((now) => now.pathname + now.search === address);
    await isStill(page);
    const left = [...(await englishLeft(page)), ...(await page.locator("#content [lang=en]").allTextContents())];
    found.push(...left.map((text) => `${name}: ${text}`));
  }
  assert.deepEqual(found, []);
});

/** Waits until what a page says stays as it is. */
async function isStill(page: Page): Promise<void> {
  await isWhole(page);
  const said = () => page.locator("#content").textContent();
  for (let before = ""; ; ) {
    await page.waitForTimeout(120);
    const now = (await said())?.replace(/\d+/g, "") ?? "";
    if (now === before && now !== "") return;
    before = now;
  }
}
