import Type, { type Static } from "typebox";
import { ERRORS, type ErrorCode } from "./catalogue.ts";

/** What a program needs to go on from some errors. */
const ProblemPlace = Type.Object({
  column: Type.Optional(Type.Integer({ description: "`query-invalid`: the character of the query, from 1" })),
  devices: Type.Optional(
    Type.Integer({ description: "`query-matches-all`, `rollback-unconfirmed`: the count to confirm" }),
  ),
  problems: Type.Optional(
    Type.Array(
      Type.Object(
        {
          object: Type.Optional(Type.Integer({ description: "Position in the request; absent for what it lacks" })),
          kind: Type.String(),
          name: Type.String(),
          code: Type.String(),
          detail: Type.String(),
          /** Where in the object: `targets.query`; absent for the whole of it. */
          path: Type.Optional(Type.String()),
          column: Type.Optional(Type.Integer({ description: "Of a query: the character, from 1" })),
        },
        { additionalProperties: false },
      ),
      { description: "`fleet-invalid`: everything that is wrong, not only the first" },
    ),
  ),
});
export type ProblemPlace = Static<typeof ProblemPlace>;

/** The body of every error answer (`application/problem+json`, RFC 9457, with a hint). */
export const Problem = Type.Object(
  {
    type: Type.String(),
    code: Type.Enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
    status: Type.Integer(),
    title: Type.String(),
    detail: Type.Optional(Type.String()),
    hint: Type.String(),
    requestId: Type.Optional(Type.String()),
    ...ProblemPlace.properties,
  },
  { additionalProperties: false },
);
export type Problem = Static<typeof Problem>;

export function problem(code: ErrorCode, detail?: string, requestId?: string, place: ProblemPlace = {}): Problem {
  const row = ERRORS[code];
  return {
    type: `urn:shoal:error:${code}`,
    code,
    status: row.status,
    title: row.title,
    ...(detail === undefined ? {} : { detail }),
    hint: row.hint,
    ...(requestId === undefined ? {} : { requestId }),
    ...place,
  };
}
