import type { Page } from "playwright-core";

/** Words that are in nearly every English sentence and in no German one. */
const ENGLISH =
  /\b(the|of|is|are|were|has|have|and|not|for|which|with|this|that|what|its|by|to|from|on|at|be|been|may|must|it|there)\b/g;

/** Everything that a page shows or says to a screen reader. */
const TEXTS = `(() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent.closest("[lang=en], code, pre, script, style, option") === null && parent.checkVisibility())
      found.push(node.textContent.trim());
  }
  for (const name of ["title", "aria-label", "aria-description", "placeholder"])
    for (const element of document.querySelectorAll("[" + name + "]"))
      if (element.closest("[lang=en]") === null) found.push(element.getAttribute(name));
  return found;
})()`;

/**
 * Texts of a page that read as English, without what says so itself (`lang`), what has to be asked for first, and what is code. Two such
 * words make a sentence; one may be a name.
 */
export async function englishLeft(page: Page): Promise<string[]> {
  const texts = await page.evaluate<string[]>(TEXTS);
  return texts.filter((text) => (text.match(ENGLISH) ?? []).length >= 2);
}
