import { SealedCheckpoint } from "@shoal/protocol/audit/trail";
import { Check } from "typebox/value";

/** Checkpoints that were kept elsewhere, one a line. @returns the first line that is none, by its number */
export function readKept(text: string): SealedCheckpoint[] | number {
  const kept: SealedCheckpoint[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    try {
      const value: unknown = JSON.parse(line);
      if (!Check(SealedCheckpoint, value)) return at + 1;
      kept.push(value);
    } catch {
      return at + 1;
    }
  }
  return kept;
}
