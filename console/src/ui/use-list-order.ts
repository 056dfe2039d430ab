import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { type ListOrder, orderKey, orderOf, orderText } from "./list-order.ts";

/** The order of a list, which stands in the address of whatever page it is on. Going back leaves the page, and not the order. */
export function useListOrder(list: string | undefined, ids: readonly string[]) {
  const key = orderKey(list);
  const navigate = useNavigate();
  const written = useSearch({
    strict: false,
    select: (search: Readonly<Record<string, unknown>>) => search[key],
  }) as unknown;
  const known = ids.join(" ");
  const order = useMemo(() => orderOf(written, known.split(" ")), [written, known]);
  const choose = (next: ListOrder | undefined) =>
    void navigate({
      to: ".",
      search: ((search: Record<string, unknown>) => ({
        ...search,
        [key]: next === undefined ? undefined : orderText(next),
      })) as never,
      replace: true,
      resetScroll: false,
    });
  return [order, choose] as const;
}
