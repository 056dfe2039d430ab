import { runInNewContext } from "node:vm";

/**
 * The first group of what an author's pattern finds in a text. Some patterns try for longer than the world will last; on this
 * thread that would be the end of the agent, and of each that is started after it on the same journal.
 * @returns undefined where nothing is found
 * @throws Error where it took longer than `limitMs`
 */
export function matchWithin(pattern: string, text: string, limitMs: number): string | undefined {
  const found: unknown = runInNewContext(
    'new RegExp(pattern, "m").exec(text)?.[1]',
    { pattern, text },
    { timeout: limitMs },
  );
  return typeof found === "string" ? found : undefined;
}
