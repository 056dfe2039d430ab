import { WORD } from "../../ui/use-rule.ts";

const TAG = new RegExp(`^${WORD}$`, "v");

/** The first of these words that can be no tag; what nobody has written yet is none. */
export const badTag = (words: readonly string[]): string | undefined =>
  words.find((word) => word !== "" && !TAG.test(word));
