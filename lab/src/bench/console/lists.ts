import type { Page } from "playwright-core";
import { type Bench, type BenchRow, judged, told } from "../row.ts";
import { LONG_BAR_MS } from "./load.ts";
import { type Scene, stockOf, withScene } from "./scene.ts";
import { longestTask, openCold } from "./watch.ts";

const WHEEL_PX = 1500;
/** As long as nothing more came of it, the end is reached. */
const PATIENCE = 60;

/** Going through all of a list, by wheel and by keyboard: the longest time that the page answered nobody. */
export const lists: Bench = async ({ quick }) =>
  await withScene(stockOf(quick), async (scene) => {
    const { stock, server, page, taskId } = scene;
    const rows: BenchRow[] = [];
    const row = async (name: string, note: string) => {
      const { ms, what } = await longestTask(page);
      rows.push(
        judged(
          { name, value: ms, unit: "ms", bar: LONG_BAR_MS, note: [note, what].filter(Boolean).join("; ") },
          "lower",
        ),
      );
    };
    const devices = `${stock.devices.toLocaleString("en")} rows`;
    await open(scene, `${server.url}/devices`);
    await wheelToEnd(page);
    await row("devices: longest task, wheel", `${devices}, asked for as they come`);
    await open(scene, `${server.url}/devices`);
    await page.locator("tr[data-index] input").first().focus();
    await keyToEnd(page, stock.devices);
    await row("devices: longest task, keyboard", devices);

    await open(scene, `${server.url}/tasks/${taskId}`);
    await wheelToEnd(page);
    await row("task: longest task, wheel", `${stock.cells.toLocaleString("en")} cells`);
    await page.locator("[role=application]").focus();
    for (let pressed = 0; pressed < 200; pressed++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await row("task: longest task, keyboard", "200 rows of cells");
    return [...told(rows)];
  });

/** And forgets what opening it took. */
async function open({ page }: Scene, url: string): Promise<void> {
  await openCold(page, url);
  await longestTask(page);
}

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
