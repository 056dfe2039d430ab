import { useTranslation } from "react-i18next";
import classes from "./listing.module.css";

interface Head {
  head: string;
  end: boolean;
  sorted: false | "asc" | "desc";
  onToggle: () => void;
}

const WAYS = {
  none: { aria: "none", sign: "↕" },
  asc: { aria: "ascending", sign: "↑" },
  desc: { aria: "descending", sign: "↓" },
} as const;

/** A column's head that orders the list: one way, the other, and as the server has it again. */
export function ListingHead({ head, end, sorted, onToggle }: Head) {
  const { t } = useTranslation();
  const { aria, sign } = WAYS[sorted || "none"];
  return (
    <th scope="col" aria-sort={aria} className={end ? classes["end"] : undefined}>
      <button type="button" className={classes["head"]} title={t(`common.order.${aria}`)} onClick={onToggle}>
        {head}
        {"\u00a0"}
        <span aria-hidden className={classes["way"]}>
          {sign}
        </span>
      </button>
    </th>
  );
}
