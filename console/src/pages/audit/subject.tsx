import { Link } from "@tanstack/react-router";
import { addressOf } from "./address-of.ts";
import classes from "./audit.module.css";

/** Who or what an entry is about, and the way there. */
export function Subject({ name, detail = {} }: { name: string; detail?: Readonly<Record<string, unknown>> }) {
  const address = addressOf(name, detail);
  if (address === undefined) return <span className={classes["subject"]}>{name}</span>;
  return (
    <Link className={`${classes["subject"]} ${classes["link"]}`} {...address}>
      {name}
    </Link>
  );
}
