import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { buildConsole } from "@shoal/console/build";
import { createServer } from "@shoal/server/server";
import { stumblingBlocks } from "../browser/axe.ts";
import { Chromium, whyNoChromium } from "../browser/chromium.ts";
import { freePort } from "../contract/free-port.ts";
import { Operator } from "../fleet/operator.ts";
import { between } from "./between.ts";
import { isThere, isWhole } from "./go-to.ts";
import { routePaths } from "./route-table.ts";
import { enter } from "./scene.ts";

const skip = whyNoChromium();
/** Of themselves alone, or for people who are not in yet. */
const EVERYBODYS = ["/account", "/keyboard", "/sign-in", "/setup", "/invitation"];
const INSIDE = routePaths().filter((path) => !["/sign-in", "/setup", "/invitation"].includes(path));

/** A server that nothing has happened on, which can be stopped and comes back where it was. */
async function scene(t: TestContext) {
  await buildConsole();
  const dataDir = mkdtempSync(join(tmpdir(), "shoal-states-"));
  const ports = { port: await freePort(), agentPort: 0 };
  const options = { dataDir, ...ports, logLevel: "silent", secondFactor: "optional" } as const;
  const first = await createServer({ ...options, firstToken: true });
  let server: { close(): Promise<void> } | undefined = first;
  const stop = async () => {
    await server?.close();
    server = undefined;
  };
  t.after(async () => {
    await stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const start = async () => {
    server = await createServer(options);
  };
  const browser = await Chromium.start(t);
  return { url: first.url, operator: new Operator(first.url, first.adminToken), browser, stop, start };
}

test("where there is nothing each page says so, and whoever may see nothing is told which permission is missing, and asks for nothing", {
  skip,
}, async (t) => {
  const { url, operator, browser } = await scene(t);
  const page = await enter(browser, operator, "ann", "admin");
  const found: string[] = [];
  const walk = async (who: string, look: (path: string) => Promise<string | undefined>) => {
    for (const path of INSIDE) {
      const address = path.replace(/\$\w+/, "nothing");
      await page.evaluate(`history.pushState({}, "", ${JSON.stringify(address)})`);
      await isThere(page, address);
      await isWhole(page);
      const fault = await look(path);
      if (fault !== undefined) found.push(`${who} ${path}: ${fault}`);
      found.push(...(await stumblingBlocks(page, { within: "#content" })).map((each) => `${who} ${path}: ${each}`));
    }
  };
  const alert = page.locator("#content").getByRole("alert");
  await walk("nothing at", async (path) => {
    const alerts = await alert.allTextContents();
    if (!path.includes("$")) return alerts.length === 0 ? undefined : alerts.join();
    const text = (await page.locator("#content").allInnerTexts()).join();
    return /There is no |Not there/i.test(text) ? undefined : `it says ${text.slice(0, 300)}`;
  });
  const refused = (what: RegExp) => browser.complaints().filter((each) => !what.test(each));
  found.push(...refused(/404/));

  await operator.send("PUT", "/api/v1/roles/nobody", { description: "", permissions: ["rollout.order"] });
  await browser.context.clearCookies();
  const other = await enter(browser, operator, "eve", "nobody");
  await other.close();
  await page.goto(url);
  await walk("forbidden at", async (path) => {
    if (EVERYBODYS.includes(path)) return undefined;
    const text = (await page.locator("#content").allInnerTexts()).join();
    return /permission [a-z-]+\.[a-z-]+/.test(text) ? undefined : `no permission is named in: ${text.slice(0, 200)}`;
  });
  found.push(...browser.complaints());
  assert.deepEqual(found, []);
});

test("with the server gone a page says so and what to do, also one that was not fetched yet, and all go on by themselves when it is back", {
  skip,
}, async (t) => {
  const { url, operator, browser, stop, start } = await scene(t);
  const page = await enter(browser, operator, "ann", "admin");
  await page.goto(`${url}/devices/nobody`);
  await page.getByText("There is no such thing").waitFor();
  const entrance = await browser.open(`${url}/sign-in`);
  await entrance.getByRole("textbox", { name: "E-mail" }).waitFor();
  await stop();

  const away = page.locator("#content").getByRole("alert").filter({ hasText: "The server cannot be reached" });
  await page.getByRole("status", { name: /The server is away/ }).waitFor();
  await page.getByRole("link", { name: "Roles" }).click();
  await away.waitFor();
  await page.getByText("this page goes on by itself when it is back").waitFor();
  assert.deepEqual(await stumblingBlocks(page), []);
  // Its page is there, and its answers are not.
  await page.evaluate(`history.pushState({}, "", "/devices/somebody")`);
  await page.getByRole("heading", { level: 1, name: "somebody" }).waitFor();
  await away.waitFor();
  assert.deepEqual(await stumblingBlocks(page), []);

  await page.getByRole("button", { name: "operator:ann" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  const still = page.getByRole("dialog", { name: "You are still signed in" });
  await still.getByRole("alert").filter({ hasText: "The server cannot be reached" }).waitFor();
  assert.deepEqual(await stumblingBlocks(page), []);
  await still.getByRole("button", { name: "Close" }).click();

  await entrance.getByRole("textbox", { name: "E-mail" }).fill("ann@example.org");
  await entrance.locator("input[type=password]").fill("seven herrings in a row");
  await entrance.getByRole("button", { name: "Sign in", exact: true }).click();
  await entrance.getByRole("alert").filter({ hasText: "The server cannot be reached" }).waitFor();
  assert.deepEqual(await stumblingBlocks(entrance), []);

  await start();
  await page.getByText("There is no such thing").waitFor();
  await page.getByRole("status", { name: "Live" }).waitFor();
  assert.equal(page.url(), `${url}/devices/somebody`, "it is the page that it was");
  await page.getByRole("link", { name: "Roles" }).click();
  await page.getByRole("link", { name: "viewer" }).waitFor();
  await entrance.getByRole("button", { name: "Sign in", exact: true }).click();
  await entrance.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
});

test("an answer that takes its time is waited for where it belongs, and nothing is blank meanwhile", {
  skip,
}, async (t) => {
  const { url, operator, browser } = await scene(t);
  const page = await enter(browser, operator, "ann", "admin");
  const slow = await between(t, url);
  const loading = page.getByRole("status", { name: "Loading" }).first();
  for (const address of ["/", "/devices/nobody", "/packages", "/tasks", "/audit", "/settings", "/keys"]) {
    slow.hold((path) => path.startsWith("/api/"));
    await page.goto(slow.url + address);
    await loading.waitFor();
    slow.hold((path) => path.startsWith("/api/") && path !== "/api/v1/me");
    await page.getByRole("navigation").waitFor();
    await page.locator("#content").getByRole("heading", { level: 1 }).waitFor();
    await loading.waitFor();
    slow.hold();
    await isWhole(page);
  }
});
