import type { ReasonCode } from "@shoal/protocol/action/reason";
import { hear, LONGEST_HEARD } from "@shoal/protocol/sentence/hear";
import { filled } from "@shoal/protocol/sentence/say";
import type { SentenceCode } from "@shoal/protocol/sentence/sentences";
import { isolated } from "./isolated.ts";
import { wordOf } from "./word-of.ts";

/** What was said in another language. */
export interface Understood {
  text: string;
  /** Some of it stays in the words of whoever said it. */
  partly: boolean;
}
export type Understand = (text: string) => Understood | undefined;

type Words = Record<SentenceCode, string> & Record<ReasonCode, string>;

/** How many were understood lately: a list asks again for each of its rows. */
const REMEMBERED = 2000;
/** Sentences of which a sentence is made; what stands in the places of more is taken as it is. */
const DEPTH = 4;
/** Semicolons that one sentence may have of its own. */
const OWN_BREAKS = 4;

/** Says what servers and agents say in the language of these sentences; undefined: what is none of ours. */
export function understandBy(words: Words): Understand {
  const known = new Map<string, Understood | undefined>();
  return (text) => {
    if (!known.has(text)) {
      if (known.size >= REMEMBERED) known.clear();
      const told = text.length > LONGEST_HEARD ? undefined : new Listener(words).several(text, DEPTH);
      // A name, a path, a number is the same in every language; prose is not.
      const same = PROSE.test(text) ? undefined : { text: isolated(text), partly: false };
      known.set(text, told ? { text: told.text, partly: told.partly } : same);
    }
    return known.get(text);
  };
}

interface Told extends Understood {
  /** A place for any text has taken in what may be a sentence of its own. */
  swallows: boolean;
}
const BETWEEN = "; ";

/** Understands one text. What it has tried it does not try again: much may stand in several places. */
class Listener {
  readonly #words: Words;
  readonly #tried = new Map<string, Told | undefined>();

  constructor(words: Words) {
    this.#words = words;
  }

  /** One sentence, or several with semicolons in between: what of them is understood is said. */
  several(text: string, depth: number): Understood | undefined {
    const whole = this.#one(text, depth);
    if (whole?.swallows === false) return whole;
    const parts = text.split(BETWEEN);
    const told: (Understood | undefined)[] = [];
    for (let at = 0; at < parts.length; ) {
      // A sentence may have semicolons of its own: as few as will do.
      let [next, found] = [at + 1, undefined as Told | undefined];
      const most = parts.length === 1 ? 0 : Math.min(parts.length, at + 1 + OWN_BREAKS);
      for (let to = at + 1; to <= most && found === undefined; to++)
        [next, found] = [to, this.#one(parts.slice(at, to).join(BETWEEN), depth)];
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

  #one(text: string, depth: number): Told | undefined {
    const key = `${depth} ${text}`;
    if (!this.#tried.has(key)) this.#tried.set(key, depth === 0 ? undefined : this.#told(text, depth));
    return this.#tried.get(key);
  }

  #told(text: string, depth: number): Told | undefined {
    const heard = hear(text);
    if (heard === undefined) return undefined;
    let partly = false;
    let swallows = false;
    const value = (name: string): string => {
      const said = heard.values[name] ?? "";
      swallows ||= said.includes(BETWEEN);
      const own = wordOf(name, said) ?? this.several(said, depth - 1);
      if (typeof own === "string") return isolated(own);
      partly ||= own?.partly === true;
      if (own !== undefined) return own.text;
      if (!ANYTHING.has(name) || !PROSE.test(said)) return isolated(said);
      partly = true;
      return "…";
    };
    return { text: filled(this.#words[heard.code], value), partly, swallows };
  }
}

/** Places where whoever says something may say anything. */
const ANYTHING = new Set(["detail", "words", "message", "hint", "wish", "why", "form", "found", "instead"]);
const PROSE = /\p{L}{2,}[.,:;)]* \p{L}{2,}/u;
