import { EmbeddedActionsParser, type IToken, type ParserMethod } from "chevrotain";
import { And, Close, Comma, Comparison, Key, Not, Open, Or, Quoted, TOKENS, Word } from "./tokens.ts";

/** A query as it was written, before anybody asked whether there is such a key or value. */
export type RawQuery =
  | { kind: "and" | "or"; parts: RawQuery[] }
  | { kind: "not"; part: RawQuery }
  | { kind: "term"; key?: IToken; items: RawItem[] };

/** One value of a list: `windows`, `>=24.2`, `reader>=24.2`. */
export interface RawItem {
  operator?: IToken;
  value: IToken;
  /** What stands behind the value: a version behind the name of a package. */
  than?: { operator: IToken; value: IToken };
}

/** Grammar of queries. One instance serves all: each reading begins by giving it new input. */
class QueryParser extends EmbeddedActionsParser {
  constructor() {
    super(TOKENS, { maxLookahead: 2 });
    this.performSelfAnalysis();
  }

  readonly either: ParserMethod<[], RawQuery> = this.RULE("either", (): RawQuery => {
    const parts = [this.SUBRULE(this.#all)];
    this.MANY(() => {
      this.CONSUME(Or);
      parts.push(this.SUBRULE2(this.#all));
    });
    return parts.length === 1 ? parts[0]! : { kind: "or", parts };
  });

  readonly #all: ParserMethod<[], RawQuery> = this.RULE("all", (): RawQuery => {
    const parts: RawQuery[] = [this.SUBRULE(this.#one)];
    this.MANY(() => {
      this.OPTION(() => this.CONSUME(And));
      parts.push(this.SUBRULE2(this.#one));
    });
    return parts.length === 1 ? parts[0]! : { kind: "and", parts };
  });

  readonly #one: ParserMethod<[], RawQuery> = this.RULE("one", (): RawQuery => {
    let nots = 0;
    this.MANY(() => {
      this.CONSUME(Not);
      nots++;
    });
    let query: RawQuery = this.OR([
      { ALT: (): RawQuery => this.#parenthesis() },
      { ALT: (): RawQuery => ({ kind: "term", items: [{ value: this.CONSUME(Word) }] }) },
      { ALT: (): RawQuery => ({ kind: "term", items: [{ value: this.CONSUME(Quoted) }] }) },
      { ALT: (): RawQuery => ({ kind: "term", key: this.CONSUME(Key), items: this.SUBRULE(this.#values) }) },
    ]);
    for (; nots > 0; nots--) query = { kind: "not", part: query };
    return query;
  });

  readonly #values = this.RULE("values", (): RawItem[] => {
    const items: RawItem[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => items.push(this.SUBRULE(this.#value)) });
    return items;
  });

  readonly #value = this.RULE("value", (): RawItem => {
    const operator = this.OPTION(() => this.CONSUME(Comparison));
    const value = this.SUBRULE(this.#text);
    const than = this.OPTION2(() => ({ operator: this.CONSUME2(Comparison), value: this.SUBRULE2(this.#text) }));
    return { value, ...(operator ? { operator } : {}), ...(than ? { than } : {}) };
  });

  readonly #text = this.RULE("text", () =>
    this.OR([{ ALT: () => this.CONSUME(Word) }, { ALT: () => this.CONSUME(Quoted) }]),
  );

  #parenthesis(): RawQuery {
    this.CONSUME(Open);
    const inside = this.SUBRULE(this.either);
    this.CONSUME(Close);
    return inside;
  }
}

const parser = new QueryParser();

/** @returns the token at which it is no query any more; undefined for its end */
export function readGrammar(tokens: IToken[]): { ok: true; raw: RawQuery } | { ok: false; at: IToken | undefined } {
  parser.input = tokens;
  const raw = parser.either();
  const [error] = parser.errors;
  if (!error) return { ok: true, raw };
  return { ok: false, at: tokens.includes(error.token) ? error.token : undefined };
}
