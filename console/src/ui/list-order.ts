/** By which column a list is ordered, as its address says it: `name`, or `-name` for the other way. */
export interface ListOrder {
  id: string;
  desc: boolean;
}

/** What rows are compared by: a name, an amount or a time, or a yes. What is not known is nothing. */
export type Comparable = string | number | boolean | undefined;

/** The key in the address. @param list where a page has several lists: of which one, so that each has an order of its own */
export const orderKey = (list?: string): string => (list === undefined ? "sort" : `sort-${list}`);

export const orderText = ({ id, desc }: ListOrder): string => `${desc ? "-" : ""}${id}`;

/** @param ids of the columns that it can be ordered by: any other is none, however it came into the address */
export function orderOf(text: unknown, ids: readonly string[]): ListOrder | undefined {
  const [, minus, id] = typeof text === "string" ? (/^(-?)([A-Za-z]+)$/.exec(text) ?? []) : [];
  return id !== undefined && ids.includes(id) ? { id, desc: minus === "-" } : undefined;
}

/** Orders of lists that stand in an address: they belong to no page, and each page keeps them. */
export const ordersIn = (search: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(search).filter(
      (each): each is [string, string] =>
        /^sort(-[a-z]+)?$/.test(each[0]) && typeof each[1] === "string" && /^-?[A-Za-z]+$/.test(each[1]),
    ),
  );

/**
 * Which of two comes first: texts as people read them, so that `till-9` is before `till-10` and `Ä` beside `A`, anything else by its amount.
 * Where rows have neither, `undefined`, is the table's: they are at the end whichever way it goes.
 */
export function compare(collator: Pick<Intl.Collator, "compare">, a: Comparable, b: Comparable): number {
  if (typeof a === "string" && typeof b === "string") return collator.compare(a, b);
  return Number(a) - Number(b);
}
