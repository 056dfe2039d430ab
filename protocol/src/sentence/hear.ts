import { REASONS, type ReasonCode } from "../action/reason.ts";
import { HOLE } from "./say.ts";
import { SENTENCES, type SentenceCode } from "./sentences.ts";

/** What was said: a code, and what stood in the places of its sentence. */
export interface Heard {
  code: SentenceCode | ReasonCode;
  values: Record<string, string>;
}

interface Place {
  name: string;
  /** One word; any text; a sentence of its own. */
  kind: "" | "*" | "!";
  /** What the sentence goes on with behind it. */
  behind: string;
}
interface Pattern {
  code: Heard["code"];
  /** The text before the first place: most patterns are out by it. */
  begins: string;
  places: Place[];
  /** Places that are sentences themselves. */
  nested: string[];
}

/** What is longer is none of ours: with all that may stand in their places, they do not come near it. */
export const LONGEST_HEARD = 4000;
/** Sentences within sentences go no deeper; what does is none of ours, and must not be tried in every way there is. */
const DEPTH = 4;

/** The range of a wish would take in what it is not alone with. */
const FIRST: readonly string[] = ["wish-but", "other-not-for-it"] satisfies SentenceCode[];
const sureOf = (code: string, text: string): number =>
  (FIRST.indexOf(code) + 1) * LONGEST_HEARD + text.replace(HOLE, "").length;

/** By how much of it is certain, the most first, so that no sentence is taken for a shorter one. */
const PATTERNS: readonly Pattern[] = Object.entries({ ...REASONS, ...SENTENCES } as Record<Heard["code"], string>)
  .sort(([a, one], [b, other]) => sureOf(b, other) - sureOf(a, one))
  .map(([code, text]) => patternOf(code as Heard["code"], text));

function patternOf(code: Heard["code"], text: string): Pattern {
  const holes = [...text.matchAll(HOLE)];
  const places = holes.map(([whole, name = "", kind = ""], at): Place => {
    const from = holes[at]!.index + whole.length;
    return { name, kind: kind as Place["kind"], behind: text.slice(from, holes[at + 1]?.index) };
  });
  const nested = places.filter(({ kind }) => kind === "!").map(({ name }) => name);
  return { code, begins: text.slice(0, holes[0]?.index), places, nested };
}

/**
 * Which sentence a text is. Texts are stored for years and come from agents of any version, so a code that is sent beside them would be
 * missing just where somebody looks back. What is no sentence of ours is not guessed at.
 */
export function hear(text: string): Heard | undefined {
  return text.length > LONGEST_HEARD ? undefined : hearWithin(text, DEPTH, new Map());
}

type Known = Map<string, Heard | undefined>;

function hearWithin(text: string, depth: number, known: Known): Heard | undefined {
  const key = `${depth} ${text}`;
  if (!known.has(key)) known.set(key, tryAll(text, depth, known));
  return known.get(key);
}

function tryAll(text: string, depth: number, known: Known): Heard | undefined {
  for (const { code, begins, places, nested } of PATTERNS) {
    if (!text.startsWith(begins) || (nested.length > 0 && depth === 0)) continue;
    const values = valuesOf(text, begins.length, places);
    if (values && nested.every((name) => hearWithin(values[name]!, depth - 1, known) !== undefined))
      return { code, values };
  }
  return undefined;
}

/** What stands in the places, each as short as it can be. In time that grows with the text, whatever it is: people write texts too. */
function valuesOf(text: string, from: number, places: readonly Place[]): Record<string, string> | undefined {
  const values: Record<string, string> = {};
  /** From where on nothing was found: of any text, what begins later ends no better. */
  const failed = places.map(() => Number.POSITIVE_INFINITY);
  const fill = (at: number, begin: number): boolean => {
    const place = places[at];
    if (place === undefined) return begin === text.length;
    const { name, kind, behind } = place;
    if (kind === "" ? begin === failed[at] : begin >= failed[at]!) return false;
    const most = kind === "" ? endOfWord(text, begin) : text.length;
    const last = at === places.length - 1;
    for (
      let end = endAt(text, begin, behind, last);
      end !== -1 && end <= most;
      end = last ? -1 : text.indexOf(behind, end + 1)
    ) {
      if (kind === "" && ":;,".includes(text[end - 1]!)) continue;
      values[name] = text.slice(begin, end);
      if (fill(at + 1, end + behind.length)) return true;
    }
    failed[at] = begin;
    return false;
  };
  return fill(0, from) ? values : undefined;
}

/** Where a place ends that begins there: before the end of the sentence, or where it goes on for the first time. */
function endAt(text: string, begin: number, behind: string, last: boolean): number {
  if (!last) return text.indexOf(behind, begin + 1);
  const end = text.length - behind.length;
  return end > begin && text.endsWith(behind) ? end : -1;
}

function endOfWord(text: string, begin: number): number {
  for (let at = begin; at < text.length; at++) if (/\s/.test(text[at]!)) return at;
  return text.length;
}
