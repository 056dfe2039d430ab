import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { whyNoChromium } from "../browser/chromium.ts";
import { englishLeft } from "./english-left.ts";
import { fullScene } from "./full-scene.ts";
import { isThere, isWhole } from "./go-to.ts";

test("every place of the router's is German for who reads German, with what servers and agents say in it", {
  skip: whyNoChromium(),
}, async (t) => {
  const { page, url, places, ringTask } = await fullScene(t, "de", "Für die Läden");
  const events = { name: "task-rings-events", address: `/tasks/${ringTask}?tab=events`, outside: false };

  const found: string[] = [];
  for (const { name, address, outside } of [...Object.values(places).flat(), events]) {
    if (outside) continue;
    if (page.url().startsWith(url)) await page.evaluate(`history.pushState({}, "", ${JSON.stringify(address)})`);
    else await page.goto(url + address);
    await isThere(page, address);
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
