import { Text } from "@mantine/core";
import type { Tone } from "./action-look.ts";

/** A state: its sign, its tone, and always its word. */
export function StateMark({ sign, tone, word }: { sign: string; tone: Tone; word: string }) {
  return (
    <Text component="span" inherit c={`var(--tone-${tone})`} style={{ whiteSpace: "nowrap" }}>
      <span aria-hidden>{sign}</span> {word}
    </Text>
  );
}
