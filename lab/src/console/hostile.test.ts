import assert from "node:assert/strict";
import { test } from "node:test";
import { model, release, run, settled } from "../agent/scene.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import { made, turned } from "../browser/looks.ts";
import { FURNISHED, furnish, shelve } from "./furnish.ts";
import { goTo } from "./go-to.ts";
import { placesOf } from "./places.ts";
import { consoleScene } from "./scene.ts";

/** Markup that runs, an address that runs, and a letter that turns what follows it around: `fdp.exe` reads as `exe.pdf`. */
const TURNED = "\u202Efdp.exe";
const EVIL = `"><img src=x onerror=globalThis.smuggled=1> javascript:globalThis.smuggled=1 ${TURNED}`;
const WITH_SCRIPT = `${EVIL}<script>globalThis.smuggled=1</script>`;

const valuesOf = (fields: unknown[]): string[] => (fields as { value: string }[]).map(({ value }) => value);

test("what machines, publishers and people write stays text wherever it is shown, and turns nothing around it", {
  skip: whyNoChromium(),
}, async (t) => {
  const scene = await consoleScene(t, [model("till-01"), model(EVIL, { exitCode: 1603 })], "en", FURNISHED);
  const { page, url, operator, fleet, browser } = scene;
  await furnish(t, scene, WITH_SCRIPT);
  const { deviceId, host } = fleet.members.get(EVIL)!;
  const inventory = await host.inventory();
  host.inventory = async () => ({
    ...inventory,
    hostname: EVIL,
    agentVersion: EVIL,
    platform: { ...inventory.platform, osVersion: inventory.platform.osVersion, distribution: EVIL },
    facts: { ...inventory.facts, "system.model": { value: WITH_SCRIPT, source: WITH_SCRIPT } },
  });
  const install = host.install.bind(host);
  host.install = async (context) => {
    context.log.write(`${WITH_SCRIPT}\n`);
    return await install(context);
  };
  await fleet.reboot(EVIL);
  await operator.post("/api/v1/devices/attributes", { targets: { deviceIds: [deviceId] }, set: { note: WITH_SCRIPT } });

  const file = await operator.upload("reader.msi", Buffer.from("reader 1"));
  const evilRelease = (version: string) => {
    const good = release(version, file);
    const [variant] = good.variants;
    return {
      ...good,
      ...{
        publisher: EVIL,
        description: WITH_SCRIPT,
        localized: { de: { name: EVIL.slice(0, 60), description: WITH_SCRIPT } },
      },
      variants: [{ ...variant!, exitCodes: { reasons: { "1603": WITH_SCRIPT } } }],
    };
  };
  await operator.publish(evilRelease("1.0.0"));
  await operator.publish(evilRelease("1.1.0"));
  await shelve(operator);
  const task = await run(scene, { name: EVIL });
  await settled(scene, task);
  const rings = [
    { name: "pilots", count: 1 },
    { name: "rest", rest: true },
  ];
  const ringTask = await run(scene, { version: "1.1.0", name: EVIL, rings });
  await operator.post("/api/v1/packages/reader/releases/1.1.0/recall", { reason: WITH_SCRIPT });

  const { items } = await operator.get<{ items: { id: string }[] }>("/api/v1/audit?what=group.made&limit=1");
  const entry = items[0]!.id;

  const shows = new Set<string>();
  const found: string[] = [];
  for (const place of Object.values(placesOf({ device: deviceId, deviceName: EVIL, task, ringTask, entry })).flat()) {
    if (place.outside) continue;
    await goTo(page, url, place).catch((error: Error) => found.push(`${place.name}: ${error.message}`));
    const typed = await page.locator("#content").locator("input, textarea").evaluateAll(valuesOf);
    const text = [await page.locator("#content").allInnerTexts(), typed].flat().join();
    if (text.includes("globalThis.smuggled=1>")) shows.add(place.name);
    found.push(...(await made(page)).map((each) => `${place.name}: ${each} was made of it`));
    found.push(...(await turned(page)).map((each) => `${place.name}: it turns around ${each}`));
  }
  await page.goto(`${url}/devices/${deviceId}`);
  await page.getByRole("button", { name: "Revoke" }).click();
  const asked = await page.getByRole("dialog").getByRole("heading").textContent();
  assert.equal(asked, `Revoke \u2068${EVIL}\u2069?`, "it turns no letter of the question around");
  assert.equal(await page.evaluate("typeof smuggled"), "undefined");
  assert.deepEqual([...found, ...browser.complaints()], []);
  for (const name of `devices device device-inventory device-labels device-log groups group packages package tasks task
    task-failures task-device task-events task-rings settings settings-set audit-entry roles role webhooks webhook`.split(
    /\s+/,
  ))
    assert.ok(shows.has(name), `${name} shows what was written, or this test says nothing of it: ${[...shows]}`);
});
