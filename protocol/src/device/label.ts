import Type, { type Static } from "typebox";
import { LIMITS } from "../limits.ts";

/** A tag, the name of an attribute, or a group's: a word that needs no quotes in a query. */
export const Label = Type.String({
  pattern: `^[a-z0-9][a-z0-9._-]{0,${LIMITS.labelChars - 1}}$`,
  description: "Small letters, digits, dots, dashes and underscores; begins with a letter or a digit",
});

/** What an operator notes; what is empty is not there. */
export const AttributeValue = Type.String({
  minLength: 1,
  maxLength: LIMITS.attributeChars,
  pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$",
});

export const QueryText = Type.String({
  maxLength: LIMITS.queryChars,
  description: "Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language",
});
export type QueryText = Static<typeof QueryText>;
