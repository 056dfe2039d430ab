import type { Page } from "playwright-core";
import { type Bench, type BenchRow, judged, told } from "../row.ts";
import { LONG_BAR_MS } from "./load.ts";
import { stockOf, withScene } from "./scene.ts";
import { longestTask, openCold } from "./watch.ts";

const WHEEL_PX = 1500;
/** As long as nothing more came of it, the end is reached. */
const PATIENCE = 60;

/** Going through all of a list, by wheel and by keyboard: the longest time that the page answered nobody. */
export const lists: Bench = async ({ quick }) =>
  await withScene(stockOf(quick), async (scene) => {
    const { stock, server, page, taskId } = scene;
    const rows: BenchRow[] = [];
    const row = async (name: string, note: string, work: () => Promise<void>) => {
      await longestTask(page);
      await work();
      const { ms, what } = await longestTask(page);
      rows.push(
        judged(
          { name, value: ms, unit: "ms", bar: LONG_BAR_MS, note: [note, what].filter(Boolean).join("; ") },
          "lower",
        ),
      );
    };
    const devices = `${stock.devices.toLocaleString("en")} rows`;
    await openCold(page, `${server.url}/devices`);
    await row("devices: longest task, wheel", `${devices}, asked for as they come`, () => wheelToEnd(page));
    await openCold(page, `${server.url}/devices`);
    await page.locator("tr[data-index] input").first().focus();
    await row("devices: longest task, keyboard", devices, () => keyToEnd(page, stock.devices));

    await openCold(page, `${server.url}/tasks/${taskId}`);
    await row("task: longest task, wheel", `${stock.cells.toLocaleString("en")} cells`, () => wheelToEnd(page));
    await page.locator("[role=application]").focus();
    await row("task: longest task, keyboard", "200 rows of cells", async () => {
      for (let pressed = 0; pressed < 200; pressed++) await page.keyboard.press("ArrowDown");
      await page.keyboard.press("End");
    });
    return [...told(rows)];
  });

async function wheelToEnd(page: Page): Promise<void> {
  await page.mouse.move(640, 500);
  let at = -1;
  for (let still = 0; still < PATIENCE; ) {
    await page.mouse.wheel(0, WHEEL_PX);
    const now = await page.evaluate<number>("new Promise((resolve) => requestAnimationFrame(() => resolve(scrollY)))");
    still = now === at ? still + 1 : 0;
    at = now;
  }
}

/** By whole screens, and waits for those rows that are still on their way. @throws Error where the last one is never reached */
async function keyToEnd(page: Page, count: number): Promise<void> {
  const at = () => page.evaluate<number>("Number(document.activeElement.closest('tr')?.dataset.index ?? -1)");
  for (let pressed = 0; pressed < count; pressed++) {
    await page.keyboard.press("PageDown");
    if (pressed % 10 === 0 && (await at()) >= count - 1) return;
  }
  throw new Error(`the keyboard stands at row ${await at()} of ${count}`);
}
