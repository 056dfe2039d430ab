import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { model, release, run } from "../agent/scene.ts";
import { stumblingBlocksInBoth } from "../browser/axe.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import { consoleScene } from "./scene.ts";

/** What the rows of the list say first, in their order. */
const first = (page: Page): Promise<string[]> => page.locator("tbody tr > :first-child a").allTextContents();

test("a list is ordered by its heads, by mouse and by keyboard, and by its address; not where the server has more of it", {
  skip: whyNoChromium(),
}, async (t) => {
  const scene = await consoleScene(t, [model("till-01"), model("till-02"), model("desk")]);
  const { page, url, operator, browser } = scene;
  for (const [name, query] of [
    ["hall-2", "name:till-*"],
    ["hall-10", "name:nobody"],
    ["hall-1", "name:desk"],
  ] as const)
    await operator.send("PUT", `/api/v1/groups/${name}`, { description: "", query });
  const inOrder = async (names: readonly string[]) => {
    await page.waitForFunction((wanted) => {
      const links = (globalThis as unknown as Paged).document.querySelectorAll("tbody tr > :first-child a");
      return [...links].map((each) => each.textContent).join() === wanted;
    }, names.join());
  };
  const head = (name: string) => page.getByRole("columnheader", { name });
  const names = ["hall-1", "hall-2", "hall-10"];

  await page.goto(`${url}/groups`);
  await head("Name").getByRole("button").waitFor();
  const asTheServerHasIt = await first(page);
  assert.equal(await head("Name").getAttribute("aria-sort"), "none");
  await head("Name").getByRole("button").click();
  await inOrder(names);
  assert.equal(new URL(page.url()).search, "?sort=name");
  assert.equal(await head("Name").getAttribute("aria-sort"), "ascending");
  await page.getByText("Ordered by Name, ascending").waitFor({ state: "attached" });
  assert.deepEqual(await stumblingBlocksInBoth(page), []);

  // By keyboard, and the focus stays where it is: the other way, and as the server has it.
  await page.keyboard.press("Enter");
  await inOrder(names.toReversed());
  assert.equal(new URL(page.url()).search, "?sort=-name");
  assert.equal(await head("Name").getAttribute("aria-sort"), "descending");
  await page.keyboard.press("Space");
  await inOrder(asTheServerHasIt);
  assert.equal(new URL(page.url()).search, "");

  // An amount as an amount, the largest first; a reload keeps it, and so does somebody who is sent the address.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await inOrder(["hall-2", "hall-1", "hall-10"]);
  assert.equal(new URL(page.url()).search, "?sort=-devices");
  await page.reload();
  await inOrder(["hall-2", "hall-1", "hall-10"]);
  assert.equal(await head("Devices").getAttribute("aria-sort"), "descending");
  await page.goto(`${url}/groups?sort=nonsense`);
  await inOrder(asTheServerHasIt);

  // Each list of a page has its own.
  await page.goto(`${url}/keys?sort-roles=-role`);
  const roles = page.getByRole("table").filter({ hasText: "timestamp" });
  await roles.getByRole("row", { name: /^timestamp/ }).waitFor();
  const authorities = page.getByRole("table").filter({ hasText: "Devices" }).first();
  await authorities.getByRole("button", { name: "Devices" }).first().click();
  await page.waitForURL(/sort-authorities=-devices/);
  assert.match(new URL(page.url()).search, /sort-roles=-role/);
  assert.equal(await roles.locator("[aria-sort=descending]").count(), 1);

  // Devices are ordered by the server, which has thousands: whoever is chosen stays chosen, and the query stays the query.
  await page.goto(`${url}/devices?query=os:windows`);
  await page.getByRole("checkbox", { name: "Choose till-02" }).click();
  const devices = ["till-01", "till-02", "desk"];
  const rows = (those: readonly string[]) =>
    page.waitForFunction((wanted) => {
      const links = (globalThis as unknown as Paged).document.querySelectorAll("tbody a");
      return [...links].map((each) => each.textContent).join() === wanted;
    }, those.join());
  await rows(devices);
  await head("Name").getByRole("button").focus();
  await page.keyboard.press("Enter");
  await rows(devices.toSorted());
  await page.keyboard.press("Enter");
  await rows(devices.toSorted().reverse());
  assert.equal(await head("Name").getAttribute("aria-sort"), "descending");
  assert.deepEqual(await stumblingBlocksInBoth(page), []);
  await page.getByText("1 device is chosen").waitFor();
  await page.getByRole("button", { name: "As a command" }).click();
  await page.getByText("shoal device list --query os:windows --order=-name").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("combobox", { name: "Query" }).fill("name:till-*");
  await page.getByRole("button", { name: "Find" }).click();
  await rows(["till-02", "till-01"]);
  await page.reload();
  await rows(["till-02", "till-01"]);

  // Of what the server has more of, a page would order what it happens to have.
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", Buffer.from("reader 1"))));
  for (let at = 0; at <= 100; at++) await run(scene, { name: `task ${at}`, targets: { query: "name:desk" } });
  await page.goto(`${url}/tasks?sort=name`);
  await page.getByRole("link", { name: "task 100" }).waitFor();
  assert.equal(await page.locator("thead button, [aria-sort]").count(), 0);
  assert.deepEqual(browser.complaints(), []);
});

interface Paged {
  document: { querySelectorAll(selector: string): Iterable<{ textContent: string }> };
}
