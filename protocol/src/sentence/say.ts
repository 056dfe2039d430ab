import { SENTENCES, type SentenceCode } from "./sentences.ts";

/** `{name}` is one word, `{name*}` any text, `{name!}` a sentence of its own. */
type Names<Text extends string> = Text extends `${string}{${infer Hole}}${infer Rest}`
  ? Bare<Hole> | Names<Rest>
  : never;
type Bare<Hole extends string> = Hole extends `${infer Name}*` | `${infer Name}!` ? Name : Hole;
type Values<Code extends SentenceCode> = { [Name in Names<(typeof SENTENCES)[Code]>]: string | number | boolean };

export const HOLE = /\{([a-zA-Z]+)([*!]?)\}/g;

/** What a server or an agent says to people, by its code. */
export function say<Code extends SentenceCode>(
  code: Code,
  ...[values]: Names<(typeof SENTENCES)[Code]> extends never ? [] : [Values<Code>]
): string {
  return filled(SENTENCES[code], (name) => String((values as Record<string, string | number | boolean>)[name]));
}

/** A sentence with what belongs in its places. */
export function filled(sentence: string, put: (name: string) => string): string {
  return sentence.replace(HOLE, (_, name: string) => put(name));
}
