import { printable } from "./printable.ts";
import { pad, truncate, widthOf } from "./width.ts";

/** What stands in one place of a table; the style is applied after it was measured and cut. */
export interface Cell {
  text: string;
  style?: (text: string) => string;
}

export interface Column<Row> {
  title: string;
  cell: (row: Row) => string | Cell;
  align?: "left" | "right";
  /** Never cut: ids and numbers that somebody will copy. */
  whole?: boolean;
}

const GAP = "  ";
/** What a column keeps however narrow the terminal is. */
const LEAST_COLUMNS = 8;

/**
 * Lines of a table, aligned by display width. Where it is wider than `columns`, the widest columns give way first.
 * @param columns Infinity where the answer does not go to a terminal: then nothing is cut
 */
export function renderTable<Row>(
  rows: readonly Row[],
  shape: readonly Column<Row>[],
  columns: number,
  head: (text: string) => string = (text) => text,
): string[] {
  const titles = shape.map(({ title }) => title.toUpperCase());
  const cells = rows.map((row) =>
    shape.map(({ cell }) => {
      const value = cell(row);
      return typeof value === "string" ? { text: printable(value) } : { ...value, text: printable(value.text) };
    }),
  );
  const natural = shape.map((_, at) =>
    Math.max(widthOf(titles[at]!), ...cells.map((row) => widthOf(row[at]!.text)).filter((width) => width > 0)),
  );
  const widths = fit(natural, shape, columns);
  const line = (row: readonly Cell[]) =>
    row
      .map(({ text, style = plain }, at) => {
        const last = at === row.length - 1;
        const align = shape[at]!.align ?? "left";
        const shown = truncate(text, widths[at]!);
        // The style covers the text, not the blanks around it; a line ends with its last character.
        const filled = last && align === "left" ? shown : pad(shown, widths[at]!, align);
        return filled.replace(shown, () => style(shown));
      })
      .join(GAP)
      .trimEnd();
  return [line(titles.map((text) => ({ text, style: head }))), ...cells.map(line)];
}

function plain(text: string): string {
  return text;
}

/** Takes a column at a time from the widest that may be cut, until the line fits or nothing more can be given. */
function fit(natural: readonly number[], shape: readonly { whole?: boolean }[], columns: number): number[] {
  const widths = [...natural];
  let over = widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1) - columns;
  while (over > 0) {
    let widest = -1;
    for (let at = 0; at < widths.length; at++) {
      if (shape[at]!.whole || widths[at]! <= LEAST_COLUMNS) continue;
      if (widest === -1 || widths[at]! > widths[widest]!) widest = at;
    }
    if (widest === -1) return widths;
    widths[widest]!--;
    over--;
  }
  return widths;
}
