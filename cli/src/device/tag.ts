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
