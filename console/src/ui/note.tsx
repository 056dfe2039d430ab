import type { ReactNode } from "react";
import classes from "./listing.module.css";

/** What is said more quietly below what it is about. */
export function Note({ mono = false, children }: { mono?: boolean; children: ReactNode }) {
  if (children === undefined || children === "") return null;
  return <span className={`${classes["note"]} ${mono ? classes["mono"] : ""}`}>{children}</span>;
}
