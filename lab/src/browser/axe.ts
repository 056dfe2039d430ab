import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const AXE = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

interface Part {
  /** A selector; default: the whole page. */
  within?: string;
  /** Of a page that was looked at in another theme: all that a theme changes. */
  contrastAlone?: boolean;
}

/** What people with a screen reader, a keyboard or weak eyes would stumble over on a page as it is now (axe-core). */
export async function stumblingBlocks(page: Page, { within, contrastAlone = false }: Part = {}): Promise<string[]> {
  if (await page.evaluate("!('axe' in globalThis)")) await page.evaluate(AXE);
  const options: RunOptions = {
    resultTypes: ["violations"],
    ...(contrastAlone ? { runOnly: ["color-contrast"] } : {}),
  };
  const { violations } = await page.evaluate(
    async ([part, how]) =>
      await (globalThis as unknown as Axe).axe.run(...(part === undefined ? [how] : [{ include: [part] }, how])),
    [within, options] as const,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")} ${node.html.slice(0, 160)}`),
  );
}

interface Axe {
  axe: { run(...how: unknown[]): Promise<AxeResults> };
}

/** In both themes. @param inLight of which in the light one alone the contrast is looked at; default: the same part */
export async function stumblingBlocksInBoth(
  page: Page,
  part: Pick<Part, "within"> = {},
  inLight = part,
): Promise<string[]> {
  await wear(page, "light");
  const light = await stumblingBlocks(page, { ...inLight, contrastAlone: true });
  await wear(page, "dark");
  const dark = await stumblingBlocks(page, part);
  return [...light.map((each) => `light: ${each}`), ...dark.map((each) => `dark: ${each}`)];
}

async function wear(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page
    .locator(`html:is([data-mantine-color-scheme=${colorScheme}], :not([data-mantine-color-scheme]))`)
    .waitFor();
  // Colours that are on their way to others are those of neither.
  await page.evaluate("Promise.allSettled(document.getAnimations().map(({ finished }) => finished))");
}

/** Of the whole page, in both themes. */
export async function assertNoStumblingBlocks(page: Page): Promise<void> {
  assert.deepEqual(await stumblingBlocksInBoth(page), []);
}
