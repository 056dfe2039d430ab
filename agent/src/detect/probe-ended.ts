import { say } from "@shoal/protocol/sentence/say";
import type { Said } from "./probe-command.ts";

/** What is said of a program that has ended with a code of which nothing can be told. */
export function probeEnded(program: string, { exitCode, output }: Extract<Said, { ok: true }>): string {
  const words = output.trim().slice(0, 200);
  // Without words there is nothing to stand behind a colon.
  return words === ""
    ? say("probe-ended-silent", { program, exitCode })
    : say("probe-ended", { program, exitCode, words });
}
