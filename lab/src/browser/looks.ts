import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";

const IN_PAGE = readFileSync(new URL("./in-page.mjs", import.meta.url), "utf8");

/** What has the focus, as somebody who works by keyboard meets it. */
interface Focused {
  /** For messages. */
  what: string;
  /** Nothing has it: the next key goes nowhere. */
  lost: boolean;
  /** It comes before what had it last. */
  back: boolean;
  /** Why it is not seen where it is. */
  unseen?: string;
}

interface Looks {
  focused(): Focused;
  turned(): string[];
  made(): string[];
  cutOff(): string[];
  smallTargets(): string[];
  moving(): string[];
}

/** Has a page look at itself. */
async function look<Name extends keyof Looks>(page: Page, name: Name): Promise<ReturnType<Looks[Name]>> {
  const seen = await page.evaluate(`globalThis.shoalLooks?.${name}()`);
  if (seen !== undefined) return seen as ReturnType<Looks[Name]>;
  await page.evaluate(`{${IN_PAGE}}`);
  return (await page.evaluate(`globalThis.shoalLooks.${name}()`)) as ReturnType<Looks[Name]>;
}

export const focused = (page: Page): Promise<Focused> => look(page, "focused");
/** What letters that somebody else has written turn around, besides their own text. */
export const turned = (page: Page): Promise<string[]> => look(page, "turned");
/** Elements that markup of somebody else's has made. */
export const made = (page: Page): Promise<string[]> => look(page, "made");

/** What is wrong with how a page fits its screen: what has to be scrolled to sideways or is cut off, what is hit too hard, and what moves. */
export async function misfits(page: Page): Promise<string[]> {
  // What measures itself does so in the frame that follows.
  await page.evaluate(
    "new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(painted, 50))))",
  );
  return [
    ...(await look(page, "cutOff")),
    ...(await look(page, "smallTargets")),
    ...(await look(page, "moving")).map((each) => `it moves: ${each}`),
  ];
}
