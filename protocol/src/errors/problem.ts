import Type, { type Static } from "typebox";
import { ERRORS, type ErrorCode } from "./catalogue.ts";

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
  },
  { additionalProperties: false },
);
export type Problem = Static<typeof Problem>;

export function problem(code: ErrorCode, detail?: string, requestId?: string): Problem {
  const row = ERRORS[code];
  return {
    type: `urn:shoal:error:${code}`,
    code,
    status: row.status,
    title: row.title,
    ...(detail === undefined ? {} : { detail }),
    hint: row.hint,
    ...(requestId === undefined ? {} : { requestId }),
  };
}
