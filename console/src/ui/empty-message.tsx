import { Paper, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

/** Where there is nothing: what that means, and the one thing to do about it. */
export function EmptyMessage({ title, hint, children }: { title: string; hint: string; children?: ReactNode }) {
  return (
    <Paper withBorder p="xl">
      <Stack align="center" gap="xs">
        <Text fw={600}>{title}</Text>
        <Text c="var(--tone-neutral)" ta="center">
          {hint}
        </Text>
        {children}
      </Stack>
    </Paper>
  );
}
