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

globalThis.shoalLooks = { focused };
