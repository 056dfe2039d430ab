import assert from "node:assert/strict";
import { test } from "node:test";
import { layoutOf, placeOf } from "@shoal/console/task/grid-layout";
import { type Cell, GridModel } from "@shoal/console/task/grid-model";
import type { ActionRow, TaskDetail, TaskRow } from "@shoal/protocol/api/task";
import type { Page } from "playwright-core";
import { model, release } from "../agent/scene.ts";
import { stumblingBlocks } from "../browser/axe.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import type { Operator } from "../fleet/operator.ts";
import { manyScene } from "./many.ts";
import { consoleScene, signIn } from "./scene.ts";

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

test("what is filled in of a new task is a draft at each step: in the browser, then on the server, through reload and sign-out", {
  skip,
}, async (t) => {
  const { page, url, operator, browser } = await consoleScene(t, [
    model("till-01"),
    model("till-02"),
    model("desk-01"),
  ]);
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", Buffer.from("reader 1"))));
  const draftsOf = async () => (await operator.get<{ items: TaskRow[] }>("/api/v1/tasks?state=draft")).items;
  await page.goto(`${url}/tasks`);
  await page.getByRole("link", { name: "New task" }).click();
  // It does not say who yet, so no server would take it.
  await page.getByLabel("Devices that a query names").check();
  await page.getByLabel("The server sends it (push)").check();
  await page.getByText("Kept in this browser until it says what and who").waitFor();
  await page.reload();
  assert.equal(await page.getByLabel("The server sends it (push)").isChecked(), true);
  assert.deepEqual(await draftsOf(), []);
  await page.getByRole("textbox", { name: "Query" }).fill("name:till-*");
  await page.getByText("Saved as draft 1").waitFor();
  assert.equal(new URL(page.url()).search, "?draft=1");
  await page.getByRole("button", { name: "In rings instead" }).click();
  await page.getByRole("button", { name: "Without the ring early" }).click();
  await page.getByText("Saved as draft 1").waitFor();
  await assertNoStumblingBlocks(page);
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Draft 1" }).waitFor();
  assert.equal(await page.getByRole("group", { name: "pilots" }).count(), 1);
  await page.getByLabel("Immediate: at once").check();
  await page.getByText("Saved as draft 1").waitFor();
  const detail = await operator.get<TaskDetail>("/api/v1/tasks/1");
  assert.deepEqual(
    [detail.delivery, detail.urgency, detail.targets, detail.rings?.map(({ name }) => name)],
    ["push", "immediate", { query: "name:till-*" }, ["pilots", "rest"]],
  );

  await page.getByRole("button", { name: "operator:ann" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await signIn(page);
  await page.goto(`${url}/tasks`);
  await page.getByRole("region", { name: "Drafts" }).getByText("install reader 1.0.0").waitFor();
  await assertNoStumblingBlocks(page);
  await page.getByRole("link", { name: "Continue install reader 1.0.0" }).click();
  assert.equal(await page.getByLabel("Immediate: at once").isChecked(), true);
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByRole("button", { name: "Start on 2 devices" }).click();
  await page.getByRole("heading", { level: 1, name: "install reader 1.0.0" }).waitFor();
  assert.deepEqual(await draftsOf(), []);

  await page.goto(`${url}/tasks/new`);
  assert.equal(await page.getByLabel("The server sends it (push)").isChecked(), false, "it begins with nothing");
  await page.getByLabel("precache").check();
  await page.getByText("Saved as draft 2").waitFor();
  await page.getByRole("button", { name: "Discard the draft" }).click();
  const dialog = page.getByRole("dialog", { name: "Discard draft 2?" });
  await dialog.waitFor();
  await assertNoStumblingBlocks(page);
  await dialog.getByRole("button", { name: "Discard the draft" }).click();
  await page.getByRole("heading", { level: 1, name: "Tasks" }).waitFor();
  assert.equal((await operator.get<TaskDetail>("/api/v1/tasks/2")).state, "cancelled");
  assert.deepEqual(browser.complaints(), []);
});

/** In both themes. */
async function assertNoStumblingBlocks(page: Page): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await stumblingBlocks(page), [], colorScheme);
  }
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
