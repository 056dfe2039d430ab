import type { Page } from "playwright-core";
import type { Place } from "./places.ts";

/** Goes to a place as a link of the console does; from outside of it, or to there, as an address does. */
export async function goTo(page: Page, url: string, { address, until, outside }: Place): Promise<void> {
  const inside = page.url().startsWith(url) && !/\/(sign-in|setup|invitation)$/.test(page.url()) && !outside;
  if (inside) await page.evaluate(`history.pushState({}, "", ${JSON.stringify(address)})`);
  else await page.goto(url + address);
  await isThere(page, address);
  await page.getByText(until).filter({ visible: true }).first().waitFor();
  await isWhole(page);
}

/** Waits until nothing is on its way any more. */
export async function isWhole(page: Page): Promise<void> {
  await page.locator(".mantine-Skeleton-root").first().waitFor({ state: "detached" });
}

/** Waits until an address is what is shown: the page before stays while the next one is made, and may have the text by which that is known. */
export async function isThere(page: Page, address: string): Promise<void> {
  await page.waitForFunction(isShown, address);
}

interface Router {
  __TSR_ROUTER__: { state: { resolvedLocation?: { href: string } } };
}

/** In a page. */
function isShown(address: string): boolean {
  const { href } = (globalThis as unknown as Router).__TSR_ROUTER__.state.resolvedLocation ?? { href: "" };
  return decodeURIComponent(href) === decodeURIComponent(address);
}
