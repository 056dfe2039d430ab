import { REASONS, type ReasonCode } from "../action/reason.ts";
import { HOLE } from "./say.ts";
import { SENTENCES, type SentenceCode } from "./sentences.ts";

/** What was said: a code, and what stood in the places of its sentence. */
export interface Heard {
  code: SentenceCode | ReasonCode;
  values: Record<string, string>;
}

interface Pattern {
  code: Heard["code"];
  /** The text before the first place: most patterns are out by it. */
  begins: string;
  pattern: RegExp;
  /** Places that are sentences themselves. */
  nested: string[];
}

/** What a sentence goes on with behind a word is not the word's. */
const SPACE: Record<string, string> = { "": "\\S*?[^\\s:;,]", "*": ".+?", "!": ".+?" };
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** By how much of it is certain, the most first, so that no sentence is taken for a shorter one. */
const PATTERNS: readonly Pattern[] = Object.entries({ ...REASONS, ...SENTENCES } as Record<Heard["code"], string>)
  .map(([code, text]) => ({ ...patternOf(code as Heard["code"], text), sure: text.replace(HOLE, "").length }))
  .sort((a, b) => b.sure - a.sure);

function patternOf(code: Heard["code"], text: string): Pattern {
  const nested: string[] = [];
  let [source, at] = ["", 0];
  for (const hole of text.matchAll(HOLE)) {
    const [whole, name = "", kind = ""] = hole;
    source += `${escaped(text.slice(at, hole.index))}(?<${name}>${SPACE[kind]})`;
    if (kind === "!") nested.push(name);
    at = hole.index + whole.length;
  }
  const pattern = new RegExp(`^${source}${escaped(text.slice(at))}$`, "s");
  return { code, begins: text.split("{", 1)[0]!, pattern, nested };
}

/** Sentences within sentences go no deeper; what does is none of ours, and must not be tried in every way there is. */
const DEPTH = 4;

/**
 * Which sentence a text is. Texts are stored for years and come from agents of any version, so a code that is sent beside them would be
 * missing just where somebody looks back. What is no sentence of ours is not guessed at.
 */
export function hear(text: string, depth = DEPTH): Heard | undefined {
  for (const { code, begins, pattern, nested } of PATTERNS) {
    if (!text.startsWith(begins) || (nested.length > 0 && depth === 0)) continue;
    const found = pattern.exec(text);
    if (found === null) continue;
    const values = { ...found.groups };
    if (nested.every((name) => hear(values[name]!, depth - 1) !== undefined)) return { code, values };
  }
  return undefined;
}
