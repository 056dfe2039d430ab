import assert from "node:assert/strict";
import { test } from "node:test";
import { model, release } from "../agent/scene.ts";
import { stumblingBlocks } from "../browser/axe.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import { misfits } from "../browser/looks.ts";
import { goTo } from "./go-to.ts";
import { placesOf } from "./places.ts";
import { consoleScene } from "./scene.ts";

/** Also what a page of 640 has at 200 % (WCAG 2.2, 1.4.10). */
const NARROW = { width: 320, height: 640 };

/** A page of 640 with letters twice as large: what somebody sees who has made those alone larger (1.4.4). */
const LARGE = { width: 640, height: 800 };

test("on 320 pixels, and with letters of 200 %, a task is ordered, watched and looked into, and nothing is cut off, too small to hit, or moves", {
  skip: whyNoChromium(),
}, async (t) => {
  const scene = await consoleScene(t, [
    model("till-01"),
    model("a-device-with-a-name-that-is-long-01", { exitCode: 1603 }),
  ]);
  const { page, url, operator, browser, fleet } = scene;
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", Buffer.from("reader 1"))));
  const found: string[] = [];
  const fits = async (what: string) => {
    await page.setViewportSize(LARGE);
    await page.evaluate("document.documentElement.style.fontSize = '200%'");
    for (const each of await misfits(page)) found.push(`${what}, large letters: ${each}`);
    await page.evaluate("document.documentElement.style.fontSize = ''");
    await page.setViewportSize(NARROW);
    for (const each of [...(await misfits(page)), ...(await stumblingBlocks(page))])
      found.push(`${what}, narrow: ${each}`);
  };
  await page.setViewportSize(NARROW);
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
  await page.getByText("1 failed").first().waitFor();
  await page.getByText("1 succeeded").first().waitFor();
  const task = new URL(page.url()).pathname.split("/").at(-1)!;
  const device = fleet.members.get("a-device-with-a-name-that-is-long-01")!;
  const places = placesOf({ device: device.deviceId, deviceName: device.name, task, ringTask: task, entry: "1" });
  for (const place of ["/tasks", "/tasks/$task", "/devices", "/history"].flatMap((path) => places[path]!)) {
    if (/task-rings|devices-chosen/.test(place.name)) continue;
    await goTo(page, url, place);
    await fits(place.name);
  }
  await goTo(page, url, places["/tasks/$task"]![0]!);
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("link", { name: "Devices" }).waitFor();
  await fits("the menu");
  await page.getByRole("link", { name: "Devices" }).click();
  await page.getByRole("heading", { level: 1, name: "Devices" }).waitFor();
  assert.deepEqual([...found, ...browser.complaints()], []);
});
