import type { ReactNode } from "react";
import type { Tone } from "./action-look.ts";
import classes from "./listing.module.css";

interface Said {
  mono?: boolean;
  tone?: Tone;
  children: ReactNode;
}

/** What is said more quietly below what it is about. */
export function Note({ mono = false, tone = "neutral", children }: Said) {
  if (children === undefined || children === "") return null;
  return (
    <span className={`${classes["note"]} ${mono ? classes["mono"] : ""}`} style={{ color: `var(--tone-${tone})` }}>
      {children}
    </span>
  );
}
