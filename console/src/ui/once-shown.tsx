import { Alert, Stack, Text } from "@mantine/core";
import { CopyLine } from "./copy-line.tsx";

/** A secret that was just made: it is on this page as long as this page is there, and nowhere else. */
export function OnceShown({ title, hint, secret }: { title: string; hint: string; secret: string }) {
  return (
    <Alert variant="outline" color="var(--tone-good)" title={title} role="status">
      <Stack gap="xs">
        <Text size="sm">{hint}</Text>
        <CopyLine label={title} line={secret} />
      </Stack>
    </Alert>
  );
}
