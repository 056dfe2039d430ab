import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Refused } from "../api/client.ts";

/** What went wrong, why, and what to do next: in the server's words where they are the server's. */
export function ProblemMessage({ error, onAgain }: { error: Error; onAgain?: () => void }) {
  const { t } = useTranslation();
  const said = error instanceof Refused ? error.problem : undefined;
  return (
    <Alert color="red" variant="light" title={said?.title ?? t("common.unreachable")} role="alert">
      <Stack gap="xs">
        {said?.detail !== undefined && <Text size="sm">{said.detail}</Text>}
        <Text size="sm">{said === undefined ? t("common.unreachableHint") : said.hint}</Text>
        <Group gap="sm">
          {onAgain !== undefined && (
            <Button size="compact-sm" variant="default" onClick={onAgain}>
              {t("common.again")}
            </Button>
          )}
          {said?.requestId !== undefined && <Text size="xs">{t("common.requestId", { id: said.requestId })}</Text>}
        </Group>
      </Stack>
    </Alert>
  );
}
