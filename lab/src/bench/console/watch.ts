import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

/** From now on each document that is opened in it keeps a record of when it was of use, and of what kept it from answering. */
export async function watchPage(page: Page): Promise<void> {
  await page.addInitScript({ path: fileURLToPath(new URL("./in-page.mjs", import.meta.url)) });
}

/** Opens an address with nothing kept of before. @returns milliseconds until it was of use, with all that it is about painted */
export async function openCold(page: Page, url: string): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  await page.goto("about:blank");
  await page.goto(url, { waitUntil: "commit" });
  const ms = await page.evaluate<number>("shoalBench.shownMs");
  await devtools.detach();
  return ms;
}

export interface Longest {
  /** 0 where none was 50 ms: the browser tells of no shorter ones. */
  ms: number;
  /** The script, as far as the browser says. */
  what: string;
}

/** The longest time that the page answered nobody, since the last call or its beginning. */
export async function longestTask(page: Page): Promise<Longest> {
  // They are told of when the page has nothing else to do.
  return await page.evaluate<Longest>(`new Promise((resolve) => setTimeout(resolve, 300)).then(() => {
    const [worst] = shoalBench.long.splice(0).sort((a, b) => b.ms - a.ms);
    return { ms: worst?.ms ?? 0, what: worst?.what ?? "" };
  })`);
}
