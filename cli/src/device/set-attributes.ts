import { LIMITS } from "@shoal/protocol/limits";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { usageFailure } from "../exit/failure.ts";
import { pointing } from "../query/check.ts";
import { chosenTargets } from "../target/chosen.ts";
import { checkTargets, type TargetOptions } from "../target/options.ts";
import { readLabel } from "./read-label.ts";
import { sayLabelled } from "./say-labelled.ts";
import { splitWords } from "./split-words.ts";

interface SetOptions extends TargetOptions {
  unset?: string[];
}

/** `key=value` sets an attribute; without a value it is taken away. */
export async function setAttributes(invocation: Invocation, given: SetOptions, ...words: string[]): Promise<void> {
  const { changes, options } = splitWords(given, words, (word) => word.includes("="));
  const set: Record<string, string> = {};
  const unset = (options.unset ?? []).map(readName);
  for (const pair of changes) {
    const at = pair.indexOf("=");
    const [name, value] = [readName(pair.slice(0, at)), pair.slice(at + 1)];
    if (value === "") unset.push(name);
    else set[name] = readValue(name, value);
  }
  if (Object.keys(set).length + unset.length === 0)
    throw usageFailure(
      "Which attributes?",
      "Write key=value, and key= to take one away: shoal device set till-07 floor=3 room=",
    );
  checkTargets(options);
  const api = await invocation.api();
  const body = { ...(await chosenTargets(api, options)), set, unset };
  const changed = await pointing(options.query, answerOf(api.POST("/api/v1/devices/attributes", { body })));
  const pairs = [...Object.entries(set).map(([name, value]) => `${name}=${value}`), ...unset.map((name) => `${name}=`)];
  sayLabelled(invocation.terminal, changed, pairs.join(" "));
}

function readName(text: string): string {
  return readLabel("the name of an attribute", text);
}

function readValue(name: string, value: string): string {
  if (value.length > LIMITS.attributeChars)
    throw usageFailure(`${name} has ${value.length} characters`, `An attribute has at most ${LIMITS.attributeChars}.`);
  if (/\p{Cc}/u.test(value)) throw usageFailure(`${name} has a character that cannot be seen`, "Type its value anew.");
  return value;
}
