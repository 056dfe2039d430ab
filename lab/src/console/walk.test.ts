import assert from "node:assert/strict";
import { test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { stumblingBlocksInBoth } from "../browser/axe.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import { fullScene } from "./full-scene.ts";
import { goTo, isWhole } from "./go-to.ts";
import { routePaths } from "./route-table.ts";

const OPENED = "[role=dialog], [role=menu], [role=listbox]";

test("every place of the router's, and all that opens on it, is clean for axe in both themes; Escape gives the focus back", {
  skip: whyNoChromium(),
}, async (t) => {
  const { page, url, browser, places } = await fullScene(t);
  assert.deepEqual(Object.keys(places).sort(), routePaths().sort(), "each route of the router has a place");

  const found: string[] = [];
  const seen = new Set<string>();
  let first = true;
  for (const place of Object.values(places).flat()) {
    const say = (faults: readonly string[], where = "") =>
      found.push(...faults.map((fault) => `${place.name}${where}: ${fault}`));
    try {
      await goTo(page, url, place);
      await unfold(page);
      // What is around the content is the same on each page.
      say(await stumblingBlocksInBoth(page, {}, first || place.outside ? {} : { within: "#content" }));
      first = false;
      for (const [name, opener] of await openersOf(page, place.outside === true)) {
        // The same button on the next page, as the line of a command has, opens the same.
        const kind = `${name} ${/As a command/.test(name) ? "" : place.address.split("?")[0]}`;
        if (seen.has(kind)) continue;
        seen.add(kind);
        say(await openAndClose(page, opener), `, ${name}`);
      }
      say(browser.complaints());
    } catch (error) {
      say([String(error).slice(0, 400)]);
    }
  }
  assert.deepEqual(found, []);
});

/** Everything that can be folded out on the page is. */
async function unfold(page: Page): Promise<void> {
  const folded = page.locator("#content details:not([open]) > summary").filter({ visible: true });
  while ((await folded.count()) > 0) await folded.first().click();
}

/** What says that it opens something, once for each name; and on the first page what every page has. */
async function openersOf(page: Page, outside: boolean): Promise<Map<string, Locator>> {
  const openers = new Map<string, Locator>();
  if (outside) return openers;
  for (const each of await page.locator("[aria-haspopup]:visible:not([aria-disabled=true], :disabled)").all()) {
    const name = await each.evaluate(nameOf);
    openers.set(name, openers.get(name) ?? each);
  }
  return openers;
}

interface Named {
  getAttribute(name: string): string | null;
  labels?: ArrayLike<{ textContent: string }>;
  textContent: string;
}
const hasFocus = (element: unknown): boolean =>
  element === (element as { ownerDocument: { activeElement: unknown } }).ownerDocument.activeElement;
const nameOf = (element: unknown): string => {
  const { labels, textContent } = element as Named;
  return ((element as Named).getAttribute("aria-label") ?? labels?.[0]?.textContent ?? textContent).trim();
};

async function openAndClose(page: Page, opener: Locator): Promise<string[]> {
  const faults: string[] = [];
  await opener.focus();
  const isField = (await opener.getAttribute("aria-haspopup")) === "listbox";
  await page.keyboard.press(isField ? "ArrowDown" : "Enter");
  const opened = page.locator(OPENED).filter({ visible: true });
  try {
    await opened.first().waitFor({ timeout: isField ? 500 : 3000 });
  } catch {
    // Where nothing is there to be chosen from, a field has only what is typed.
    return isField ? [] : ["it does not open by keyboard"];
  }
  await isWhole(page);
  faults.push(...(await stumblingBlocksInBoth(page, { within: OPENED })));
  // Of a field in a dialog the choices go first.
  const inDialog = !isField && (await page.locator("[role=dialog] [role=combobox][aria-expanded=true]").count()) > 0;
  for (let pressed = 0; pressed < (inDialog ? 2 : 1); pressed++) await page.keyboard.press("Escape");
  try {
    await opened.first().waitFor({ state: "detached", timeout: 3000 });
  } catch {
    return [...faults, "Escape does not close it"];
  }
  // It is given back when what was open is gone, and after a moment.
  for (let waited = 0; !(await opener.evaluate(hasFocus)); waited++) {
    if (waited > 40) return [...faults, "the focus does not come back to it"];
    await page.waitForTimeout(50);
  }
  return faults;
}
