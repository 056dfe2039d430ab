/** Values of one list in a condition: SQLite takes some 32,000 parameters, PostgreSQL 65,000. */
const LIST = 5000;

/** A long list in parts that a statement can take. */
export function* chunksOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += LIST) yield items.slice(at, at + LIST);
}
