import type { ReasonCode } from "@shoal/protocol/action/reason";
import { hear } from "@shoal/protocol/sentence/hear";
import { filled } from "@shoal/protocol/sentence/say";
import type { SentenceCode } from "@shoal/protocol/sentence/sentences";
import i18next from "i18next";

/** What was said in another language. */
export interface Understood {
  text: string;
  /** Some of it stays in the words of whoever said it. */
  partly: boolean;
}
export type Understand = (text: string) => Understood | undefined;

type Words = Record<SentenceCode, string> & Record<ReasonCode, string>;

/** Says what servers and agents say in the language of these sentences; undefined: what is none of ours. */
export function understandBy(words: Words): Understand {
  const known = new Map<string, Understood | undefined>();
  const sentence: Understand = (text) => {
    const heard = hear(text);
    if (heard === undefined) return undefined;
    let partly = false;
    const value = (name: string): string => {
      const said = heard.values[name] ?? "";
      const own = wordOf(name, said) ?? several(said, sentence);
      if (typeof own === "string") return own;
      partly ||= own?.partly === true;
      if (own !== undefined) return own.text;
      // A name, a path, a number is the same in every language; prose is not.
      if (!PROSE.has(name) || !/\p{L}{2,} \p{L}{2,}/u.test(said)) return said;
      partly = true;
      return "…";
    };
    return { text: filled(words[heard.code], value), partly };
  };
  return (text) => {
    if (!known.has(text)) known.set(text, several(text, sentence));
    return known.get(text);
  };
}

/** One, or several with semicolons in between: what of them is understood is said. */
function several(text: string, sentence: Understand): Understood | undefined {
  const parts = text.split("; ").map((part) => sentence(part));
  // A place for any text would take in the sentences behind it.
  const one = parts.length > 1 && parts.every((part) => part !== undefined) ? undefined : sentence(text);
  if (one !== undefined) return one;
  if (parts.length < 2 || parts.every((part) => part === undefined)) return undefined;
  return {
    text: parts.map((part) => part?.text ?? "…").join("; "),
    partly: parts.some((part) => part === undefined || part.partly),
  };
}

/** Places where whoever says something may say anything. */
const PROSE = new Set(["detail", "words", "message", "hint", "wish"]);
const SPAN = /^(\d+) (day|hour|minute|second)s?$/;
/** Of what stands in these places, there are words. */
const WORDS: Record<string, string[]> = {
  state: ["state", "task.stateName"],
  rollout: ["ring.rollout"],
  kind: ["task.kind"],
  when: ["said.when"],
  what: ["said.what"],
};

function wordOf(name: string, value: string): string | undefined {
  const [, count, unit] = SPAN.exec(value) ?? [];
  if (count !== undefined && unit !== undefined)
    return i18next.t(`said.span.${unit as "day"}`, { count: Number(count) });
  if (name === "wanted") return value.replaceAll(" or ", ` ${i18next.t("said.or")} `);
  const table = WORDS[name]?.find((each) => i18next.exists(`${each}.${value}`));
  return table === undefined ? undefined : i18next.t(`${table}.${value}` as never);
}
