import type { IToken } from "chevrotain";
import type { QueryError } from "./query.ts";

/** What was read, or why it could not be. */
export type Read<T> = { ok: true; value: T } | { ok: false; error: QueryError };

export function errorAt(token: IToken, message: string, hint: string): QueryError {
  return { column: token.startOffset + 1, message, hint };
}

export function refusedAt(token: IToken, message: string, hint: string): { ok: false; error: QueryError } {
  return { ok: false, error: errorAt(token, message, hint) };
}
