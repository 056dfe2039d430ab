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
  const sentence = (text: string): Told | undefined => {
    const heard = hear(text);
    if (heard === undefined) return undefined;
    let partly = false;
    let swallows = false;
    const value = (name: string): string => {
      const said = heard.values[name] ?? "";
      swallows ||= said.includes(BETWEEN);
      const own = wordOf(name, said) ?? several(said, sentence);
      if (typeof own === "string") return own;
      partly ||= own?.partly === true;
      if (own !== undefined) return own.text;
      // A name, a path, a number is the same in every language; prose is not.
      if (!PROSE.has(name) || !/\p{L}{2,} \p{L}{2,}/u.test(said)) return said;
      partly = true;
      return "…";
    };
    return { text: filled(words[heard.code], value), partly, swallows };
  };
  return (text) => {
    if (!known.has(text)) {
      const told = several(text, sentence);
      known.set(text, told && { text: told.text, partly: told.partly });
    }
    return known.get(text);
  };
}

interface Told extends Understood {
  /** A place for any text has taken in what may be a sentence of its own. */
  swallows: boolean;
}
const BETWEEN = "; ";

/** One sentence, or several with semicolons in between: what of them is understood is said. */
function several(text: string, sentence: (text: string) => Told | undefined): Understood | undefined {
  const whole = sentence(text);
  if (whole?.swallows === false) return whole;
  const parts = text.split(BETWEEN);
  const told: (Understood | undefined)[] = [];
  for (let at = 0; at < parts.length; ) {
    // A sentence may have semicolons of its own: as few as will do.
    let [next, found] = [at + 1, undefined as Told | undefined];
    for (let to = at + 1; to <= parts.length && found === undefined && parts.length > 1; to++)
      [next, found] = [to, sentence(parts.slice(at, to).join(BETWEEN))];
    told.push(found);
    at = found === undefined ? at + 1 : next;
  }
  if (whole !== undefined && told.includes(undefined)) return whole;
  if (told.every((each) => each === undefined)) return undefined;
  return {
    text: told.map((each) => each?.text ?? "…").join(BETWEEN),
    partly: told.some((each) => each === undefined || each.partly),
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
