import assert from "node:assert/strict";
import { test } from "node:test";
import type { Locator } from "playwright-core";
import { model, release } from "../agent/scene.ts";
import { assertNoStumblingBlocks } from "../browser/axe.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import { consoleScene } from "./scene.ts";

test("what was typed stays as it is, and what is wrong with it is said where it stands", {
  skip: whyNoChromium(),
}, async (t) => {
  // As many as fill three rings: what is right is sent as a draft as soon as nobody has typed for a moment, and is not refused then.
  const tills = Array.from({ length: 5 }, (_, at) => model(`till-0${at + 1}`));
  const { page, url, operator, browser } = await consoleScene(t, tills);
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", Buffer.from("reader 1"))));

  await page.goto(`${url}/tasks/new`);
  await page.getByRole("button", { name: "In rings instead" }).click();
  const pilots = page.getByRole("group", { name: "pilots" });
  const preview = (isOff: boolean) => page.getByRole("button", { name: "Preview", disabled: isOff }).waitFor();
  await preview(false);
  for (const [label, typed, right, rule] of [
    ["Until", "101 %", "10", "Only numbers from 0 to 100"],
    ["Must succeed", "900 %", "90", "Only numbers from 0 to 100"],
    ["Proves itself for", "9999 h", "2", "Only numbers from 0 to 2,208"],
  ] as const) {
    const field = pilots.getByLabel(label);
    await typeInto(field, typed.split(" ")[0]!);
    assert.equal(await field.inputValue(), typed);
    await pilots.getByText(rule).waitFor();
    await page.getByText("Kept in this browser alone: The ring pilots has a number that cannot be").waitFor();
    await preview(true);
    await field.fill(right);
    await preview(false);
  }

  await page.goto(`${url}/settings/new`);
  const parallel = page.getByLabel("Parallel requests", { exact: true });
  await parallel.waitFor();
  const show = page.getByRole("button", { name: "Show what changes" });
  await page.getByLabel("Name").fill("slow");
  for (const typed of ["99999", "1.5", ""]) {
    await typeInto(parallel, typed);
    assert.equal(await parallel.inputValue(), typed);
    await page.getByText(/fetchParallel.*whole number/).waitFor();
    assert.equal(await show.isDisabled(), true);
  }
  await typeInto(parallel, "3");
  assert.equal(await show.isDisabled(), false);
  await assertNoStumblingBlocks(page);

  await page.goto(`${url}/devices/till-01?tab=labels`);
  const tags = page.getByLabel("Tags of this device").first();
  await tags.fill("At the till");
  await page.getByText("“At the till” is no tag").waitFor();
  await tags.fill("counter");
  await page.getByText("is no tag").waitFor({ state: "detached" });
  await page.getByRole("textbox", { name: "Attribute" }).fill("Shelf Nr");
  await page.getByRole("textbox", { name: "Value" }).fill("7");
  const rule = page.getByText("it begins with a letter or a digit.").last();
  assert.equal(await page.getByRole("textbox", { name: "Attribute" }).getAttribute("aria-invalid"), "true");
  await rule.waitFor();
  await assertNoStumblingBlocks(page);

  await page.goto(`${url}/packages/new`);
  await page.locator("input[type=file]").setInputFiles([
    { name: "empty.msi", mimeType: "application/x-msi", buffer: Buffer.alloc(0) },
    { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("see there") },
    { name: "tool.deb", mimeType: "application/x-deb", buffer: Buffer.from("deb") },
  ]);
  const refused = page.getByRole("alert");
  await refused.getByText("empty.msi is empty").waitFor();
  await refused.getByText("notes.txt: no installer of this kind is known").waitFor();
  await page.getByRole("group", { name: "tool.deb" }).waitFor();
  assert.equal(await page.getByRole("group", { name: /empty\.msi|notes\.txt/ }).count(), 0);
  await assertNoStumblingBlocks(page);
  assert.deepEqual(
    browser.complaints().filter((each) => !/404.*\/api\/v1\/blobs\//.test(each)),
    [],
  );
});

/** And on to the next field, at which a field may change what it has. */
async function typeInto(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await field.blur();
}
