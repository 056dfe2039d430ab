import { ERRORS, type ErrorCode } from "@shoal/protocol/errors/catalogue";

/** What a route throws to answer with a row of the catalogue. `detail` names the thing: the field, the id, the state. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  /** Details for the audit trail of a refused write, over what the answer says. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, detail?: string, retryAfterSeconds?: number) {
    super(`${ERRORS[code].title}${detail ? `: ${detail}` : ""}`);
    this.name = "Refusal";
    this.code = code;
    this.detail = detail;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
