import type { Page } from "playwright-core";

/** Words that are in nearly every English sentence and in no German one. */
const ENGLISH = /\b(the|of|is|are|was|were|has|have|and|not|for|which|with|this|that|what|its|by|to|from|on)\b/g;

/**
 * Texts of a page that read as English, without what says so itself (`lang`), what has to be asked for first, and what is code.
 * @returns two words of them make a sentence; one may be a name
 */
export async function englishLeft(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement!;
      if (parent.closest("[lang=en], code, pre, script, style, option") !== null) continue;
      if (parent.checkVisibility()) found.push(node.textContent!.trim());
    }
    for (const element of document.querySelectorAll("[title], [aria-label], [aria-description], [placeholder]"))
      for (const name of ["title", "aria-label", "aria-description", "placeholder"])
        if (element.closest("[lang=en]") === null) found.push(element.getAttribute(name) ?? "");
    return found;
  });
  return texts.filter((text) => (text.match(ENGLISH) ?? []).length >= 2);
}
