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
    return errorAt(unclosed, "this quote is not closed", "Put the same quote behind the value, or leave out both");
  const before = tokens[(at === undefined ? tokens.length : tokens.indexOf(at)) - 1];
  if (before && is(before, Key)) return nothingBehindKey(before, at);
  if (before && (is(before, Comma) || is(before, Comparison)))
    return errorAt(
      before,
      `nothing stands behind "${before.image}"`,
      "Write the value right behind it, without a blank",
    );
  if (before && is(before, Open) && at && is(at, Close))
    return errorAt(before, "there is nothing between the parentheses", "Write a query between them, or leave them out");
  const joins = [And, Or, Not].some((word) => before && is(before, word));
  if (before && (joins || is(before, Open)) && (at === undefined || is(at, Close)))
    return errorAt(before, `nothing stands behind "${before.image}"`, "Write what must hold, or leave it out");
  if (at === undefined) return errorAt(openOne(tokens)!, "this parenthesis is not closed", 'Write ")" where it ends');
  return unexpected(tokens, before, at);
}

function nothingBehindKey(key: IToken, at: IToken | undefined): QueryError {
  const name = key.image.slice(0, -1).split(".")[0]!.toLowerCase();
  const example = queryKey(name)?.example ?? QUERY_KEYS.os.example;
  return errorAt(
    key,
    `${key.image} has no value behind it`,
    `Write it without a blank: ${at && is(at, Word) && queryKey(name) ? `${key.image}${at.image}` : example}`,
  );
}

function unexpected(tokens: readonly IToken[], before: IToken | undefined, at: IToken): QueryError {
  if (is(at, Close))
    return errorAt(at, "no parenthesis is open that this one would close", 'Leave it out, or write "(" before it');
  if (is(at, Comparison)) {
    const key = before && queryKey(before.image.toLowerCase());
    const hint = key
      ? `Write ${before.image.toLowerCase()}:… as in ${key.example}`
      : `Write ${QUERY_KEYS.memory.example}`;
    return errorAt(at, `"${at.image}" belongs right behind a key and its colon`, hint);
  }
  if (is(at, Comma))
    return errorAt(at, "a comma belongs between the values of one key", "Write os:windows,linux without blanks");
  if (is(at, Or) || is(at, And))
    return errorAt(at, `nothing stands before "${at.image}"`, "Write what must hold, or leave it out");
  if (before && is(before, Quoted))
    return errorAt(at, "the value went on behind its quotes", 'Put quotes around all of it: name:"two words"');
  if (is(at, Quoted))
    return errorAt(at, "a quote cannot begin inside of a value", 'Put quotes around all of it: name:"two words"');
  const open = openOne(tokens.slice(0, tokens.indexOf(at)));
  return errorAt(open ?? at, `"${at.image}" is not expected here`, `Write what must hold: ${QUERY_KEYS.os.example}`);
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
