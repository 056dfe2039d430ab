import { usageFailure } from "../exit/failure.ts";
import type { Ask } from "./in-session.ts";

/** @throws Failure where nothing was typed: nobody has an empty password, and the server is not asked whether they do */
export async function askPassword(ask: Ask, question: string): Promise<string> {
  const password = await ask(question);
  if (password !== "") return password;
  throw usageFailure("No password was given", "Type it at the question, or pipe it in as a line of its own.");
}
