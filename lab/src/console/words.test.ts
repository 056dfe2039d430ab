import assert from "node:assert/strict";
import { test } from "node:test";
import { model, release } from "../agent/scene.ts";
import { stumblingBlocksInBoth } from "../browser/axe.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import { MIXED_FLEET } from "../fleet/model.ts";
import { englishLeft } from "./english-left.ts";
import { consoleScene } from "./scene.ts";

const skip = whyNoChromium();

test("who reads German reads no English: what failed and why, what is refused, the trail, and what roles allow", {
  skip,
}, async (t) => {
  const linux = { ...MIXED_FLEET.find(({ platform }) => platform.os === "linux")!, name: "kiosk-01" };
  const models = [model("desk-01"), model("desk-02", { exitCode: 1603 }), linux];
  const { page, url, operator, browser } = await consoleScene(t, models, "de");
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", Buffer.from("reader 1"))));
  const order = { kind: "install", delivery: "pull", package: "reader", version: "1.0.0", targets: { all: true } };
  const { id: task } = await operator.post<{ id: string }>("/api/v1/tasks", order);
  await operator.post(`/api/v1/tasks/${task}/start`);

  // What a task would do, with a device that gets nothing.
  await page.goto(`${url}/tasks/new`);
  await page.getByRole("button", { name: "Vorschau" }).click();
  await page.getByText("windows: das System ist linux, nicht windows").waitFor();
  assert.deepEqual(await englishLeft(page), []);

  await page.goto(`${url}/tasks/${task}?tab=failures`);
  await page.getByText("das Installationsprogramm ist gescheitert (1603)").first().waitFor();
  await page.getByText(/^Exitcode 1603: schwerer Fehler während der Installation; sehen Sie/).waitFor();
  assert.deepEqual(await page.locator("details").allTextContents(), [], "nothing is left in English words");
  await page.getByText("Lesen Sie das Ende seines Protokolls; es steht beim Bericht.").waitFor();
  assert.deepEqual(await englishLeft(page), []);
  await page.goto(`${url}/tasks/${task}?device=desk-02`);
  await page.getByText(/desk-02 ist am Ende: fehlgeschlagen/).waitFor();
  await page.getByText("das Installationsprogramm läuft").first().waitFor();
  assert.deepEqual(await englishLeft(page), []);

  await page.goto(`${url}/tasks/${task}?tab=events`);
  await page.getByText("Ein Auftrag wurde gestartet").waitFor();
  await page
    .getByText(/^das Installationsprogramm ist gescheitert \(Exitcode 1603: schwerer Fehler/)
    .first()
    .waitFor();
  assert.deepEqual(await englishLeft(page), []);

  await page.goto(`${url}/packages/new`);
  await page.getByRole("button", { name: "Prüfen und zum Signieren senden" }).click();
  await page.getByText("name darf nicht leer sein: Kleinbuchstaben, Ziffern").first().waitFor();
  assert.equal(await page.locator("form [lang=en]").count(), 0, "nothing is left in English words");
  assert.deepEqual(await englishLeft(page), []);

  await page.goto(`${url}/devices/desk-02`);
  await page.getByText("seine Verbindung steht").waitFor();
  assert.deepEqual(await englishLeft(page), []);

  await page.getByRole("tab", { name: "Ereignisse" }).click();
  await page.getByText(/^installieren reader 1\.0\.0: fehlgeschlagen; das Installationsprogramm/).waitFor();
  assert.deepEqual(await englishLeft(page), []);

  await page.goto(`${url}/devices/no-such-device`);
  const refused = page.getByRole("alert");
  await refused.getByText("Das gibt es nicht").waitFor();
  await refused.getByText("Prüfen Sie den Namen oder die Nummer; was es gibt, zeigen die Listen.").waitFor();
  assert.deepEqual(await englishLeft(page), []);
  assert.deepEqual(await stumblingBlocksInBoth(page), []);

  await page.goto(`${url}/audit`);
  await page.getByText("Ein Gerät ist gescheitert").first().waitFor();
  await page.getByText("Ein Release wurde veröffentlicht").first().waitFor();
  assert.deepEqual(await englishLeft(page), []);
  assert.deepEqual(await stumblingBlocksInBoth(page), []);

  await page.goto(`${url}/roles/viewer`);
  await page.getByText("Aufträge, ihre Teile, Sitzungen und Zahlen sehen").waitFor();
  assert.deepEqual(await englishLeft(page), []);
  // What was not there is what a complaint is about here: the page asked for it.
  assert.deepEqual(
    browser.complaints().filter((each) => !each.includes("404")),
    [],
  );
});

test("a device shows what is still to come, what puts it into which groups, and that it is gone; the overview, where bytes came from", {
  skip,
}, async (t) => {
  const { page, url, operator, fleet, browser } = await consoleScene(t, [model("till-01")], "en");
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", Buffer.from("reader 1"))));
  const order = { kind: "install", delivery: "pull", package: "reader", version: "1.0.0", targets: { all: true } };
  for (const urgency of ["required", "available"]) {
    const { id } = await operator.post<{ id: string }>("/api/v1/tasks", { ...order, urgency });
    await operator.post(`/api/v1/tasks/${id}/start`);
    if (urgency === "required") {
      await page.goto(`${url}/tasks/${id}`);
      await page.getByText("1 succeeded").waitFor();
    }
  }
  await operator.send("PUT", "/api/v1/groups/tills", { description: "<b>all tills</b>", query: "name:till-*" });
  await operator.send("PUT", "/api/v1/groups/desks", { query: "name:desk-*" });

  await page.goto(`${url}/devices/till-01`);
  const comes = page.getByRole("region", { name: "Under way and to come" });
  await comes.getByText("on offer: waits until a person at the device asks for it").waitFor();
  await page.getByRole("region", { name: "What has been" }).getByText("succeeded").waitFor();
  assert.deepEqual(await stumblingBlocksInBoth(page), []);

  await page.getByRole("tab", { name: "Tags and groups" }).click();
  const groups = page.getByRole("region", { name: "Groups" });
  await groups.getByText("<b>all tills</b>").waitFor();
  assert.deepEqual(await groups.getByRole("link").allTextContents(), ["tills"]);
  assert.deepEqual(await stumblingBlocksInBoth(page), []);

  // Nothing tells the page: it asks again by itself.
  await page.getByText("its socket is open").waitFor();
  await fleet.stop();
  await page.getByText(/last heard from/).waitFor();

  await page.goto(url);
  const bytes = page.getByRole("table", { name: "Bytes by source" });
  await bytes.getByRole("row", { name: /From the server.*100%.*100%/ }).waitFor();
  await page.getByText("Nothing has failed that was not tried again").waitFor();
  assert.deepEqual(await stumblingBlocksInBoth(page), []);
  assert.deepEqual(browser.complaints(), []);
});
