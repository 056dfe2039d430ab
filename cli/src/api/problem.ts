import type { Problem } from "@shoal/protocol/errors/problem";
import { EXIT } from "../exit/codes.ts";
import { Failure } from "../exit/failure.ts";

/** An answer that is no success, as a failure; `body` is what came, parsed where it was JSON. */
export function failureFromAnswer(status: number, statusText: string, body: unknown, where: string): Failure {
  const exit = status === 401 || status === 403 ? EXIT.notAllowed : EXIT.failed;
  if (isProblem(body)) {
    const { code, title, detail, hint, requestId, column, devices } = body;
    return new Failure({ title, detail, hint, code, requestId, column, devices }, exit);
  }
  // Whatever stands between us and the server has its own words: a proxy's page, or another service altogether.
  const text = typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body);
  return new Failure(
    {
      title: `The answer was ${status}${statusText === "" ? "" : ` ${statusText}`}, and not from a Shoal server`,
      detail: [where, text.replace(/\s+/g, " ").trim().slice(0, 200)].filter((each) => each !== "").join(": "),
      hint: "Check the address (--server, SHOAL_SERVER): a proxy or another program answers there. shoal doctor looks closer.",
      code: "not-shoal",
    },
    exit,
  );
}

function isProblem(body: unknown): body is Problem {
  const problem = body as Partial<Problem> | null;
  return (
    typeof problem === "object" &&
    problem !== null &&
    typeof problem.code === "string" &&
    typeof problem.title === "string"
  );
}
