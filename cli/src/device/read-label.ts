import { LIMITS } from "@shoal/protocol/limits";
import { usageFailure } from "../exit/failure.ts";

const LABEL = new RegExp(`^[a-z0-9][a-z0-9._-]{0,${LIMITS.labelChars - 1}}$`);

/** A tag, the name of an attribute, or a group's. @throws Failure with what it could be */
export function readLabel(what: string, text: string): string {
  if (LABEL.test(text)) return text;
  const meant = text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[^a-z0-9]+|-+$/g, "")
    .slice(0, LIMITS.labelChars);
  throw usageFailure(
    `"${text}" cannot be ${what}`,
    `It has small letters, digits, dots, dashes and underscores, ${LIMITS.labelChars} at most, and begins with a letter or a digit${LABEL.test(meant) ? `: ${meant}` : ""}.`,
  );
}
