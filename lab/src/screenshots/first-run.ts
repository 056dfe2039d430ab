import { type TestContext, test } from "node:test";
import { buildConsole } from "@shoal/console/build";
import { Chromium, whyNoChromium } from "../browser/chromium.ts";
import { invited } from "../console/scene.ts";
import { boot } from "../server/booted.ts";
import { shoot } from "./shoot.ts";

/** A server that has nothing yet, and what it says is to be done first. */
test("the first run", { skip: whyNoChromium() }, async (t: TestContext) => {
  await buildConsole();
  const { server, operator } = await boot(t, { secondFactor: "optional" });
  const browser = await Chromium.start(t);
  const page = await invited(browser, operator);
  await shoot(page, "first-run", async () => {
    await page.goto(server.url);
    await page.getByText("First steps").waitFor();
  });
});
