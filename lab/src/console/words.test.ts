import assert from "node:assert/strict";
import { test } from "node:test";
import { model, release } from "../agent/scene.ts";
import { stumblingBlocks } from "../browser/axe.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import { englishLeft } from "./english-left.ts";
import { consoleScene } from "./scene.ts";

const skip = whyNoChromium();

test("who reads German reads no English: what failed and why, what is refused, the trail, and what roles allow", {
  skip,
}, async (t) => {
  const models = [model("desk-01"), model("desk-02", { exitCode: 1603 })];
  const { page, url, operator, browser } = await consoleScene(t, models, "de");
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", Buffer.from("reader 1"))));
  const order = { kind: "install", delivery: "pull", package: "reader", version: "1.0.0", targets: { all: true } };
  const { id: task } = await operator.post<{ id: string }>("/api/v1/tasks", order);
  await operator.post(`/api/v1/tasks/${task}/start`);

  await page.goto(`${url}/tasks/${task}?tab=failures`);
  await page.getByText("das Installationsprogramm ist gescheitert (1603)").waitFor();
  assert.deepEqual(await englishLeft(page), []);

  await page.goto(`${url}/devices/no-such-device`);
  const refused = page.getByRole("alert");
  await refused.getByText("Das gibt es nicht").waitFor();
  await refused.getByText("Prüfen Sie den Namen oder die Nummer; was es gibt, zeigen die Listen.").waitFor();
  assert.deepEqual(await englishLeft(page), []);
  assert.deepEqual(await stumblingBlocks(page), []);

  await page.goto(`${url}/audit`);
  await page.getByText("Ein Gerät ist gescheitert").first().waitFor();
  await page.getByText("Ein Release wurde veröffentlicht").first().waitFor();
  assert.deepEqual(await englishLeft(page), []);
  assert.deepEqual(await stumblingBlocks(page), []);

  await page.goto(`${url}/roles/viewer`);
  await page.getByText("Aufträge, ihre Teile, Sitzungen und Zahlen sehen").waitFor();
  assert.deepEqual(await englishLeft(page), []);
  // What was not there is what a complaint is about here: the page asked for it.
  assert.deepEqual(
    browser.complaints().filter((each) => !each.includes("404")),
    [],
  );
});
