import { Failure, usageFailure } from "../exit/failure.ts";
import { pointAt } from "./point-at.ts";

/** The value of `--query`, read here before anything is sent. @throws Failure with a caret under what cannot be read */
export async function checkQuery(text: string): Promise<void> {
  // Seventy modules that most commands do not need.
  const { parseQuery } = await import("@shoal/core/query/parse");
  const parsed = parseQuery(text);
  if (parsed.ok) return;
  const { column, message, hint } = parsed.error;
  throw usageFailure("The query cannot be read", hint, [message, ...pointAt(text, column)].join("\n"));
}

/** What only the server knows of a query (whether a group is there) is pointed at in the same way. */
export async function pointing<T>(text: string | undefined, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof Failure) || text === undefined || error.text.column === undefined) throw error;
    const { detail = "", column } = error.text;
    throw new Failure({ ...error.text, detail: [detail, ...pointAt(text, column)].join("\n") }, error.exit);
  }
}
