import type { TestContext } from "node:test";
import { buildConsole } from "@shoal/console/build";
import type { ServerOptions } from "@shoal/server/config/options";
import type { Page } from "playwright-core";
import { start } from "../agent/scene.ts";
import { Chromium } from "../browser/chromium.ts";
import type { FleetWires } from "../fleet/fleet.ts";
import type { DeviceModel } from "../fleet/model.ts";
import type { Operator } from "../fleet/operator.ts";

const PASSWORD = "seven herrings in a row";

/**
 * A real server with a fleet of real agents over simulated machines, and a real browser whose person has come by an invitation as an
 * admin.
 * @param locale the person's language
 * @param wireOf the links of its devices; default: none
 */
export async function consoleScene(
  t: TestContext,
  models: readonly DeviceModel[],
  locale = "en",
  options: Omit<ServerOptions, "dataDir"> = {},
  wireOf?: FleetWires,
) {
  await buildConsole();
  const booted = await start(t, models, { secondFactor: "optional", ...options }, {}, wireOf);
  const browser = await Chromium.start(t, { locale });
  return { ...booted, url: booted.server.url, browser, page: await invited(browser, booted.operator) };
}

/** Comes by an invitation as an admin, `ann`. */
export const invited = (browser: Chromium, operator: Operator): Promise<Page> =>
  enter(browser, operator, "ann", "admin");

/** Comes by an invitation. */
export async function enter(browser: Chromium, operator: Operator, name: string, role: string): Promise<Page> {
  const body = { name, email: `${name}@example.org`, roles: [{ role }] };
  const { link } = await operator.post<{ link: string }>("/api/v1/operators/invite", body);
  const page = await browser.open(link);
  await page.locator("input[type=password]").fill(PASSWORD);
  await page.locator("button[type=submit]").click();
  await page.getByText(`operator:${name}`).first().waitFor();
  return page;
}

/** `ann` signs in again, where the page asks for it. */
export async function signIn(page: Page): Promise<void> {
  await page.locator("input[type=email]").fill("ann@example.org");
  await page.locator("input[type=password]").fill(PASSWORD);
  await page.locator("button[type=submit]").click();
  await page.getByText("operator:ann").first().waitFor();
}
