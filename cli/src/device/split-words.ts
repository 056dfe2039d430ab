import { usageFailure } from "../exit/failure.ts";
import type { TargetOptions } from "../target/options.ts";

/**
 * Words behind `device tag` and `device set`: those that are changes, and the others, which are devices beside those that options name.
 */
export function splitWords<Options extends TargetOptions>(
  options: Options,
  words: readonly string[],
  isChange: (word: string) => boolean,
): { changes: string[]; options: Options } {
  const named = words.filter((word) => !isChange(word));
  if (named.length > 0 && options.all)
    throw usageFailure("--all already means every device", `Leave it out, or leave out ${named.join(" ")}.`);
  return {
    changes: words.filter(isChange),
    options: named.length === 0 ? options : { ...options, device: [...(options.device ?? []), ...named] },
  };
}
