import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Refused } from "../api/client.ts";
import { problemHint, problemTitle } from "../text/said.ts";
import { Verbatim } from "./verbatim.tsx";

/** What went wrong, why, and what to do next: the server says it by a code, and the thing itself in its own words. */
export function ProblemMessage({ error, onAgain }: { error: Error; onAgain?: () => void }) {
  const { t } = useTranslation();
  const said = error instanceof Refused ? error.problem : undefined;
  const title = said === undefined ? t("common.unreachable") : (problemTitle(said.code) ?? said.title);
  return (
    <Alert color="red" variant="light" title={title} role="alert">
      <Stack gap="xs">
        {said?.detail !== undefined && <Verbatim text={said.detail} />}
        <Text size="sm">
          {said === undefined ? t("common.unreachableHint") : (problemHint(said.code) ?? said.hint)}
        </Text>
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
