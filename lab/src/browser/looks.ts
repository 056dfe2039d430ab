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
