import { nearest } from "@shoal/protocol/schema/nearest";
import type { Command } from "commander";
import { type Failure, usageFailure } from "../exit/failure.ts";

/** What the option parser says is wrong, in the form of every other failure, with the way to the right help page. */
export function usageError(text: string, command: Command): Failure {
  const [, message = text, suggestion] = /^error: ([^\n]*)\n?(?:\(Did you mean ([^)]*)\?\))?/.exec(text) ?? [];
  const words: string[] = [];
  for (let each: Command | null = command; each; each = each.parent) words.unshift(each.name());
  const help = `${words.join(" ")} --help`;
  const meant = suggestion ?? meantChoice(message);
  return usageFailure(
    `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.$/, "")}`,
    meant === undefined ? `See ${help}` : `Did you mean ${meant}? Otherwise see ${help}`,
  );
}

/** The parser suggests commands and options, but not values. */
function meantChoice(message: string): string | undefined {
  const [, given, choices] = /argument '([^']*)' is invalid\. Allowed choices are (.*?)\.?$/.exec(message) ?? [];
  return given === undefined || choices === undefined ? undefined : nearest(given, choices.split(", "));
}
