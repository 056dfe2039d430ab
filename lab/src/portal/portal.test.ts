import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { userInfo } from "node:os";
import { test } from "node:test";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { model, release, run, settled } from "../agent/scene.ts";
import { stumblingBlocks } from "../browser/axe.ts";
import { Chromium, whyNoChromium } from "../browser/chromium.ts";
import { englishLeft } from "../console/english-left.ts";
import { portalScene } from "./scene.ts";

const skip = whyNoChromium();
/** A PNG of two pixels each way. */
const ICON = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR42mM4ESACRAwQCgAjrgSxErjLKgAAAABJRU5ErkJggg==";

test("in German, a person installs from the portal to the end, and the audit trail says who", { skip }, async (t) => {
  const scene = await portalScene(t, model("desk-01"));
  const { operator } = scene;
  const file = await operator.upload("reader.msi", randomBytes(300_000));
  const markup = '<img src=x onerror="globalThis.smuggled=1"><b>Liest</b>';
  const localized = { de: { name: "Vorleser", description: markup } };
  const seen = { publisher: "<i>Lab</i>", description: "Reads", localized, icon: ICON };
  await operator.publish({ ...release("1.0.0", file), ...seen });
  const taskId = await run(scene, { urgency: "available" });

  const browser = await Chromium.start(t, { locale: "de" });
  const page = await browser.open(await scene.open());
  await page.getByRole("heading", { level: 1, name: "Software" }).waitFor();
  assert.equal(await page.evaluate("document.documentElement.lang"), "de");
  assert.match(page.url(), /^http:\/\/127\.0\.0\.1:\d+\/#\/$/, "the secret does not stay in the address");
  await page.getByText(markup).waitFor();
  assert.equal(await page.evaluate("typeof smuggled"), "undefined");
  await page.getByRole("heading", { level: 2, name: "Vorleser" }).waitFor();
  const drawnPx = async (image: { decode(): Promise<void>; naturalWidth: number }) => {
    await image.decode();
    return image.naturalWidth;
  };
  assert.equal(
    await page
      .locator("img.icon")
      .first()
      .evaluate(drawnPx as never),
    2,
  );
  await page.getByText("von <i>Lab</i> · 300 kB").waitFor();
  assert.deepEqual(await stumblingBlocks(page), []);

  await page.getByLabel("Suchen").fill("nichts davon");
  await page.getByText("Nichts heißt „nichts davon“.").waitFor();
  await page.getByLabel("Suchen").fill("read LAB");
  await page.getByRole("button", { name: "Vorleser installieren" }).press("Enter");
  await page.getByText("Vorleser ist angefordert.").waitFor();
  const rows = await settled(scene, taskId);
  await page.getByText("Für dieses Gerät ist nichts im Angebot.").waitFor();
  assert.deepEqual(scene.member.host.installed.get("reader"), "1.0.0");
  const { items } = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?what=action.asked-for");
  assert.deepEqual(
    items.map((each) => [each.subject, each.detail["person"]]),
    [[`action:${rows.get("desk-01")!.id}`, userInfo().username]],
  );

  await page.getByRole("link", { name: "Verlauf" }).click();
  await page.getByText("Installation: erledigt").waitFor();
  await page.getByText("Vorleser 1.0.0").waitFor();
  await page.getByText("installiert, und nachgeprüft").waitFor();
  assert.deepEqual(await stumblingBlocks(page), []);
  await page.getByRole("link", { name: "Was der Agent tut" }).click();
  await page.getByText("hardware.simulated").waitFor();
  await page.getByText("Alle Einstellungen, wie die Verwaltung sie sieht").click();
  await page.getByText("Abfrageintervall").waitFor();
  assert.deepEqual(await englishLeft(page), []);
  assert.deepEqual(await stumblingBlocks(page), []);

  // Another language is the person's from then on, wherever they come from.
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "What the agent does" }).waitFor();
  const later = await browser.open(await scene.open());
  await later.getByRole("link", { name: "What the agent does" }).waitFor();
  assert.deepEqual(browser.complaints(), []);
});

test("while it comes, how much of it is here is told, by a bar that says so in words", { skip }, async (t) => {
  const scene = await portalScene(t, model("desk-01"));
  const { operator } = scene;
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", randomBytes(2_000_000))));
  const taskId = await run(scene, { urgency: "available", settings: { fetchRateBytesPerSecond: 400_000 } });
  const browser = await Chromium.start(t);
  const page = await browser.open(await scene.open());
  await page.getByRole("button", { name: "Install reader" }).click();
  const bar = page.getByRole("progressbar", { name: "Progress of reader" });
  await bar.and(page.locator("[value]")).waitFor();
  await page.getByText(/being fetched: [1-9].*\sof\s2\sMB/).waitFor();
  const part = Number(await bar.getAttribute("value"));
  assert.ok(part > 0 && part < 1, String(part));
  assert.deepEqual(await stumblingBlocks(page), []);
  assert.equal((await settled(scene, taskId)).get("desk-01")!.state, "succeeded");
  await page.getByText("Nothing is on offer for this device.").waitFor();
  assert.deepEqual(browser.complaints(), []);
});
