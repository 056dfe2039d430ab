import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
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
  await bobs.locator("input[type=password]").fill("herrings");
  await bobs.locator("button[type=submit]").click();
  await bobs.locator("input[type=password][aria-invalid=true]").waitFor();
  await bobs.getByText("12 characters or more").waitFor();
  assert.deepEqual(await stumblingBlocks(bobs), []);
  await bobs.locator("input[type=password]").fill("seven herrings in a row");
  await bobs.locator("button[type=submit]").click();
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

/** Takes what webhooks send, and answers with something hostile. */
async function receiver(t: TestContext) {
  const taken: { kind: string }[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    request.on("end", () => {
      taken.push({ kind: (JSON.parse(text) as { type: string }).type });
      response.end(HOSTILE);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  t.after(() => server.close());
  return { taken, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

test("a webhook is made, tested and sends again; a secret goes in and never comes out; what is typed stays text", {
  skip,
}, async (t) => {
  const { taken, url: hook } = await receiver(t);
  const { page, url, browser } = await consoleScene(t, [model("till-01")], "en", {
    webhookAllow: ["127.0.0.1"],
    insecureWebhooks: true,
  });
  await page.goto(`${url}/webhooks`);
  await page.getByRole("link", { name: "New webhook" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("chat");
  await page.getByRole("textbox", { name: "Receiver" }).fill(hook);
  const events = page.getByRole("combobox", { name: "Events" });
  await events.fill("task.finshed");
  await events.press("Enter");
  await page.getByText(/did you mean task.finished/).waitFor();
  await page.getByRole("button", { name: "Make", disabled: true }).waitFor();
  await events.press("Backspace");
  await events.fill("webhook.*");
  await events.press("Enter");
  await page.getByRole("textbox", { name: "What it is for" }).fill(HOSTILE);
  assert.deepEqual(await stumblingBlocks(page), []);
  await page.getByRole("button", { name: "Make", disabled: false }).click();
  await page.getByRole("group", { name: "The secret of chat" }).waitFor();
  await page.getByRole("link", { name: "Go on to chat, and test it" }).click();
  await page.getByRole("button", { name: "Test" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(`Send a test to ${hook} now?`).waitFor();
  assert.deepEqual(await stumblingBlocks(page), []);
  await dialog.getByRole("button", { name: "Test" }).click();
  await page.getByText("The test has arrived").waitFor();
  await page.getByRole("status").getByText(HOSTILE).waitFor();
  const row = page.getByRole("row", { name: /webhook.test.*delivered/ });
  await row.getByRole("button", { name: "Send again" }).click();
  await dialog.getByRole("button", { name: "Send again" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.locator("tbody tr").first().waitFor();
  assert.deepEqual(await stumblingBlocks(page), []);
  assert.ok(taken.some(({ kind }) => kind === "webhook.test"));
  await page.goto(`${url}/webhooks`);
  await page.getByText(HOSTILE).waitFor();

  await page.goto(`${url}/secrets/new`);
  const called = page.getByRole("textbox", { name: "Name" });
  await page.getByText("Small letters, digits, dot").waitFor();
  await called.fill("My licence");
  await called.blur();
  await page.locator("input[aria-invalid=true]").waitFor();
  await called.fill("licence");
  await page.locator("input[aria-invalid=true]").waitFor({ state: "detached" });
  const value = page.getByLabel("Value");
  assert.equal(await value.getAttribute("type"), "password");
  await value.fill("correct horse battery");
  const packages = page.getByRole("combobox", { name: "Packages that may use it" });
  await packages.fill("reader");
  await packages.press("Enter");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { level: 1, name: "licence" }).waitFor();
  assert.equal(await value.inputValue(), "");
  assert.ok(!(await page.content()).includes("correct horse battery"));
  assert.deepEqual(await stumblingBlocks(page), []);
  await page.goto(`${url}/keys`);
  await page.getByRole("row", { name: /targets.*good.*1 of 1 key/ }).waitFor();
  assert.deepEqual(await stumblingBlocks(page), []);
  await page.goto(`${url}/webhooks`);
  await page.getByText(HOSTILE).waitFor();
  assert.equal(await page.title(), "Webhooks · Shoal");
  assert.deepEqual(browser.complaints(), []);
});
