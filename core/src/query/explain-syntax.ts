import { say } from "@shoal/protocol/sentence/say";
import type { IToken } from "chevrotain";
import { errorAt } from "./error-at.ts";
import { QUERY_KEYS, queryKey } from "./keys.ts";
import type { QueryError } from "./query.ts";
import { And, Close, Comma, Comparison, Key, Not, Open, Or, Quoted, UnclosedQuote, Word } from "./tokens.ts";

/**
 * Why a text is not built like a query, by the place at which the grammar gave up and what stands before it.
 * @param at the token that cannot follow; undefined for the end of the text
 */
export function explainSyntax(tokens: readonly IToken[], at: IToken | undefined): QueryError {
  const unclosed = tokens.find((token) => is(token, UnclosedQuote));
  if (unclosed && (at === undefined || at.startOffset >= unclosed.startOffset))
    return errorAt(unclosed, say("quote-open"), say("quote-open-hint"));
  const before = tokens[(at === undefined ? tokens.length : tokens.indexOf(at)) - 1];
  if (before && is(before, Key)) return nothingBehindKey(before, at);
  if (before && (is(before, Comma) || is(before, Comparison)))
    return errorAt(before, say("nothing-behind", { word: before.image }), say("write-value"));
  if (before && is(before, Open) && at && is(at, Close))
    return errorAt(before, say("parentheses-empty"), say("parentheses-empty-hint"));
  const joins = [And, Or, Not].some((word) => before && is(before, word));
  if (before && (joins || is(before, Open)) && (at === undefined || is(at, Close)))
    return errorAt(before, say("nothing-behind", { word: before.image }), say("write-what"));
  if (at === undefined) return errorAt(openOne(tokens)!, say("parenthesis-open"), say("parenthesis-open-hint"));
  return unexpected(tokens, before, at);
}

function nothingBehindKey(key: IToken, at: IToken | undefined): QueryError {
  const name = key.image.slice(0, -1).split(".")[0]!.toLowerCase();
  const example = queryKey(name)?.example ?? QUERY_KEYS.os.example;
  return errorAt(
    key,
    say("key-no-value", { key: key.image }),
    say("write-without-blank", { example: at && is(at, Word) && queryKey(name) ? `${key.image}${at.image}` : example }),
  );
}

function unexpected(tokens: readonly IToken[], before: IToken | undefined, at: IToken): QueryError {
  if (is(at, Close)) return errorAt(at, say("parenthesis-none"), say("parenthesis-none-hint"));
  if (is(at, Comparison)) {
    const key = before && queryKey(before.image.toLowerCase());
    const hint = key
      ? say("write-key", { key: before.image.toLowerCase(), example: key.example })
      : say("write-example", { instead: QUERY_KEYS.memory.example });
    return errorAt(at, say("belongs-behind-key", { word: at.image }), hint);
  }
  if (is(at, Comma)) return errorAt(at, say("comma-between"), say("comma-hint"));
  if (is(at, Or) || is(at, And)) return errorAt(at, say("nothing-before", { word: at.image }), say("write-what"));
  if (before && is(before, Quoted)) return errorAt(at, say("value-went-on"), say("quote-all"));
  if (is(at, Quoted)) return errorAt(at, say("quote-inside"), say("quote-all"));
  const open = openOne(tokens.slice(0, tokens.indexOf(at)));
  return errorAt(
    open ?? at,
    say("not-expected", { word: at.image }),
    say("write-what-as", { example: QUERY_KEYS.os.example }),
  );
}

/** The last parenthesis that is open. */
function openOne(tokens: readonly IToken[]): IToken | undefined {
  const open: IToken[] = [];
  for (const token of tokens)
    if (is(token, Open)) open.push(token);
    else if (is(token, Close)) open.pop();
  return open.at(-1);
}

/** A token of this type, or one that stands for it behind a value. */
function is(token: IToken, type: typeof Open): boolean {
  return token.tokenType === type || token.tokenType.CATEGORIES?.includes(type) === true;
}
