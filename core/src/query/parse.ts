import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import type { IToken } from "chevrotain";
import type { Read } from "./error-at.ts";
import { explainSyntax } from "./explain-syntax.ts";
import { type RawQuery, readGrammar } from "./grammar.ts";
import { allOf, anyOf, type ParsedQuery, type Query, type QueryError } from "./query.ts";
import { readTerm } from "./read-term.ts";
import { Close, Comma, Comparison, Key, Not, Open, Quoted, queryLexer, Word } from "./tokens.ts";
import { countTerms } from "./walk.ts";

/** Reads a query. Whatever the text, the answer is a query or an error with its place; nothing is thrown. */
export function parseQuery(text: string): ParsedQuery {
  const unreadable = refuseText(text);
  if (unreadable) return { ok: false, error: unreadable };
  const { tokens } = queryLexer.tokenize(text);
  const tooDeep = refuseDepth(tokens);
  if (tooDeep) return { ok: false, error: tooDeep };
  const misplaced = tokens.find((token, at) => at > 0 && isMisplaced(tokens[at - 1]!, token));
  if (misplaced) return { ok: false, error: explainSyntax(tokens, misplaced) };
  const read = readGrammar(tokens);
  if (!read.ok) return { ok: false, error: explainSyntax(tokens, read.at) };
  const query = build(read.raw);
  if (!query.ok) return query;
  if (countTerms(query.value) > LIMITS.queryTerms)
    return refused(1, say("query-values", { count: LIMITS.queryTerms }), say("query-part-group"));
  return { ok: true, query: query.value };
}

function build(raw: RawQuery): Read<Query> {
  if (raw.kind === "term") return readTerm(raw);
  if (raw.kind === "not") {
    const part = build(raw.part);
    return part.ok ? { ok: true, value: { kind: "not", part: part.value } } : part;
  }
  const parts: Query[] = [];
  for (const each of raw.parts) {
    const part = build(each);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  return { ok: true, value: raw.kind === "and" ? allOf(parts) : anyOf(parts) };
}

function refuseText(text: string): QueryError | undefined {
  if (text.length > LIMITS.queryChars)
    return error(LIMITS.queryChars + 1, say("query-long", { count: LIMITS.queryChars }), say("query-part-group"));
  if (text.trim() === "") return error(1, say("query-nothing"), say("query-nothing-hint"));
  const strange = /[^\P{Cc}\t\r\n]|\p{Cs}/u.exec(text);
  return strange ? error(strange.index + 1, say("query-unseen"), say("query-unseen-hint")) : undefined;
}

/** Before the grammar goes as deep as the text does. */
function refuseDepth(tokens: readonly IToken[]): QueryError | undefined {
  let [parentheses, nots] = [0, 0];
  for (const token of tokens) {
    const type = token.tokenType;
    nots = type === Not ? nots + 1 : type === Open || type.CATEGORIES?.includes(Open) ? nots : 0;
    if (type === Open || type.CATEGORIES?.includes(Open)) parentheses++;
    else if (type === Close || type.CATEGORIES?.includes(Close)) parentheses--;
    if (parentheses + nots > LIMITS.queryDepth)
      return error(token.startOffset + 1, say("query-deep", { count: LIMITS.queryDepth }), say("query-part-group"));
  }
  return undefined;
}

/** Blanks part terms from each other, and nothing else: a value stands right behind its key, and goes on as long as there is none. */
function isMisplaced(before: IToken, token: IToken): boolean {
  const apart = token.startOffset > before.startOffset + before.image.length;
  const [left, right] = [before.tokenType, token.tokenType];
  if (apart) return left === Key || SIGNS.includes(left) || SIGNS.includes(right);
  return VALUES.includes(left) && VALUES.includes(right);
}

const SIGNS = [Comma, Comparison];
const VALUES = [Word, Quoted];

function refused(column: number, message: string, hint: string): ParsedQuery {
  return { ok: false, error: error(column, message, hint) };
}

function error(column: number, message: string, hint: string): QueryError {
  return { column, message, hint };
}
