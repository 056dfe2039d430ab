/** One page of a list, as the API gives it. */
export interface Page<Item> {
  items: Item[];
  nextCursor?: string | undefined;
}

/** Rows of a list, page after page, until the end or the limit. */
export async function collectPages<Item>(
  limit: number,
  pageRows: number,
  fetchPage: (cursor: string | undefined, rows: number) => Promise<Page<Item>>,
): Promise<{ items: Item[]; more: boolean }> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await fetchPage(cursor, Math.min(pageRows, limit - items.length));
    items.push(...page.items.slice(0, limit - items.length));
    cursor = page.nextCursor;
  } while (cursor !== undefined && items.length < limit);
  return { items, more: cursor !== undefined };
}
