/** The candidate that was most likely meant, or none where nothing is near enough to be worth asking about. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = fold(word);
  const begun = wanted.length < 3 ? [] : candidates.filter((each) => fold(each).startsWith(wanted));
  if (begun.length === 1) return begun[0];
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, fold(candidate));
    if (best === undefined || distance < best.distance) best = { candidate, distance };
  }
  // About a third of the letters may be wrong: "lunix" and "osVerison" are near, "kind" and "file" are not.
  const allowed = Math.max(1, Math.floor((Math.max(wanted.length, fold(best?.candidate ?? "").length) + 1) / 3));
  return best !== undefined && wanted.length > 0 && best.distance <= allowed ? best.candidate : undefined;
}

/** Case and separators are the most frequent slips and no difference at all: `exit-codes`, `ExitCodes`. */
function fold(word: string): string {
  return word.slice(0, 64).toLowerCase().replace(/[-_ ]/g, "");
}

/** Insertions, deletions, replacements and swaps of neighbours that make one word out of the other. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, replaced);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, rows[i - 2]![j - 2]! + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
