import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { addressOf } from "./address-of.ts";
import classes from "./audit.module.css";

/** Who or what an entry is about, and the way there. */
export function Subject({ name, detail = {} }: { name: string; detail?: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const address = addressOf(name, detail);
  if (address === undefined || typeof address === "string")
    return (
      <span className={classes["subject"]} {...(address === undefined ? {} : { title: t(`audit.noPage.${address}`) })}>
        {name}
      </span>
    );
  return (
    <Link className={`${classes["subject"]} ${classes["link"]}`} {...address}>
      {name}
    </Link>
  );
}
