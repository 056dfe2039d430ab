import type { Page } from "playwright-core";
import type { Place } from "./places.ts";

/** Goes to a place as a link of the console does; from outside of it, or to there, as an address does. */
export async function goTo(page: Page, url: string, { address, until, outside }: Place): Promise<void> {
  const inside = page.url().startsWith(url) && !/\/(sign-in|setup|invitation)$/.test(page.url()) && !outside;
  if (inside) await page.evaluate(`history.pushState({}, "", ${JSON.stringify(address)})`);
  else await page.goto(url + address);
  await page.waitForURL((now) => now.pathname + now.search === address);
  await page.getByText(until).filter({ visible: true }).first().waitFor();
  await isWhole(page);
}

/** Waits until nothing is on its way any more. */
export async function isWhole(page: Page): Promise<void> {
  await page.locator(".mantine-Skeleton-root").first().waitFor({ state: "detached" });
}
