import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { model, release, run, settled } from "../agent/scene.ts";
import { stumblingBlocksInBoth } from "../browser/axe.ts";
import { Chromium, whyNoChromium } from "../browser/chromium.ts";
import { made, misfits, turned } from "../browser/looks.ts";
import { portalScene } from "./scene.ts";

const HOUR = 3_600_000;
const EVIL = '"><img src=x onerror=globalThis.smuggled=1>\u202Efdp.exe';

/** As wide as the narrowest screen that has to do (WCAG 2.2, 1.4.10), which is also one of 640 at 200 %; and with letters twice as large. */
const SCREENS: readonly [string, { width: number; height: number }, percent: number][] = [
  ["wide", { width: 1280, height: 800 }, 100],
  ["narrow", { width: 320, height: 640 }, 100],
  ["large letters", { width: 640, height: 800 }, 200],
];

test("the portal: every page, and what waits, in both themes, on 320 pixels and with letters of 200 %, whatever publishers write", {
  skip: whyNoChromium(),
}, async (t) => {
  const scene = await portalScene(t, model("desk-01", { exitCode: 1603 }));
  const { operator, member } = scene;
  const file = await operator.upload("reader.msi", randomBytes(1000));
  const written = { publisher: EVIL, description: EVIL, localized: { de: { name: EVIL, description: EVIL } } };
  const variants = release("1.0.0", file).variants.map((each) => ({
    ...each,
    exitCodes: { reasons: { "1603": EVIL } },
  }));
  for (const version of ["1.0.0", "1.1.0", "1.2.0"])
    await operator.publish({ ...release(version, file), ...written, variants });
  // One has failed, one waits for a person, one is on offer.
  await settled(scene, await run(scene, {}));
  member.host.people = 1;
  const rule = { deferralMs: 6 * HOUR, userNotification: "all" };
  const waits = await run(scene, { version: "1.1.0", settings: rule });
  await settled(scene, waits, (row) => row.reason?.code === "deferred");
  await run(scene, { version: "1.2.0", urgency: "available" });

  const browser = await Chromium.start(t, { locale: "de" });
  const page = await browser.open(await scene.open());
  const found: string[] = [];
  const look = async (where: string) => {
    for (const [name, size, percent] of SCREENS) {
      await page.setViewportSize(size);
      await page.evaluate(`document.documentElement.style.fontSize = "${percent}%"`);
      for (const fault of [...(await misfits(page)), ...(await made(page))]) found.push(`${where}, ${name}: ${fault}`);
    }
    await page.evaluate(`document.documentElement.style.fontSize = ""`);
    for (const fault of [...(await turned(page)), ...(await stumblingBlocksInBoth(page))])
      found.push(`${where}: ${fault}`);
  };
  const go = async (link: string, until: string) => {
    await page.getByRole("link", { name: link }).click();
    await page.getByText(until).filter({ visible: true }).first().waitFor();
  };
  await page.getByRole("button", { name: "Verschieben" }).waitFor();
  await page.getByText("von").first().waitFor();
  await look("software");
  await page.getByLabel("Suchen").fill("nichts davon");
  await page.getByText("Nichts heißt").waitFor();
  await look("nothing found");
  await go("Verlauf", "fehlgeschlagen");
  await look("history");
  await go("Was der Agent tut", "hardware.simulated");
  await page.locator("summary").click();
  await look("about");
  await closed(page);
  await page.getByText("shoal-agent portal").waitFor();
  await look("closed");
  assert.equal(await page.evaluate("typeof smuggled"), "undefined");
  assert.deepEqual([...found, ...browser.complaints()], []);
});

/** As somebody sees it who comes without an invitation. */
async function closed(page: Page): Promise<void> {
  await page.evaluate("sessionStorage.clear()");
  await page.reload();
}
