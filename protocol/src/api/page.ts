import Type, { type Static } from "typebox";
import { LIMITS } from "../limits.ts";

/** Query of every list. */
export const PageQuery = {
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: LIMITS.pageRows,
      description: `Rows in the answer; default ${LIMITS.pageRowsDefault}`,
    }),
  ),
  cursor: Type.Optional(Type.String({ maxLength: 200, description: "`nextCursor` of the page before" })),
};

/** A list's answer; without `nextCursor` it was the last page. */
export const Page = <T extends Type.TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), nextCursor: Type.Optional(Type.String()) }, { additionalProperties: false });
export type Page<T> = { items: T[]; nextCursor?: string };

const Time = Type.Integer({ minimum: 0, description: "Milliseconds since 1970" });
/** A half-open span of time in a query. */
export const SpanQuery = { since: Type.Optional(Time), until: Type.Optional(Time) };
export const TimeMs = Time;
export type SpanQuery = { since?: number; until?: number };

export const IdParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 128 }) });
export type IdParams = Static<typeof IdParams>;
