import { createToken, Lexer } from "chevrotain";

/**
 * What a query is made of. Behind a key its value begins, and ends at the next blank or parenthesis: there, commas and comparisons
 * mean something and `or` is a value like any other. So the lexer has two modes.
 */
const WORD = /(?![\s()",<>='])[^\s()",<>=]+/;
const QUOTED = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/;
const line_breaks = true;

const blank = { pattern: /\s+/, group: Lexer.SKIPPED, line_breaks };
const Blank = createToken({ ...blank, name: "Blank" });
const BlankBehindValue = createToken({ ...blank, name: "BlankBehindValue", pop_mode: true });

export const Open = createToken({ name: "Open", pattern: "(" });
const OpenBehindValue = createToken({ name: "OpenBehindValue", pattern: "(", categories: [Open], pop_mode: true });
export const Close = createToken({ name: "Close", pattern: ")" });
const CloseBehindValue = createToken({ name: "CloseBehindValue", pattern: ")", categories: [Close], pop_mode: true });

export const And = createToken({ name: "And", pattern: /and(?![^\s()])/i });
export const Or = createToken({ name: "Or", pattern: /or(?![^\s()])/i });
export const Not = createToken({ name: "Not", pattern: /not(?![^\s()])/i });

export const Key = createToken({ name: "Key", pattern: /[A-Za-z][A-Za-z0-9._-]*:/, push_mode: "value" });
export const Comma = createToken({ name: "Comma", pattern: "," });
export const Comparison = createToken({ name: "Comparison", pattern: /[<>]=?|=/ });
export const Word = createToken({ name: "Word", pattern: WORD });
export const Quoted = createToken({ name: "Quoted", pattern: QUOTED, line_breaks });
/** Up to the end: no parser takes it, and whoever explains why points at where it begins. */
export const UnclosedQuote = createToken({ name: "UnclosedQuote", pattern: /["'][\s\S]*/, line_breaks });

const between = [Blank, Open, Close, And, Or, Not, Key];
const behindKey = [BlankBehindValue, OpenBehindValue, CloseBehindValue];
const both = [Comma, Comparison, Quoted, UnclosedQuote, Word];

export const TOKENS = [...between, ...behindKey, ...both];

export const queryLexer = new Lexer(
  { modes: { term: [...between, ...both], value: [...behindKey, ...both] }, defaultMode: "term" },
  { positionTracking: "onlyOffset", ensureOptimizations: false },
);
