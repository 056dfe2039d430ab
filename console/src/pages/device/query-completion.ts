import { keysBegunBy, queryKey } from "@shoal/core/query/keys";

interface Completion {
  /** What it puts in the place of the word at the caret. */
  text: string;
  /** What it means. */
  help: string;
}
export interface Completions {
  from: number;
  to: number;
  options: Completion[];
}

const MOST = 10;

/** What the word at the caret may become: keys, and behind a key its words. @param names of `group`, `tag` and the like, where they are known */
export function completionsAt(
  query: string,
  caret: number,
  names: Readonly<Record<string, readonly string[]>> = {},
): Completions {
  const from = Math.max(query.lastIndexOf(" ", caret - 1), query.lastIndexOf("(", caret - 1)) + 1;
  const end = query.slice(caret).search(/[ )]/);
  const to = end < 0 ? query.length : caret + end;
  const word = query.slice(from, caret);
  const colon = word.indexOf(":");
  if (colon < 0) {
    const options = keysBegunBy(word).map((name) => {
      const { example, help, kind } = queryKey(name)!;
      return { text: kind === "named" ? `${name}.` : `${name}:`, help: `${help}: ${example}` };
    });
    return { from, to, options: options.slice(0, MOST) };
  }
  const key = word.slice(0, colon);
  const begun = word.slice(word.lastIndexOf(",") > colon ? word.lastIndexOf(",") + 1 : colon + 1);
  const known = queryKey(key)?.words ?? names[key] ?? [];
  const before = word.slice(0, word.length - begun.length);
  const options = known
    .filter((each) => each.toLowerCase().startsWith(begun.toLowerCase()) && each !== begun)
    .map((each) => ({ text: before + (/[\s():",]/.test(each) ? `"${each}"` : each), help: "" }));
  return { from, to, options: options.slice(0, MOST) };
}
