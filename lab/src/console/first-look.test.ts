import assert from "node:assert/strict";
import { test } from "node:test";
import { model, release, run, settled } from "../agent/scene.ts";
import { stumblingBlocksInBoth } from "../browser/axe.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import { consoleScene } from "./scene.ts";

test("what is not there yet is said to be so: a signature, an authenticator, a name that will do", {
  skip: whyNoChromium(),
}, async (t) => {
  const { page, url, operator, browser } = await consoleScene(t, [model("till-01")]);
  await operator.stage(release("1.0.0", await operator.upload("reader.msi", Buffer.from("reader 1"))));
  await page.goto(`${url}/packages`);
  const row = page.getByRole("row", { name: /^reader 1.0.0 waits for its signature/ });
  await row.getByRole("link", { name: "reader" }).click();
  await page.getByText("no device can be given it until").waitFor();
  await page.getByRole("heading", { level: 1, name: "reader" }).waitFor();
  await page.getByRole("region", { name: "1 release waits for its signature" }).waitFor();
  assert.deepEqual(await stumblingBlocksInBoth(page), []);
  // What was not there is what a complaint is about here: the page asked for it.
  assert.deepEqual(
    browser.complaints().filter((each) => !each.includes("404")),
    [],
  );

  await page.goto(`${url}/account`);
  const authenticator = page.getByRole("region", { name: "Authenticator" });
  await authenticator.getByText("None is set up").waitFor();
  const remove = authenticator.getByRole("button", { name: "Remove" });
  assert.equal(await remove.getAttribute("aria-disabled"), "true");
  assert.equal(await remove.getAttribute("aria-description"), "None is set up");
  const sessions = page.getByRole("region", { name: "Sessions" });
  await sessions.getByText("Chromium on Linux").waitFor();
  await sessions.getByText("As it calls itself").click();
  await sessions.getByText("HeadlessChrome/").waitFor();
  assert.deepEqual(await stumblingBlocksInBoth(page), []);

  for (const address of ["/operators/new", "/roles/new", "/tokens/new", "/webhooks?view=feeds"]) {
    await page.goto(url + address);
    const name = page.getByRole("textbox", { name: "Name" });
    await name.fill("Not a name");
    await name.blur();
    await page.getByText("a letter or digit first").waitFor();
    assert.equal(await name.getAttribute("aria-invalid"), "true", address);
    await name.fill("a-name");
    assert.notEqual(await name.getAttribute("aria-invalid"), "true", address);
  }
  assert.deepEqual(browser.complaints(), []);
});

test("the overview leads from what has failed to its task; a device that is online was seen now; charts say what they show", {
  skip: whyNoChromium(),
}, async (t) => {
  const scene = await consoleScene(t, [model("till-01"), model("till-02", { exitCode: 1603 })]);
  const { page, url, operator, browser } = scene;
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", Buffer.from("reader 1"))));
  const task = await run(scene, { name: "reader for all" });
  await settled(scene, task);
  await page.goto(url);
  const failed = page.getByRole("row", { name: /fatal error.*\(1603\) 1 reader for all/ });
  await page
    .getByRole("table", { name: "Bytes by source" })
    .getByRole("row", { name: /^Over the WAN/ })
    .waitFor();
  assert.deepEqual(await stumblingBlocksInBoth(page), []);
  await failed.getByRole("link", { name: "reader for all" }).click();
  await page.getByRole("tab", { name: "Failures", selected: true }).waitFor();
  await page.waitForURL(`${url}/tasks/${task}?tab=failures`);

  await page.goto(`${url}/devices`);
  await page.getByRole("row", { name: /till-01.*online now/ }).waitFor();
  await page.getByRole("link", { name: "till-01" }).click();
  await page.getByText("It last had something to say").waitFor();

  await page.goto(`${url}/history`);
  const rate = page.getByRole("region", { name: "Success rate" });
  await rate.getByText("50%").last().waitFor();
  assert.deepEqual(await stumblingBlocksInBoth(page), []);
  assert.deepEqual(browser.complaints(), []);
});
