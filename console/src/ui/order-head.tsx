import { VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ListOrder } from "./list-order.ts";
import classes from "./listing.module.css";

type Sorted = false | "asc" | "desc";
const WAYS = {
  none: { aria: "none", sign: "↕" },
  asc: { aria: "ascending", sign: "↑" },
  desc: { aria: "descending", sign: "↓" },
} as const;

/** As a column's head says it to those who hear it. */
export const ariaSort = (sorted: Sorted) => WAYS[sorted || "none"].aria;

/** In a column's head, what orders the list: one way, the other, and as the server has it again. */
export function OrderHead({ head, sorted, onToggle }: { head: string; sorted: Sorted; onToggle: () => void }) {
  const { t } = useTranslation();
  const { aria, sign } = WAYS[sorted || "none"];
  return (
    <button type="button" className={classes["head"]} title={t(`common.order.${aria}`)} onClick={onToggle}>
      {head}
      {"\u00a0"}
      <span aria-hidden className={classes["way"]}>
        {sign}
      </span>
    </button>
  );
}

/** Which order it is, for those who hear that it has changed. */
export function OrderSaid({ head, order }: { head: string | undefined; order: Pick<ListOrder, "desc"> | undefined }) {
  const { t } = useTranslation();
  return (
    <VisuallyHidden aria-live="polite">
      {head !== undefined &&
        order !== undefined &&
        t("common.order.now", { head, way: t(`common.order.${ariaSort(order.desc ? "desc" : "asc")}`) })}
    </VisuallyHidden>
  );
}
