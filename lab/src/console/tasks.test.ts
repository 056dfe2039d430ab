import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { layoutOf, placeOf } from "@shoal/console/task/grid-layout";
import { type Cell, GridModel } from "@shoal/console/task/grid-model";
import type { ActionRow } from "@shoal/protocol/api/task";
import type { Page } from "playwright-core";
import { model, release } from "../agent/scene.ts";
import { assertNoStumblingBlocks } from "../browser/axe.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import type { Operator } from "../fleet/operator.ts";
import { Subnets } from "../session/subnets.ts";
import { manyScene } from "./many.ts";
import { consoleScene } from "./scene.ts";

const skip = whyNoChromium();

test("five thousand devices: each has its cell in the order of ring, subnet and name, and its row in the table", {
  skip,
}, async (t) => {
  const rings = [
    { name: "pilots", count: 200 },
    { name: "early", percent: 30 },
    { name: "rest", rest: true },
  ];
  const { page, url, operator, browser, task } = await manyScene(t, 5000, { rings });
  await page.goto(`${url}/tasks/${task}`);
  await page.getByText("4,800 scheduled").waitFor();
  const grid = page.getByRole("application", { name: "Progress of each device" });
  const { cells } = new GridModel((await actionsOf(operator, task)).map(cellOf), ["pilots", "early", "rest"]);
  assert.equal(cells.length, 5000);
  const width = (await grid.boundingBox())!.width;
  const layout = layoutOf(cells, width);
  const places = cells.map((_, at) => placeOf(layout, at));
  assert.equal(await grid.evaluate((element) => element.clientHeight), layout.height);
  assert.equal(await paintedOf(page, places), 5000, "cells that are painted as one scrolls to them");

  await grid.focus();
  const said = page.getByRole("status").filter({ hasText: "Ring" });
  const inWords = ({ ring, subnet, device }: Cell) => `Ring ${ring} · ${subnet} · ${device}: `;
  await said.filter({ hasText: inWords(cells[0]!) }).waitFor();
  await page.keyboard.press("End");
  await said.filter({ hasText: inWords(cells.at(-1)!) }).waitFor();
  await page.keyboard.press("ArrowLeft");
  await said.filter({ hasText: inWords(cells.at(-2)!) }).waitFor();

  // All of them end by one order, which is one event.
  await operator.post(`/api/v1/tasks/${task}/cancel`);
  await page.getByText("5,000 cancelled").waitFor();
  await said.filter({ hasText: `${inWords(cells.at(-2)!)}cancelled` }).waitFor();
  assert.equal(await paintedOf(page, places), 5000);

  await page.getByText("As a table").first().click();
  const table = page.getByRole("grid", { name: "Progress of each device" });
  assert.equal(await table.getAttribute("aria-rowcount"), "5001");
  const rowAt = (at: number) => table.locator(`tr[aria-rowindex="${at + 2}"]`);
  const named = async (at: number) => await rowAt(at).getByText(cells[at]!.device, { exact: true }).waitFor();
  await rowAt(0).getByRole("button").focus();
  for (const at of [0, 1, 2]) await named(at);
  await page.keyboard.press("End");
  for (const at of [4997, 4998, 4999]) await named(at);
  assert.ok((await table.locator("tr").count()) < 120, "the document has those alone that are seen");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: `What happened on ${cells[4998]!.device}` }).waitFor();
  await page.keyboard.press("Escape");
  await assertNoStumblingBlocks(page);
  assert.deepEqual(browser.complaints(), []);
});

test("a task is watched to its end: states change where they stand, the tree grows, and nothing is loaded anew", {
  skip: skip || (process.platform === "linux" ? false : "other systems have one loopback address"),
}, async (t) => {
  const subnets = new Subnets(
    [
      ["a1", "a2", "~a3"],
      ["b1", "b2"],
    ],
    { loss: 0.01, seed: 7 },
  );
  const models = subnets.names.map((name) => model(name));
  const scene = await consoleScene(t, models, "en", {}, (name) => subnets.wireOf(name));
  const { page, url, operator, browser, fleet } = scene;
  const sizeBytes = 6 * 1024 * 1024;
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", randomBytes(sizeBytes))));
  const settings = { multicastStartDelayMs: 500, multicastRateBytesPerSecond: 800_000, patches: false };
  const { id } = await operator.post<{ id: string }>("/api/v1/tasks", {
    ...{ kind: "install", delivery: "pull", package: "reader", version: "1.0.0", targets: { all: true }, settings },
  });
  await fleet.members.get("a3")!.agent.stop();

  const second = await browser.open(`${url}/tasks/${id}?tab=distribution`);
  await second.getByText("No device has fetched anything yet.").waitFor();
  await second.evaluate(rememberSubnets);
  await page.bringToFront();
  await page.goto(`${url}/tasks/${id}?view=table`);
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Start", exact: true }).click();
  const rows = page.getByRole("grid", { name: "Progress of each device" }).locator("tbody tr[data-index]");
  await rows.nth(4).waitFor();
  const order = () => rows.locator("button").allTextContents();
  assert.deepEqual(await order(), ["a1", "a2", "a3", "b1", "b2"]);
  assert.match((await rows.nth(3).textContent())!, /^b1127\.78\.0\.0\/24/);
  await page.evaluate("globalThis.sameDocument = true");
  await rows.getByText("fetching").first().waitFor();

  await passed(subnets, 0.3 * (sizeBytes / 1408));
  await fleet.reboot("a3");
  await page.getByText("5 succeeded").waitFor();
  await page.getByText("finished", { exact: false }).first().waitFor();
  assert.deepEqual(await order(), ["a1", "a2", "a3", "b1", "b2"]);
  assert.equal(await rows.getByText("succeeded").count(), 5);
  await page.getByText(/^1\d.* over the WAN instead of (31|30)(\.\d)?\sMB$/).waitFor();
  assert.equal(await page.evaluate("globalThis.sameDocument"), true);
  await page.getByText("As a grid").first().click();
  await page.getByRole("application").focus();
  await page.keyboard.press("End");
  await page.getByText(/127\.78\.0\.0\/24 · b2: succeeded/).waitFor();
  await assertNoStumblingBlocks(page);

  await second.bringToFront();
  await second.getByRole("button", { name: /127\.78\.0\.0.*2 devices/ }).waitFor();
  const seen = (await second.evaluate("seenSubnets")) as string[];
  const firstOf = (text: RegExp) => seen.findIndex((each) => text.test(each));
  const grown = [/^127\.78.*1 device · 6\.\d+\sMB WAN · ★ b/, /^127\.78.*2 devices · 6\.\d+\sMB WAN · ★ b/].map(
    firstOf,
  );
  assert.ok(grown[0]! >= 0 && grown[0]! < grown[1]!, `it grows: ${seen.join("\n")}`);

  await second.getByRole("button", { name: /127\.77\.0\.0/ }).click();
  await second.waitForURL(/subnet=/);
  const members = second.getByRole("group", { name: "From the representative to each member" });
  await members.getByText("a3").waitFor();
  const dashed = members.locator("path[stroke-dasharray='6 5']");
  assert.equal(await dashed.count(), 0);
  const slider = second.getByRole("slider");
  await slider.focus();
  await second.keyboard.press("Home");
  await second.getByRole("row", { name: /^a3 .*joined late · not there yet/ }).waitFor();
  assert.equal(await dashed.count(), 1, "who came late is dashed until it is whole");
  await second.keyboard.press("End");
  await second.getByRole("row", { name: /^a3 .*joined late · whole/ }).waitFor();
  await members.getByRole("button", { name: /a3/ }).focus();
  const had = await second.getByText(/^a3 had /).textContent();
  assert.match(had!, /^a3 had .* over the WAN, .* by multicast .* from peers.* Of what came from peers: .* from a[12]/);
  assert.ok((await members.locator("path[data-from^='d-']").count()) > 0, "lines come from those that gave");
  await second.getByRole("row", { name: /^a3 .* from a[12]/ }).waitFor();
  await assertNoStumblingBlocks(second);
  await second.getByText("As a table").first().click();
  await second.getByRole("row", { name: /^127\.77\.0\.0\/24 .* 3 .* 1$/ }).waitFor();
  await assertNoStumblingBlocks(second);
  assert.deepEqual(browser.complaints(), []);
});

test("a ring that fails is seen to halt, and why; just what failed is tried again, and the rings go on", {
  skip,
}, async (t) => {
  const names = ["till-01", "till-02", "till-03", "till-04"];
  const models = names.map((name) => model(name, { exitCode: name < "till-03" ? 1603 : 0 }));
  const { page, url, operator, browser } = await consoleScene(t, models);
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", Buffer.from("reader 1"))));
  await operator.send("PUT", "/api/v1/groups/pilots", { devices: ["till-01", "till-02", "till-03"] });
  const { id } = await operator.post<{ id: string }>("/api/v1/tasks", {
    ...{ kind: "install", delivery: "pull", package: "reader", version: "1.0.0", targets: { all: true } },
    rings: [
      { name: "first", group: "pilots", sample: 1 },
      { name: "rest", rest: true },
    ],
  });
  await page.goto(`${url}/tasks/${id}?tab=events`);
  await page.getByText("A task was drafted").waitFor();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Start", exact: true }).click();
  const first = page.getByRole("region", { name: "first" });
  await first.getByText("halted").waitFor();
  await page.getByText("paused", { exact: true }).waitFor();
  await page
    .getByText(/in ring "first".*fail|ring "first".*failed/)
    .first()
    .waitFor();
  await page.getByText("2 failed").waitFor();

  // What came meanwhile has moved nothing.
  const listed = page.getByRole("table", { name: "Events" }).locator("tbody tr");
  assert.equal(await listed.count(), 1);
  const more = page.getByRole("button", { name: /new$/ });
  await more.click();
  await page.getByText(/^A ring opened/).waitFor();
  await page.getByText(/^Too much failed in a ring/).waitFor();
  assert.equal((await listed.getByRole("link", { name: "till-01" }).count()) > 3, true);
  await more.waitFor({ state: "detached" });
  await assertNoStumblingBlocks(page);

  await page.getByRole("tab", { name: "Failures 2" }).click();
  await page.getByText(/\(1603\)/).waitFor();
  await page.getByText(/^What to do: /).waitFor();
  await assertNoStumblingBlocks(page);
  for (const { behaviour } of models) behaviour.exitCode = 0;
  await page.getByRole("button", { name: "Try these again (2)" }).click();
  await page.getByText("Nothing has failed.").waitFor();
  const resume = page.getByRole("button", { name: "Resume" });
  await resume.click();
  const dialog = page.getByRole("dialog", { name: /Resume this rollout/ });
  await dialog.waitFor();
  await assertNoStumblingBlocks(page);
  await dialog.getByRole("button", { name: "Resume" }).click();
  await page.getByText("4 succeeded").waitFor();
  await page.getByRole("region", { name: "rest" }).getByText("done").waitFor();
  const { items } = await operator.get<{ items: ActionRow[] }>(`/api/v1/tasks/${id}/actions`);
  assert.deepEqual(items.map(({ device, attempt }) => `${device} ${attempt}`).sort(), [
    ...["till-01 1", "till-01 2", "till-02 1", "till-02 2", "till-03 1", "till-04 1"],
  ]);
  assert.deepEqual(browser.complaints(), []);
});

/** In the page: keeps what was ever said of a subnet of the tree. */
const rememberSubnets = `
  globalThis.seenSubnets = [];
  new MutationObserver(() => {
    for (const { textContent } of document.querySelectorAll("button[aria-expanded]"))
      if (/^127/.test(textContent) && !seenSubnets.includes(textContent)) seenSubnets.push(textContent);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
`;

/** So much of the cast has passed, by datagrams and not by time. */
async function passed(subnets: Subnets, datagrams: number): Promise<void> {
  while (subnets.datagrams < datagrams) await sleep(5);
}

async function actionsOf(operator: Operator, task: string): Promise<ActionRow[]> {
  const rows: ActionRow[] = [];
  for (let cursor = ""; ; ) {
    const page = await operator.get<{ items: ActionRow[]; nextCursor?: string }>(
      `/api/v1/tasks/${task}/actions?limit=500${cursor && `&cursor=${cursor}`}`,
    );
    rows.push(...page.items);
    if (page.nextCursor === undefined) return rows;
    cursor = page.nextCursor;
  }
}

const cellOf = ({ id, deviceId, device, ring = "", subnet = "", state, attempt, updatedMs }: ActionRow): Cell => ({
  ...{ actionId: id, deviceId, device, ring, subnet, state, reason: "", attempt, updatedMs },
});

interface Context2d {
  drawImage(image: unknown, x: number, y: number): void;
  getImageData(...area: number[]): { data: Uint8ClampedArray };
}
/** What of a page's script is used here; this program's types are a server's. */
interface Window {
  document: {
    querySelector(selector: string): { style: { top: string }; width: number; height: number };
    documentElement: { scrollHeight: number };
  };
  OffscreenCanvas: new (
    width: number,
    height: number,
  ) => { getContext(kind: "2d", how: { willReadFrequently: true }): Context2d };
  scrollTo(x: number, y: number): void;
  requestAnimationFrame(frame: (atMs: number) => void): void;
  innerHeight: number;
  devicePixelRatio: number;
}

/** Of how many cells there is something on the canvas, if one scrolls through the page from its top to its end. */
async function paintedOf(page: Page, places: readonly { x: number; y: number }[]): Promise<number> {
  return await page.evaluate(async (all) => {
    const window = globalThis as unknown as Window;
    const { innerHeight, devicePixelRatio: scale } = window;
    const canvas = window.document.querySelector("canvas");
    const painted = new Set<number>();
    for (let top = 0; ; top += innerHeight) {
      window.scrollTo(0, top);
      for (let wait = 0; wait < 2; wait++)
        await new Promise<number>((resolve) => window.requestAnimationFrame(resolve));
      const from = Number.parseFloat(canvas.style.top);
      const { width, height } = canvas;
      const copy = new window.OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
      copy.drawImage(canvas, 0, 0);
      const { data } = copy.getImageData(0, 0, width, height);
      for (const [at, { x, y }] of all.entries()) {
        const alpha = data[4 * (Math.round((y + 4 - from) * scale) * width + Math.round((x + 4) * scale)) + 3];
        if (alpha) painted.add(at);
      }
      if (top + innerHeight >= window.document.documentElement.scrollHeight) return painted.size;
    }
  }, places);
}
