import { chromium } from "playwright-core";
import { readFileSync } from "node:fs";
const log = readFileSync("/tmp/w/demo.log","utf8");
const link = /console\s+(\S+)/.exec(log)![1]!;
const url = new URL(link).origin;
const ctx = await chromium.launchPersistentContext("/tmp/w/profile", { executablePath: "/usr/bin/chromium", args:["--no-sandbox"], viewport: { width: 1280, height: 850 }, locale: process.env.LOC ?? "en", colorScheme: (process.env.SCHEME ?? "light") as "light" });
ctx.on("console", (m) => ["error","warning"].includes(m.type()) && console.log("console", m.text()));
ctx.on("weberror", (e) => console.log("script", e.error().message));
const page = await ctx.newPage();
await page.goto(url + "/");
await page.waitForTimeout(1500);
if (page.url().includes("sign-in")) {
  await page.goto(link);
  try { await page.locator('[name="password"]').first().fill("seven herrings in a row"); await page.getByRole("button", { name: "Accept" }).click(); await page.waitForURL(/account/); }
  catch { }
}
if (page.url().includes("invitation")) {
  await page.goto(url + "/sign-in");
  await page.locator('[name="email"]').first().fill("you@example.org");
  await page.locator('#sign-in [name="password"]').fill("seven herrings in a row");
  await page.getByRole("button", { name: "Sign in", exact: true }).click(); await page.waitForURL(/account/);
}
for (const path of process.argv.slice(2)) {
  await page.goto(url + path);
  await page.waitForTimeout(1200);
  const name = path.replaceAll(/[^a-z0-9]+/g, "_") || "root";
  await page.screenshot({ path: `/tmp/w/shots/${name}${process.env.SUFFIX ?? ""}.png` });
  console.log(path, page.url(), (await page.title()));
}
await ctx.close();
