import type { paths } from "@shoal/protocol/api/openapi-types";
import type { Problem } from "@shoal/protocol/errors/problem";
import createClient from "openapi-fetch";
import { amongOthers } from "./alone.ts";

/** The server's public API, as every other client has it; the session's cookie says who asks. */
export const api = createClient<paths>({
  baseUrl: location.origin,
  credentials: "same-origin",
  fetch: amongOthers,
});

/** The server said no, in its own words. */
export class Refused extends Error {
  readonly problem: Pick<Problem, "code" | "status" | "title" | "detail" | "hint" | "requestId" | "column" | "devices">;

  constructor(problem: Refused["problem"]) {
    super(problem.title);
    this.name = "Refused";
    this.problem = problem;
  }
}

/** The server was not reached, or went away before it had answered. */
export class Unreached extends Error {
  constructor(cause: unknown) {
    super("the server was not reached", { cause });
    this.name = "Unreached";
  }
}

const reached = <T>(answer: Promise<T>): Promise<T> =>
  answer.catch((error: unknown) => {
    throw new Unreached(error);
  });

/**
 * The data of an answer.
 * @throws Refused where the server says no
 * @throws Unreached where it was not heard
 */
export async function answerOf<Data>(
  answer: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<NonNullable<Data>> {
  const { data, error, response } = await reached(answer);
  if (response.ok && data !== undefined && data !== null) return data;
  throw refusedBy(response, error);
}

/** For answers without a body. @throws as {@link answerOf} */
export async function acceptedBy(answer: Promise<{ error?: unknown; response: Response }>): Promise<void> {
  const { error, response } = await reached(answer);
  if (!response.ok) throw refusedBy(response, error);
}

/** The server's no, in its own words where they came through. */
export function refusedBy(response: Pick<Response, "status" | "statusText">, error: unknown): Refused {
  if (typeof error === "object" && error !== null && "code" in error && "title" in error)
    return new Refused(error as Refused["problem"]);
  // A proxy in between has words of its own.
  return new Refused({
    code: "unavailable",
    status: response.status,
    title: `${response.status} ${response.statusText}`,
    detail: `${response.status} ${response.statusText}`,
    hint: "",
  });
}
