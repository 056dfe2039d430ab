import assert from "node:assert/strict";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { model } from "../agent/scene.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import { between } from "./between.ts";
import { consoleScene, signIn } from "./scene.ts";

const skip = whyNoChromium();
const TABS = 8;

/** Streams of events that are open at the servers of this process. */
function streamsOf(t: TestContext): { open: number; begun: number } {
  const streams = { open: 0, begun: 0 };
  const count = (message: unknown) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    if (!request.url?.startsWith("/api/v1/events")) return;
    streams.open++;
    streams.begun++;
    response.once("close", () => streams.open--);
  };
  subscribe("http.server.request.start", count);
  t.after(() => unsubscribe("http.server.request.start", count));
  return streams;
}

/** The stream of the page before ends when the browser has done with its worker. @throws AssertionError where more stay open */
async function untilOne(streams: { open: number }): Promise<void> {
  for (let waited = 0; streams.open !== 1 && waited < 100; waited++) await sleep(50);
  assert.equal(streams.open, 1);
}

test("eight tabs share one stream, whichever of them is closed, and each is told of everything", {
  skip,
}, async (t) => {
  const streams = streamsOf(t);
  const { page, url, operator, browser } = await consoleScene(t, [model("till-01")]);
  const tabs: Page[] = [page];
  await page.goto(`${url}/groups`);
  while (tabs.length < TABS) tabs.push(await browser.open(`${url}/groups`));
  const told = async (pages: readonly Page[], group: string) => {
    await operator.send("PUT", `/api/v1/groups/${group}`, { devices: [] });
    for (const each of pages) await each.getByRole("link", { name: group }).waitFor();
  };
  for (const tab of tabs) await tab.getByLabel("Live", { exact: true }).waitFor();
  await told(tabs, "first");
  await untilOne(streams);

  // The one that has begun it, and others.
  for (const tab of tabs.splice(0, 3)) await tab.close();
  await told(tabs, "second");
  assert.deepEqual(streams, { open: 1, begun: streams.begun });
  const { begun } = streams;

  // One is put aside for the way back, hears nothing there, and has it when it is shown again.
  const [away] = tabs as [Page];
  const transition = (name: string) =>
    away.evaluate(`dispatchEvent(new PageTransitionEvent("${name}", { persisted: true }))`);
  await transition("pagehide");
  await told(tabs.slice(1), "third");
  assert.equal(await away.getByRole("link", { name: "third" }).count(), 0);
  await transition("pageshow");
  await away.getByRole("link", { name: "third" }).waitFor();
  await told(tabs, "fourth");
  assert.deepEqual(streams, { open: 1, begun });
  assert.deepEqual(browser.complaints(), []);
});

test("what happens between a page's first answers and the first word of its stream is seen", { skip }, async (t) => {
  const { page, url, operator, browser } = await consoleScene(t, [model("till-01")]);
  const front = await between(t, url);
  await page.goto(`${front.url}/sign-in`);
  await signIn(page);
  for (const group of ["first", "second"]) {
    front.hold((path) => path === "/api/v1/events");
    await page.goto(`${front.url}/groups`);
    await page.getByRole("heading", { level: 1, name: "Groups" }).waitFor();
    await page
      .getByText(group === "first" ? "There is no group yet" : "first")
      .first()
      .waitFor();
    await operator.send("PUT", `/api/v1/groups/${group}`, { devices: [] });
    front.hold();
    await page.getByRole("link", { name: group }).waitFor();
    await page.getByLabel("Live", { exact: true }).waitFor();
  }
  assert.deepEqual(browser.complaints(), []);
});

test("a browser without shared workers has a stream for the page alone", { skip }, async (t) => {
  const { page, url, operator, browser } = await consoleScene(t, [model("till-01")]);
  const streams = streamsOf(t);
  await page.addInitScript("delete globalThis.SharedWorker");
  await page.goto(`${url}/groups`);
  await page.getByLabel("Live", { exact: true }).waitFor();
  await operator.send("PUT", "/api/v1/groups/first", { devices: [] });
  await page.getByRole("link", { name: "first" }).waitFor();
  await untilOne(streams);
  assert.deepEqual(browser.complaints(), []);
});
