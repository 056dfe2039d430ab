import { ERRORS, type ErrorCode } from "@shoal/protocol/errors/catalogue";
import type { ProblemPlace } from "@shoal/protocol/errors/problem";

/** What a route throws to answer with a row of the catalogue. `detail` names the thing: the field, the id, the state. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly place: ProblemPlace;

  constructor(code: ErrorCode, detail?: string, more: ProblemPlace & { retryAfterSeconds?: number } = {}) {
    super(`${ERRORS[code].title}${detail ? `: ${detail}` : ""}`);
    this.name = "Refusal";
    this.code = code;
    this.detail = detail;
    const { retryAfterSeconds, ...place } = more;
    this.retryAfterSeconds = retryAfterSeconds;
    this.place = place;
  }
}
