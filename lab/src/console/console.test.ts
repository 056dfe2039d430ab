import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { model, release } from "../agent/scene.ts";
import { stumblingBlocks } from "../browser/axe.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import { consoleScene } from "./scene.ts";

const skip = whyNoChromium();

/** Goes to what has this name by Tab, as somebody without a mouse does. @throws Error where it is not reached */
async function tabTo(page: Page, role: Parameters<Page["getByRole"]>[0], name: string | RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name });
  await wanted.first().waitFor();
  for (let pressed = 0; pressed < 80; pressed++) {
    if (await wanted.first().evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${role} ${name} is not reached by the keyboard`);
}

test("by keyboard alone and in German: a task is ordered, watched to its end, and what failed is tried again", {
  skip,
}, async (t) => {
  const failing = model("desk-02", { exitCode: 1603 });
  const { page, url, operator, browser } = await consoleScene(t, [model("desk-01"), failing, model("desk-03")], "de");
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", Buffer.from("reader 1"))));

  await page.goto(url);
  await page.getByRole("heading", { level: 1, name: "Überblick" }).waitFor();
  assert.equal(await page.evaluate("document.documentElement.lang"), "de");
  await tabTo(page, "link", "Neuer Auftrag");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Neuer Auftrag" }).waitFor();
  await tabTo(page, "button", "Vorschau");
  await page.keyboard.press("Enter");
  await page.getByText("3 Geräte bekommen es").waitFor();
  await tabTo(page, "button", "Auf 3 Geräten starten");
  await page.keyboard.press("Enter");

  await page.getByRole("heading", { level: 1, name: /reader 1.0.0/ }).waitFor();
  await page.getByText("2 gelungen").waitFor();
  await page.getByText("1 fehlgeschlagen").waitFor();
  // The last of its devices to end has ended it.
  await page.getByText("beendet", { exact: false }).first().waitFor();
  assert.deepEqual(await stumblingBlocks(page), []);

  await tabTo(page, "application", "Fortschritt jedes Geräts");
  await page.keyboard.press("ArrowRight");
  await page.getByText(/desk-02: fehlgeschlagen/).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Was auf desk-02 geschah" }).waitFor();
  assert.deepEqual(await stumblingBlocks(page), []);
  await page.keyboard.press("Escape");

  failing.behaviour.exitCode = 0;
  await tabTo(page, "tab", "Geräte");
  await page.keyboard.press("ArrowRight");
  await page.getByText("1603").first().waitFor();
  await tabTo(page, "button", "Diese noch einmal (1)");
  await page.keyboard.press("Enter");
  await page.getByText("3 gelungen").waitFor();
  await page.getByText("Nichts ist fehlgeschlagen.").waitFor();
  assert.deepEqual(browser.complaints(), []);
});
