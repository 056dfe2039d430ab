import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { layoutOf, placeOf } from "@shoal/console/task/grid-layout";
import { type Cell, GridModel } from "@shoal/console/task/grid-model";
import type { ActionRow, TaskDetail, TaskRow } from "@shoal/protocol/api/task";
import type { Page } from "playwright-core";
import { model, release } from "../agent/scene.ts";
import { stumblingBlocks } from "../browser/axe.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import type { Operator } from "../fleet/operator.ts";
import { Subnets } from "../session/subnets.ts";
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
  const grown = [/^127.*1 device · 6\.\d+\sMB WAN · ★ b/, /^127.*2 devices · 6\.\d+\sMB WAN · ★ b/].map(firstOf);
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
  const priority = page.getByLabel("Priority");
  for (const wrong of ["999999999999999", "-1.5"]) {
    await priority.fill(wrong);
    await priority.blur();
    await page.getByText("Only whole numbers from -10 to 10").first().waitFor();
    assert.equal(await priority.inputValue(), wrong);
    await page.getByRole("button", { name: "Preview", disabled: true }).waitFor();
  }
  await priority.fill("0");
  // It does not say who yet, so no server would take it.
  await page.getByLabel("Devices that a query names").check();
  await page.getByLabel("The server sends it (push)").check();
  await page.getByText(/^Kept in this browser alone: It does not say yet/).waitFor();
  await page.reload();
  assert.equal(await page.getByLabel("The server sends it (push)").isChecked(), true);
  assert.deepEqual(await draftsOf(), []);
  await page.getByText("Continued from what you began on this computer").waitFor();
  await page.goto(`${url}/tasks/new?query=os%3Alinux`);
  assert.equal(await page.getByRole("combobox", { name: "Query" }).inputValue(), "os:linux");
  assert.equal(await page.getByText("Continued from what you began").count(), 0);
  await page.goto(`${url}/tasks/new`);
  await page.getByRole("button", { name: "Begin anew" }).click();
  await page.getByText("Continued from what you began").waitFor({ state: "detached" });
  assert.equal(await page.getByLabel("The server sends it (push)").isChecked(), false);
  await page.getByLabel("Devices that a query names").check();
  await page.getByLabel("The server sends it (push)").check();
  await page.getByText(/^Kept in this browser alone: It does not say yet/).waitFor();
  await page.getByRole("combobox", { name: "Query" }).fill("name:till-*");
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

  // Its page says what it would do to whom, before anybody starts it from there.
  await page.goto(`${url}/tasks/1`);
  await page.getByText("2 devices get it").waitFor();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  const question = page.getByRole("dialog", { name: "Start this task on 2 devices?" });
  await question.waitFor();
  await assertNoStumblingBlocks(page);
  await question.getByRole("button", { name: "Close" }).first().click();

  await page.goto(`${url}/tasks`);
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
  const stateOf = async (id: number) => (await operator.get<TaskDetail>(`/api/v1/tasks/${id}`)).state;
  assert.equal(await stateOf(2), "cancelled");

  // What was continued has become a draft by now: beginning anew ends that, too.
  await page.goto(`${url}/tasks/new`);
  await page.getByLabel("Devices that a query names").check();
  await page.getByText(/^Kept in this browser alone/).waitFor();
  await page.reload();
  await page.getByText("Continued from what you began").waitFor();
  await page.getByRole("combobox", { name: "Query" }).fill("name:till-*");
  await page.getByText("Saved as draft 3").waitFor();
  await page.getByRole("button", { name: "Begin anew" }).click();
  const anew = page.getByRole("dialog", { name: "Discard draft 3 and begin anew?" });
  await anew.getByRole("button", { name: "Begin anew" }).click();
  await page.getByText("Continued from what you began").waitFor({ state: "detached" });
  assert.equal(new URL(page.url()).search, "");
  assert.equal(await page.getByLabel("All devices").isChecked(), true);
  assert.equal(await stateOf(3), "cancelled");

  await operator.send("PATCH", "/api/v1/fleet/rules", { approvalAboveDevices: 1 });
  const order = { kind: "install", delivery: "pull", package: "reader", version: "1.0.0", targets: { all: true } };
  await operator.post("/api/v1/tasks", order);
  await operator.post("/api/v1/tasks/4/start");
  await page.goto(`${url}/tasks/new?draft=4`);
  await page.getByRole("heading", { level: 1, name: "Task 4 waits for a second person" }).waitFor();
  await assertNoStumblingBlocks(page);
  assert.equal(await stateOf(4), "awaiting-approval");
  await page.getByRole("button", { name: "Change it all the same" }).click();
  await priority.fill("99");
  await page
    .getByText(/^Kept in this browser alone: Only whole .*\. Draft 4 on the server stays as it was\.$/)
    .waitFor();
  assert.equal(await stateOf(4), "awaiting-approval");
  await priority.fill("7");
  await page.getByText("Saved as draft 4").waitFor();
  assert.equal(await stateOf(4), "draft");
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

/** In both themes. */
async function assertNoStumblingBlocks(page: Page): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours that are on their way to others are those of neither.
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    await page.evaluate("Promise.allSettled(document.getAnimations().map(({ finished }) => finished))");
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
