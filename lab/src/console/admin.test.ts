import assert from "node:assert/strict";
import { test } from "node:test";
import { model } from "../agent/scene.ts";
import { stumblingBlocks } from "../browser/axe.ts";
import { Chromium, whyNoChromium } from "../browser/chromium.ts";
import { consoleScene } from "./scene.ts";

const skip = whyNoChromium();
const HOSTILE = `<img src=x onerror="document.title='owned'">`;

test("somebody is invited, begins in a browser of their own, and is refused with the reason; the trail says all of it", {
  skip,
}, async (t) => {
  const { page, url, operator, browser } = await consoleScene(t, [model("till-01")]);
  await operator.send("PUT", "/api/v1/groups/tills", { description: HOSTILE, query: "name:till-*" });
  await operator.send("PUT", "/api/v1/roles/helpdesk", { description: HOSTILE, permissions: ["device.read"] });

  await page.goto(`${url}/operators`);
  await page.getByRole("link", { name: "Invite somebody" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("bob");
  await page.getByRole("textbox", { name: "E-mail" }).fill("bob@example.org");
  await page.getByRole("button", { name: "Invite" }).click();
  const once = page.getByRole("group", { name: "The link for bob" });
  const link = (await once.textContent())!;
  assert.match(link, /\/invitation#/);
  assert.deepEqual(await stumblingBlocks(page), []);

  const other = await Chromium.start(t, {});
  const bobs = await other.open(link);
  await bobs.locator('[name="password"]').fill("seven herrings in a row");
  await bobs.locator("button").click();
  await bobs.getByText("operator:bob").first().waitFor();
  await bobs.goto(`${url}/operators/bob`);
  await bobs.getByRole("heading", { level: 1, name: "bob" }).waitFor();
  for (const name of ["Disable", "Reset"]) {
    const order = bobs.getByRole("button", { name });
    assert.equal(await order.getAttribute("aria-disabled"), "true", name);
    assert.match((await order.getAttribute("aria-description"))!, /operator\.write/);
    await order.click({ force: true });
    assert.equal(await bobs.getByRole("dialog").count(), 0, name);
  }
  assert.deepEqual(await stumblingBlocks(bobs), []);

  await page.goto(`${url}/operators/bob`);
  await page.getByRole("button", { name: "Add a role" }).click();
  await page.getByRole("combobox", { name: "Role", exact: true }).last().selectOption("helpdesk");
  await page.getByRole("combobox", { name: "Role", exact: true }).last().selectOption("operator");
  const over = page.getByRole("combobox", { name: "operator over the devices of" });
  await over.fill("tills");
  await over.press("Enter");
  await page.getByText("They may then: device.write").waitFor();
  await page.getByRole("button", { name: "Give these roles" }).click();
  await page.getByRole("button", { name: "Give these roles", disabled: true }).waitFor();

  await page.getByRole("link", { name: "What happened to them" }).click();
  await page.waitForURL(/subject=operator%3Abob/);
  const changed = page.getByRole("button", { name: "operator.roles-changed" });
  await changed.click();
  await page.waitForURL(/entry=/);
  await page.getByRole("row", { name: /viewer → operator:tills viewer$/ }).waitFor();
  assert.deepEqual(await stumblingBlocks(page), []);
  await page.getByRole("textbox", { name: "Who" }).fill("token:admin");
  await page.getByRole("textbox", { name: "Subject" }).fill("");
  await page.getByRole("button", { name: "Filter" }).click();
  await page.waitForURL((to) => to.search === "?actor=token%3Aadmin");
  await page.getByRole("button", { name: "group.made" }).click();
  await page.getByText(HOSTILE).waitFor();
  await page.getByRole("link", { name: "group:tills" }).click();
  await page.getByRole("heading", { level: 1, name: "tills" }).waitFor();

  await page.goto(`${url}/audit`);
  await page.getByRole("tab", { name: "Proof" }).click();
  await page.getByRole("button", { name: "Sign a checkpoint" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign a checkpoint" }).click();
  const kept = (await page.getByRole("group", { name: /^Checkpoint of entry/ }).textContent())!;
  await page.getByText("Compare with checkpoints that you kept elsewhere").click();
  await page.getByRole("textbox", { name: "Checkpoints" }).fill(kept);
  await page.getByRole("button", { name: "Prove the trail" }).click();
  await page.getByText("✓ The trail is whole: entries 1 to").waitFor();
  await page.getByText(/It has all that your checkpoint of entry/).waitFor();
  assert.deepEqual(await stumblingBlocks(page), []);

  await page.goto(`${url}/roles`);
  await page.getByText(HOSTILE).waitFor();

  assert.equal(await page.title(), "Roles · Shoal");
  assert.deepEqual([...browser.complaints(), ...other.complaints()], []);
});
