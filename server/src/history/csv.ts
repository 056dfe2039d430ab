/**
 * RFC 4180, with one guard: a cell that a spreadsheet would take for a formula gets an apostrophe before it, because
 * device names and log lines come from machines that somebody else may own.
 */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

function cell(value: unknown): string {
  const text =
    value === undefined || value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows of one shape as a table; the keys of the first row are the head. */
export function csvTable(rows: readonly object[], columns: readonly string[]): string {
  return (
    csvLine(columns) +
    rows.map((row) => csvLine(columns.map((column) => (row as Record<string, unknown>)[column]))).join("")
  );
}
