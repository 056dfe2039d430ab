import assert from "node:assert/strict";
import { test } from "node:test";
import { model, release, run, settled } from "../agent/scene.ts";
import { stumblingBlocks } from "../browser/axe.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import { consoleScene } from "./scene.ts";

test("an address that makes no sense in part shows its page without that part, and is put right", {
  skip: whyNoChromium(),
}, async (t) => {
  const scene = await consoleScene(t, [model("till-01")]);
  const { page, url, operator, browser } = scene;
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", Buffer.from("reader 1"))));
  const task = await run(scene, {});
  await settled(scene, task);

  for (const tab of ["nope", "actions", "constructor"]) {
    await page.goto(`${url}/tasks/${task}?tab=${tab}`);
    await page.getByRole("tab", { name: "Devices", selected: true }).waitFor();
    await page.getByText("1 succeeded").waitFor();
    assert.equal(new URL(page.url()).search, "", tab);
  }
  // Where it comes while the console is open, too.
  await page.evaluate(`history.pushState({}, "", "/tasks/${task}?tab=constructor&what=1")`);
  await page.waitForURL(/constructor/);
  await page.getByRole("tab", { name: "Devices", selected: true }).waitFor();

  await page.goto(`${url}/history?days=abc`);
  await page.getByRole("radio", { name: "28" }).and(page.locator(":checked")).waitFor({ state: "attached" });
  assert.equal(await page.getByRole("alert").count(), 0);
  await page.goto(`${url}/audit?limit=x&actor=operator:ann`);
  await page.getByText("operator.signed-in").or(page.getByText("operator:ann")).first().waitFor();
  assert.equal(new URL(page.url()).searchParams.get("limit"), null);
  assert.deepEqual(browser.complaints(), []);

  const field = page.getByRole("combobox", { name: "Query" });
  for (const query of ["true", "123", "[1]"]) {
    await page.goto(`${url}/devices?query=${query}`);
    await field.waitFor();
    assert.equal(await field.inputValue(), query);
  }
});

test("the field has the query that the list has, and goes on with what is typed; nothing is made of one that is wrong", {
  skip: whyNoChromium(),
}, async (t) => {
  const { page, url, browser } = await consoleScene(t, [model("till-01"), model("lap-01")]);
  await page.goto(`${url}/devices`);
  const field = page.getByRole("combobox", { name: "Query" });
  const find = async (query: string, shown: string) => {
    await field.fill(query);
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByRole("link", { name: shown }).waitFor();
    await page.getByText("1 device", { exact: true }).first().waitFor();
  };
  await find("name:till-*", "till-01");
  await page.getByRole("checkbox", { name: "Choose till-01" }).click();
  await page.getByText("1 device is chosen").waitFor();
  await find("name:lap-*", "lap-01");
  assert.equal(await page.getByText("is chosen").count(), 0);
  await page.goBack();
  await page.getByRole("link", { name: "till-01" }).waitFor();
  assert.equal(await field.inputValue(), "name:till-*");
  await field.press("End");
  await field.pressSequentially(" os:win");
  assert.equal(await field.inputValue(), "name:till-* os:win");
  await page.getByRole("link", { name: "Devices", exact: true }).first().click();
  await page.getByText("2 devices").waitFor();
  assert.equal(await field.inputValue(), "");
  // Where one types slowly, what is not whole yet is counted too, and refused.
  assert.deepEqual(
    browser.complaints().filter((each) => !/400.*\/targets\/count\)$/.test(each)),
    [],
  );

  await page.goto(`${url}/devices?query=os:linux+and+(`);
  for (const name of ["Save as a group", "New task for all of these"]) {
    const button = page.getByRole("button", { name, disabled: true });
    await button.waitFor();
    assert.equal(await button.getAttribute("aria-description"), "The query is not valid");
    await button.click({ force: true });
  }
  assert.equal(new URL(page.url()).pathname, "/devices");
  assert.deepEqual(await stumblingBlocks(page), []);
});

test("an address that there is not leads on, and what there never was is not said to be deleted; programs are told as before", {
  skip: whyNoChromium(),
}, async (t) => {
  const { page, url, operator, browser } = await consoleScene(t, [model("till-01")]);
  for (const address of ["/nowhere", "/device/till-01", "/tasks.html"]) {
    const answer = await page.goto(url + address);
    assert.equal(answer?.status(), 404);
    await page.getByRole("heading", { level: 1, name: "There is no such page" }).waitFor();
    assert.deepEqual(await stumblingBlocks(page), []);
  }
  await page.getByRole("link", { name: "Go to the overview" }).click();
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  for (const [accept, path] of [
    ["application/json", "/nowhere"],
    ["*/*", "/nowhere"],
    ["text/html", "/api/v1/nowhere"],
    ["text/html", "/assets/nowhere.js"],
  ] as const) {
    const answer = await fetch(url + path, { headers: { accept } });
    assert.equal(answer.status, 404);
    assert.equal(((await answer.json()) as { code: string }).code, "not-found", path);
  }
  assert.deepEqual(
    browser.complaints().filter((each) => !each.includes("404")),
    [],
  );

  await operator.send("PUT", "/api/v1/secrets/licence", { value: "correct horse battery", packages: ["reader"] });
  await operator.send("DELETE", "/api/v1/secrets/licence");
  await page.goto(`${url}/secrets/licence`);
  await page.getByText("Either there never was one of this name, or it was deleted").waitFor();
  await page.getByRole("link", { name: "What happened to it" }).click();
  await page.getByRole("button", { name: "secret.deleted" }).waitFor();
  await page.goto(`${url}/roles/nobody`);
  await page.getByText("Either there never was one of this name").waitFor();
  assert.deepEqual(await stumblingBlocks(page), []);
  assert.deepEqual(browser.complaints(), []);
});
