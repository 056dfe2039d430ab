/** One line of what an entry says besides; `before` where it says that too. */
export interface DetailRow {
  key: string;
  before?: unknown;
  value: unknown;
}

type Detail = Readonly<Record<string, unknown>>;

/**
 * The detail of an entry, with what was before beside what is now: kinds say that as `before` and `after`, as `from` and `to`, or as
 * `before` with the fields that it had.
 */
export function detailRows(detail: Detail): DetailRow[] {
  const { before, after, from, to, ...rest } = detail;
  const rows: DetailRow[] = [];
  if (after !== undefined || to !== undefined) {
    const [old, now] = after === undefined ? [from, to] : [before, after];
    rows.push(...compared("", old, now));
    if (after === undefined) rows.push(...rowsOf({ before }));
    else rows.push(...rowsOf({ from, to }));
    return [...rows, ...rowsOf(rest)];
  }
  if (isFields(before)) {
    const known = Object.keys(before).filter((key) => key in rest);
    const fresh = Object.entries(rest).map(([key, value]) =>
      known.includes(key) ? { key, before: before[key], value } : { key, value },
    );
    const only = Object.entries(before).filter(([key]) => !known.includes(key));
    return [...fresh, ...rowsOf({ from }), ...only.map(([key, value]) => ({ key: `before.${key}`, value }))].filter(
      isThere,
    );
  }
  return rowsOf({ from, before, ...rest });
}

function compared(key: string, before: unknown, value: unknown): DetailRow[] {
  if (!isFields(before) || !isFields(value)) return [{ key, before: before ?? null, value }];
  return [...new Set([...Object.keys(before), ...Object.keys(value)])]
    .filter((each) => JSON.stringify(before[each]) !== JSON.stringify(value[each]))
    .map((each) => ({ key: each, before: before[each] ?? null, value: value[each] ?? null }));
}

const rowsOf = (fields: Detail): DetailRow[] =>
  Object.entries(fields)
    .map(([key, value]) => ({ key, value }))
    .filter(isThere);
const isThere = ({ value }: DetailRow) => value !== undefined && value !== null && value !== "";
const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
