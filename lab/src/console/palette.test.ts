import assert from "node:assert/strict";
import { test } from "node:test";
import { model, release } from "../agent/scene.ts";
import { stumblingBlocks } from "../browser/axe.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import { consoleScene } from "./scene.ts";

test("the palette leads to pages, to what can be made, and to tasks, packages, groups and devices by name", {
  skip: whyNoChromium(),
}, async (t) => {
  const { page, url, operator, browser, fleet } = await consoleScene(t, [model("till-01"), model("till-02")]);
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", Buffer.from("reader 1"))));
  await operator.send("PUT", "/api/v1/groups/tills", { devices: [] });
  const { id } = await operator.post<{ id: string }>("/api/v1/tasks", {
    ...{
      package: "reader",
      version: "1.0.0",
      name: "reader for everybody",
      kind: "install",
      delivery: "pull",
      targets: { all: true },
    },
  });
  await page.goto(`${url}/history`);
  await page.getByRole("heading", { level: 1, name: "History" }).waitFor();

  const device = fleet.members.get("till-02")!.deviceId;
  for (const [typed, under, address] of [
    ["new task", "Make", "/tasks/new"],
    ["keybo", "Pages", "/keyboard"],
    ["everybody", "Tasks", `/tasks/${id}`],
    ["read", "Packages", "/packages/reader"],
    ["tills", "Groups", "/groups/tills"],
    ["till-02", "Devices", `/devices/${device}`],
  ] as const) {
    await page.keyboard.press("Control+K");
    const palette = page.getByRole("dialog");
    await palette.getByPlaceholder("Go to, make, or find by name").fill(typed);
    await palette.getByRole("group", { name: under }).waitFor();
    if (under === "Packages") {
      // A task has the word in its name too, and comes before, whichever is answered first.
      await palette.getByRole("group", { name: "Tasks" }).waitFor();
      assert.deepEqual(await stumblingBlocks(page), []);
      await page.keyboard.press("ArrowDown");
    }
    await page.keyboard.press("Enter");
    await page.waitForURL(url + address);
    await palette.waitFor({ state: "detached" });
  }
  await page.keyboard.press("Control+K");
  await page.getByRole("dialog").getByRole("textbox").fill("no such thing anywhere");
  await page.getByText("Nothing of that name").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.deepEqual(browser.complaints(), []);
});
