import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { usageFailure } from "../exit/failure.ts";
import { pointing } from "../query/check.ts";
import { chosenTargets } from "../target/chosen.ts";
import { checkTargets, type TargetOptions } from "../target/options.ts";
import { readLabel } from "./read-label.ts";
import { sayLabelled } from "./say-labelled.ts";
import { splitWords } from "./split-words.ts";

interface TagOptions extends TargetOptions {
  add?: string[];
  remove?: string[];
}

export async function tagDevices(invocation: Invocation, given: TagOptions, ...words: string[]): Promise<void> {
  const { changes, options } = splitWords(given, words, (word) => word.startsWith("+"));
  const add = [...(options.add ?? []), ...changes.map((word) => word.slice(1))].map((tag) => readLabel("a tag", tag));
  const remove = (options.remove ?? []).map((tag) => readLabel("a tag", tag));
  if (add.length + remove.length === 0)
    throw usageFailure(
      "Which tags?",
      "Write +TAG to give one and -TAG to take one away: shoal device tag till-07 +till -old",
    );
  checkTargets(options);
  const api = await invocation.api();
  const body = { ...(await chosenTargets(api, options)), add, remove };
  const changed = await pointing(options.query, answerOf(api.POST("/api/v1/devices/tags", { body })));
  sayLabelled(
    invocation.terminal,
    changed,
    [...add.map((tag) => `+${tag}`), ...remove.map((tag) => `-${tag}`)].join(" "),
  );
}

/**
 * `-old` is a tag to take away and no option, which the option parser cannot know: it gets `--remove=old`. Tags of one letter would be
 * options, and need the long form.
 */
export function withTagOptions(argv: readonly string[]): string[] {
  const at = argv.findIndex((word, index) => word === "device" && argv[index + 1] === "tag");
  if (at === -1) return [...argv];
  const isTag = (word: string, index: number) =>
    index > at + 1 && /^-[^-]./.test(word) && !takesValue(argv[index - 1]!);
  return argv.map((word, index) => (isTag(word, index) ? `--remove=${word.slice(1)}` : word));
}

/** Behind such an option stands its value, whatever that begins with. */
function takesValue(word: string): boolean {
  return /^--(query|device|group|os|arch|form-factor|name-contains|add|remove|server|token)$/.test(word);
}
