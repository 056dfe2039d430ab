import stringWidth from "string-width";

const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Columns that the text takes on a terminal. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/** Fills with spaces to the width, on the right, or on the left for numbers. */
export function pad(text: string, width: number, align: "left" | "right" = "left"): string {
  const room = " ".repeat(Math.max(0, width - widthOf(text)));
  return align === "right" ? room + text : text + room;
}

/** Cuts to the width with an ellipsis; never through a character that a person sees as one. */
export function truncate(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (width <= 0) return "";
  let kept = "";
  let used = 1;
  for (const { segment } of segments.segment(text)) {
    used += widthOf(segment);
    if (used > width) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
