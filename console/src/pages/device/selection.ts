/** Which rows of a list are chosen, and from where a range goes. */
export interface Selection {
  ids: ReadonlySet<string>;
  anchor: number;
}

export const NOTHING: Selection = { ids: new Set(), anchor: 0 };

/** The row the other way, as one is clicked. */
export function toggled({ ids }: Selection, rows: readonly string[], at: number): Selection {
  const id = rows[at];
  if (id === undefined) return { ids, anchor: at };
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: at };
}

/** With all from the row that was chosen last to this one, as with Shift. */
export function ranged({ ids, anchor }: Selection, rows: readonly string[], at: number): Selection {
  const [from, to] = anchor < at ? [anchor, at] : [at, anchor];
  return { ids: new Set([...ids, ...rows.slice(from, to + 1)]), anchor };
}

/** All of these, or none. */
export function allOrNone({ ids }: Selection, rows: readonly string[]): Selection {
  return rows.every((id) => ids.has(id)) ? NOTHING : { ids: new Set([...ids, ...rows]), anchor: 0 };
}
