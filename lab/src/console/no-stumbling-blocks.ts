import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { stumblingBlocks } from "../browser/axe.ts";

/** In both themes. */
export async function assertNoStumblingBlocks(page: Page): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours that are on their way to others are those of neither.
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    await page.evaluate("Promise.allSettled(document.getAnimations().map(({ finished }) => finished))");
    assert.deepEqual(await stumblingBlocks(page), [], colorScheme);
  }
}
