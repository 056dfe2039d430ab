import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";

const { values } = parseArgs({ options: { to: { type: "string", default: "screenshots" } } });
const SIZE = { width: 1280, height: 820 };

/** Pictures a screen in both themes. @param show goes there, and waits until it is whole */
export async function shoot(page: Page, name: string, show: () => Promise<void>): Promise<void> {
  mkdirSync(values.to, { recursive: true });
  await page.setViewportSize(SIZE);
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await show();
    await page.waitForLoadState("load");
    // Answers that come in behind the text, and the frame that paints them.
    await page.waitForTimeout(700);
    await page.screenshot({ path: join(values.to, `${name}-${theme}.png`) });
  }
}
