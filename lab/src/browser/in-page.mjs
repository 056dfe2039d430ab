// Runs in a page, in the browser: the one file of the lab that knows a document. Put there by looks.ts.

/** For messages: what kind of thing it is, and what it is called. */
function nameOf(element) {
  const label = element.labels?.[0]?.textContent ?? element.getAttribute("aria-label") ?? element.textContent ?? "";
  return `${element.localName}.${element.className} ${label.trim().slice(0, 60)}`;
}

function hasRing(element) {
  if (!element) return false;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
}

/** Names what lies over the middle of an element. */
function coverOf(element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  // There for its keys alone: something else is drawn in its place.
  if (width <= 2) return undefined;
  const x = Math.min(innerWidth - 1, Math.max(0, left + width / 2));
  const y = Math.min(innerHeight - 1, Math.max(0, top + Math.min(height, innerHeight) / 2));
  const over = document.elementFromPoint(x, y);
  const isOwn = !over || element.contains(over) || over.contains(element) || over.closest("label")?.contains(element);
  return isOwn ? undefined : nameOf(over);
}

let last;
/** What has the focus, as somebody who works by keyboard meets it. */
function focused() {
  const element = document.activeElement ?? document.body;
  const before = last;
  last = element;
  if (element === document.body) return { what: "nothing", lost: true, back: false };
  const ringed = [element, element.nextElementSibling, element.closest("label")].some(hasRing);
  const cover = coverOf(element);
  return {
    what: nameOf(element),
    lost: false,
    back:
      before?.isConnected === true &&
      (before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0,
    ...(ringed ? {} : { unseen: "no ring" }),
    ...(cover ? { unseen: `covered by ${cover}` } : {}),
  };
}

/** Letters that turn what follows them around, up to the end of what they are isolated in. */
const TURNS = /[\u202a-\u202e\u2066-\u2068]/;
const CLOSED = /\u2068[^\u2069]*\u2069/g;

/** Texts that such a letter of somebody else's turns around, besides their own: none where each is in a part of its own. */
function turned() {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!TURNS.test(node.data.replaceAll(CLOSED, "")) || !node.parentElement.checkVisibility()) continue;
    let part = node.parentElement;
    const isOpen = ({ display, unicodeBidi }) => display === "inline" && unicodeBidi === "normal";
    while (isOpen(getComputedStyle(part))) part = part.parentElement;
    const rest = document.createRange();
    rest.setStartAfter(node);
    rest.setEndAfter(part.lastChild);
    if (part.textContent.trim() !== node.data.trim() && rest.toString().trim() !== "") found.push(nameOf(part));
  }
  return found;
}

/** What would have come of markup that somebody else has written. */
const made = () =>
  [...document.querySelectorAll("img[src=x], [onerror], [href^='javascript:' i], script:not([src])")].map(nameOf);

globalThis.shoalLooks = { focused, turned, made };
