import assert from "node:assert/strict";
import { test } from "node:test";
import { model, release } from "../agent/scene.ts";
import { stumblingBlocks } from "../browser/axe.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import { consoleScene } from "./scene.ts";

/** Also what a page of 640 has at 200 % (WCAG 2.2, 1.4.10). */
const NARROW = { width: 320, height: 640 };

test("on 320 pixels nothing has to be scrolled sideways to order a task, to watch it and to see why one failed", {
  skip: whyNoChromium(),
}, async (t) => {
  const { page, url, operator, browser } = await consoleScene(t, [
    model("till-01"),
    model("a-device-with-a-name-that-is-long-01", { exitCode: 1603 }),
  ]);
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", Buffer.from("reader 1"))));
  await page.setViewportSize(NARROW);
  const fits = async (what: string) => {
    assert.equal(await page.evaluate("document.documentElement.scrollWidth"), NARROW.width, what);
    assert.deepEqual(await stumblingBlocks(page), [], what);
  };
  await page.goto(`${url}/tasks/new`);
  await page.getByRole("button", { name: "In rings instead" }).click();
  // Two devices do not fill three rings: the server does not take that as a draft, and says why.
  await page.getByText(/The server has not taken it: ring/).waitFor();
  browser.complaints();
  await fits("a new task in rings");
  await page.getByRole("button", { name: "Without the ring pilots" }).click();
  await page.getByRole("button", { name: "Without the ring early" }).click();
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByText("2 devices get it").waitFor();
  await fits("the preview");
  await page.getByRole("button", { name: "Start on 2 devices" }).click();
  await page.getByText("1 failed").waitFor();
  await page.getByText("1 succeeded").waitFor();
  await fits("a task");
  await page.getByText("As a table").first().click();
  await page.getByRole("button", { name: /a-device-with/ }).click();
  await page.getByRole("dialog").getByText("What to do").waitFor();
  await fits("what happened on a device");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("link", { name: "Devices" }).click();
  await page.getByRole("heading", { level: 1, name: "Devices" }).waitFor();
  await fits("the devices");
  assert.deepEqual(browser.complaints(), []);
});
