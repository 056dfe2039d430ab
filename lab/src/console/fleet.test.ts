import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { enrol } from "@shoal/agent/agent";
import { fingerprintOf } from "@shoal/agent/identity/pending-key";
import { model } from "../agent/scene.ts";
import { assertNoStumblingBlocks } from "../browser/axe.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import { SimHost } from "../fleet/sim-host.ts";
import { consoleScene } from "./scene.ts";

const skip = whyNoChromium();

test("devices come by a token that a page has made, and by a person's yes, and appear as they come", {
  skip,
}, async (t) => {
  const { page, url, fleet, operator, browser } = await consoleScene(t, [model("desk")]);
  await operator.send("PUT", "/api/v1/groups/tills", { devices: [] });
  await page.goto(`${url}/enrolment`);
  const uses = page.getByLabel("For how many devices");
  await uses.fill("99999999999");
  await uses.blur();
  await page.getByText("Only whole numbers from 1 to 100,000").waitFor();
  assert.equal(await uses.inputValue(), "99999999999");
  const make = page.getByRole("button", { name: "Make the token" });
  assert.match((await make.getAttribute("aria-description"))!, /from 1 to 100,000/);
  await uses.press("Enter");
  assert.equal(await page.getByText("The token is made").count(), 0);
  await uses.fill("2");
  await page.getByLabel("Put into the group").first().selectOption("tills");
  await make.click();
  const line = (await page.getByRole("group", { name: "To be run on the device" }).textContent())!;
  const token = /^shoal-agent enrol --server \S+ --token (shoal1\.\S+)$/.exec(line)![1]!;
  await page.getByText("2 of 2").waitFor();
  await assertNoStumblingBlocks(page);
  await fleet.add(model("till-01"), token);
  await page.getByText("1 of 2").waitFor();
  await page.getByRole("link", { name: "Devices" }).click();
  await page.getByRole("link", { name: "till-01" }).waitFor();
  await fleet.add(model("till-02"), token);
  await page.getByRole("link", { name: "till-02" }).waitFor();

  await page.goto(`${url}/enrolment?tab=waiting`);
  await page.getByText("No device waits to be let in").waitFor();
  const pinLine = (await page.getByRole("group", { name: "To be run on the device" }).textContent())!;
  const stateDir = mkdtempSync(join(tmpdir(), "shoal-waits-"));
  t.after(() => rmSync(stateDir, { recursive: true, force: true }));
  const coming = enrol({
    ...{ server: fleet.server, pin: /--pin (\S+)$/.exec(pinLine)![1]!, host: new SimHost(model("walk-in")) },
    ...{ stateDir, name: "walk-in", everyMs: 50 },
  });
  const card = page.getByRole("article", { name: "walk-in" });
  const groupsOfFour = fingerprintOf(stateDir).match(/.{4}/g)!.join(" ");
  await card.getByText(groupsOfFour).waitFor();
  await assertNoStumblingBlocks(page);
  await card.getByRole("button", { name: "Let in" }).click();
  const dialog = page.getByRole("dialog", { name: "Let walk-in in?" });
  await dialog.getByLabel("Name").fill("till-03");
  await dialog.getByLabel("Put into the group").selectOption("tills");
  await assertNoStumblingBlocks(page);
  await dialog.getByRole("button", { name: "Let in" }).click();
  const { deviceId } = await coming;
  await page.getByText("No device waits to be let in").waitFor();
  const members = await operator.get<{ items: { id: string; name: string }[] }>("/api/v1/groups/tills/members");
  assert.deepEqual(
    members.items.map(({ name }) => name),
    ["till-01", "till-02", "till-03"],
  );
  assert.equal(members.items[2]!.id, deviceId);
  assert.deepEqual(browser.complaints(), []);
});

test("a set of settings is made, given and changed in a page, and is seen to land", { skip }, async (t) => {
  const models = [model("till-01"), model("till-02"), model("desk")];
  const { page, url, fleet, operator, browser } = await consoleScene(t, models);
  await page.goto(`${url}/settings`);
  await page.getByText("There is no set of settings yet").waitFor();
  await page.getByRole("link", { name: "New set" }).click();
  await page.getByLabel("Name").fill("tills");
  await page.getByRole("textbox", { name: "Poll interval" }).fill("5");
  await page.getByRole("button", { name: "Back to 15\u00a0min" }).waitFor();
  await page.getByRole("button", { name: "Show what changes" }).click();
  await page.getByRole("row", { name: /Poll interval 15\smin 5\smin 0 devices/ }).waitFor();
  await assertNoStumblingBlocks(page);
  await page.getByRole("button", { name: "Save for 0 devices" }).click();

  await page.getByRole("heading", { level: 1, name: "tills" }).waitFor();
  await page.getByRole("button", { name: "Give to devices" }).click();
  const dialog = page.getByRole("dialog", { name: "Who gets the set tills?" });
  await dialog.getByRole("combobox", { name: "Query" }).fill("name:till-*");
  await dialog.getByText("2 devices").waitFor();
  await assertNoStumblingBlocks(page);
  await dialog.getByRole("button", { name: "Give to devices" }).click();
  await page.getByText("in force on 2 of 2").waitFor();

  // One is away when it is changed, and has it when it is back.
  await fleet.members.get("till-02")!.agent.stop();
  await page.getByRole("switch", { name: "Use patches" }).press("Space");
  await page.getByRole("button", { name: "Show what changes" }).click();
  await page.getByRole("row", { name: /Use patches on off 2 devices/ }).waitFor();
  await page.getByRole("button", { name: "Save for 2 devices" }).click();
  await page.getByText("in force on 1 of 2").waitFor();
  await page.getByText("Who is still without it").click();
  await page.getByRole("link", { name: "till-02" }).waitFor();
  await assertNoStumblingBlocks(page);
  await fleet.reboot("till-02");
  await page.getByText("in force on 2 of 2").waitFor();
  const set = await operator.get<{ values: unknown; inForce: number }>("/api/v1/setting-sets/tills");
  assert.deepEqual([set.values, set.inForce], [{ pollIntervalMs: 300_000, patches: false }, 2]);
  await assertNoStumblingBlocks(page);
  assert.deepEqual(browser.complaints(), []);
});

test("many are chosen by the keyboard, all that match are tagged, and whatever a name carries stays text", {
  skip,
}, async (t) => {
  const evil = "<img src=x onerror=globalThis.smuggled=1>";
  const models = ["till-01", "till-02", "till-03", evil].map((name) => model(name));
  const { page, url, fleet, operator, browser } = await consoleScene(t, models);
  await operator.post(`/api/v1/devices/${fleet.members.get("till-03")!.deviceId}/revoke`);
  await page.goto(`${url}/devices`);
  await page.getByRole("checkbox", { name: "Choose till-01" }).focus();
  await page.keyboard.press("Space");
  await page.getByText("1 device is chosen").waitFor();
  await page.keyboard.press("Shift+ArrowDown");
  await page.getByText("2 devices are chosen").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.getByText("3 devices are chosen").waitFor();
  assert.equal(await page.getByRole("row", { selected: true }).filter({ hasText: evil }).count(), 1);
  await assertNoStumblingBlocks(page);

  await page.goto(`${url}/devices?query=name%3Atill-*`);
  await page.getByRole("checkbox", { name: "Choose till-01" }).click();
  await page.getByRole("button", { name: "Choose all 2 that match" }).click();
  await page.waitForURL(/select=all/);
  await page.getByText("All 2 devices that match are chosen").waitFor();
  await page.getByText("One is revoked: it is refused everything.").waitFor();
  await page.getByRole("button", { name: "Give tags" }).click();
  const dialog = page.getByRole("dialog", { name: "Which tags do 2 devices get?" });
  await dialog.getByLabel("Tags").first().fill("At the Counter");
  await dialog.getByLabel("Tags").first().press("Enter");
  await dialog.getByText("“At the Counter” is no tag").waitFor();
  await dialog.getByRole("button", { name: "Give tags", disabled: true }).waitFor();
  await dialog.getByLabel("Tags").first().press("Backspace");
  await dialog.getByLabel("Tags").first().fill("counter");
  await page.keyboard.press("Enter");
  await assertNoStumblingBlocks(page);
  await dialog.getByRole("button", { name: "Give tags" }).click();
  await page.getByRole("row", { name: /till-02 .* counter/ }).waitFor();
  const { items } = await operator.get<{ items: { name: string }[] }>("/api/v1/devices?query=tag:counter");
  assert.deepEqual(
    items.map(({ name }) => name),
    ["till-01", "till-02", "till-03"],
  );

  await page.goto(`${url}/devices/${fleet.members.get(evil)!.deviceId}?tab=labels`);
  await page.getByRole("heading", { level: 1, name: evil }).waitFor();
  await page.getByLabel("Attribute", { exact: true }).fill("note");
  await page.getByLabel("Value").fill(evil);
  await page.getByRole("button", { name: "Set the attribute" }).click();
  await page.getByRole("row", { name: `note ${evil}` }).waitFor();
  for (const tab of ["Tags and groups", "Settings", "Network", "Cache", "Last failure"]) {
    await page.getByRole("tab", { name: tab }).click();
    await page.getByRole("tabpanel", { name: tab }).waitFor();
    await assertNoStumblingBlocks(page);
  }
  await page.getByRole("button", { name: "Revoke" }).click();
  await page
    .getByRole("dialog", { name: `Revoke ${evil}?` })
    .getByLabel("Why")
    .fill("it is odd");
  await assertNoStumblingBlocks(page);
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await page.getByText("It is refused everything.").waitFor();
  assert.equal(await page.evaluate("typeof smuggled"), "undefined");
  assert.deepEqual(browser.complaints(), []);
});
