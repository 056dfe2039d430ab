import type { Path } from "@shoal/protocol/schema/json-schema";
import { say } from "@shoal/protocol/sentence/say";
import { type PackageProblem, problemAt } from "./problem.ts";

/** From the root of a Unix system, of a Windows drive or share, or from where a variable says. */
const ABSOLUTE = /^(?:[/\\]|[A-Za-z]:[/\\]|%[A-Za-z_][A-Za-z0-9_()]*%|\$\{[A-Za-z_][A-Za-z0-9_]*\})/;

/** A relative path would be somewhere below wherever the agent happens to have been started. */
export function checkAbsolute(text: string | undefined, path: Path): PackageProblem[] {
  if (text === undefined || ABSOLUTE.test(text)) return [];
  return problemAt(path, say("pkg-not-absolute", { path: text }), say("pkg-absolute", { variable: "${VAR}" }));
}
