import assert from "node:assert/strict";
import { test } from "node:test";
import { model, release, run, settled } from "../agent/scene.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import { consoleScene } from "./scene.ts";

test("a task that was left while it ran is what it is when one comes back to it", {
  skip: whyNoChromium(),
}, async (t) => {
  const scene = await consoleScene(t, [model("till-01")]);
  const { page, url, operator, browser } = scene;
  const { host } = scene.fleet.members.get("till-01")!;
  const install = host.install.bind(host);
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
  host.install = async (context) => {
    await mayEnd;
    return await install(context);
  };
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", Buffer.from("reader 1"))));
  const task = await run(scene, {});
  await page.goto(`${url}/tasks/${task}`);
  await page.getByText("1 installing").waitFor();
  await page.getByRole("link", { name: "Tasks", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Tasks" }).waitFor();
  end();
  await settled(scene, task);
  await page.goBack();
  await page.getByText("1 succeeded").waitFor();
  assert.deepEqual(browser.complaints(), []);
});
